/** What the notifier reads of the alerts, and what it keeps of what it told. The only place that knows PostgreSQL. */
@NullMarked
package io.flywheel.notifier.tables;

import org.jspecify.annotations.NullMarked;
