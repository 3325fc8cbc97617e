/** Rules of alerts: a YAML file with expressions in CEL, checked and typed when it is read. */
@NullMarked
package io.flywheel.app.rules;

import org.jspecify.annotations.NullMarked;
