/** What the page asks the tables, and the only place that speaks to the database. */
@NullMarked
package io.flywheel.dashboard.tables;

import org.jspecify.annotations.NullMarked;
