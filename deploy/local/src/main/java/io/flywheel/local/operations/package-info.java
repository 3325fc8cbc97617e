/** What an operator asks for: how far the jobs are, what was refused, and a bundle of both for others to look at. Called by the command line. */
@NullMarked
package io.flywheel.local.operations;

import org.jspecify.annotations.NullMarked;
