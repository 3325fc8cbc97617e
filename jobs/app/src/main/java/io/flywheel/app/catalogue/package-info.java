/** Reads the signal catalogue, the model of churn risk and the thresholds of found friction from their files into the rules of the domain, all errors at once. Called when operators open and by the command line. */
@NullMarked
package io.flywheel.app.catalogue;

import org.jspecify.annotations.NullMarked;
