/** The notifier in this process, and the file that says whom to tell of alerts, read into what the notifier is given. Called by the command line. */
@NullMarked
package io.flywheel.local.notifications;

import org.jspecify.annotations.NullMarked;
