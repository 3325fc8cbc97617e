/** What a browser gets: the page, its numbers, and the stream of what changed. */
@NullMarked
package io.flywheel.dashboard.web;

import org.jspecify.annotations.NullMarked;
