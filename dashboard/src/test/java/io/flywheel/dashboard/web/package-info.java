/** Tests of what a browser gets. */
@org.jspecify.annotations.NullMarked
package io.flywheel.dashboard.web;
