/** What a viewer may do about an alert; done by whoever serves the page. */
@NullMarked
package io.flywheel.dashboard.actions;

import org.jspecify.annotations.NullMarked;
