/** The demo: invented customers, every part of the product in one process, and the incident that is planted in them. Called by the command line. */
@NullMarked
package io.flywheel.local.demo;

import org.jspecify.annotations.NullMarked;
