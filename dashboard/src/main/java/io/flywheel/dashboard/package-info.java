/** The live page: a server that reads the tables and nothing else, and the page it serves. */
@NullMarked
package io.flywheel.dashboard;

import org.jspecify.annotations.NullMarked;
