/** Reads the signal catalogue from its file into the rules of the domain, all errors at once. Called when operators open and by the command line. */
@NullMarked
package io.flywheel.app.catalogue;

import org.jspecify.annotations.NullMarked;
