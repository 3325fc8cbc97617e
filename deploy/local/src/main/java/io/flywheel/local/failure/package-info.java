/** Beside the walk: how a command ends when it can not do what it was asked, in three lines a person can act on. Every part of the local run may throw from here. */
@NullMarked
package io.flywheel.local.failure;

import org.jspecify.annotations.NullMarked;
