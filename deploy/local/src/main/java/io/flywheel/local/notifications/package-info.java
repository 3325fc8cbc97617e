/** The file that says whom to tell of alerts, read into what the notifier is given. */
@NullMarked
package io.flywheel.local.notifications;

import org.jspecify.annotations.NullMarked;
