package io.flywheel.domain.customer;

import io.flywheel.domain.quality.Progress;
import org.jspecify.annotations.Nullable;

/** What the customer stop sends to the tables, in order: an update of a customer, or the progress made. Exactly one of the two is present. */
public record CustomerOutput(
        @Nullable CustomerUpdate update, @Nullable Progress progress) {

    public static CustomerOutput of(CustomerUpdate update) {
        return new CustomerOutput(update, null);
    }

    public static CustomerOutput of(Progress progress) {
        return new CustomerOutput(null, progress);
    }
}
