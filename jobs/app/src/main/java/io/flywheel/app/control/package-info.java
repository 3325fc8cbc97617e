/** What people decide, as text: control records in JSON, and what each kind holds. */
@NullMarked
package io.flywheel.app.control;

import org.jspecify.annotations.NullMarked;
