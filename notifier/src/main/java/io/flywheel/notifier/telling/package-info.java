/** Whom to tell what, and when: routes, groups, waits, repeats, the bucket that empties in a storm. The JDK and the domain alone; the time is handed in. */
@NullMarked
package io.flywheel.notifier.telling;

import org.jspecify.annotations.NullMarked;
