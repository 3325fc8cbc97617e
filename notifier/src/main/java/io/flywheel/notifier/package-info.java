/** The notifier: tells people and programs of alerts, once, however often it is started again. Knows the tables and the domain's silences and inhibitions, and no job. */
@NullMarked
package io.flywheel.notifier;

import org.jspecify.annotations.NullMarked;
