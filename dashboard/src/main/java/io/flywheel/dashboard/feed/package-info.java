/** One question a second to the database, shared by everybody who looks. */
@NullMarked
package io.flywheel.dashboard.feed;

import org.jspecify.annotations.NullMarked;
