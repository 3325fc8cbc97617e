/** Tests of the contracts at both ends: what was published once stays readable. */
@NullMarked
package io.flywheel.schema.contract;

import org.jspecify.annotations.NullMarked;
