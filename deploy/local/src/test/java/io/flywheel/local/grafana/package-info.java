/** Boards and rules of Grafana, checked without one. */
@NullMarked
package io.flywheel.local.grafana;

import org.jspecify.annotations.NullMarked;
