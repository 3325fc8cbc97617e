/** Beside the fold: how likely a customer is to leave, and why. Read off the customer's state by the meter, told in the table of churn risk. */
@NullMarked
package io.flywheel.domain.risk;

import org.jspecify.annotations.NullMarked;
