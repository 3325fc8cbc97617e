/** Tests of the live page. */
@org.jspecify.annotations.NullMarked
package io.flywheel.dashboard;
