package io.flywheel.domain.customer;

import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.quality.Progress;
import org.jspecify.annotations.Nullable;

/** What the customer stop sends to the tables, in order: an update of a customer, a single fact about one, or the progress made. Exactly one of the three is present. */
public record CustomerOutput(
        @Nullable CustomerUpdate update,
        @Nullable Progress progress,
        @Nullable CustomerFact fact) {

    public static CustomerOutput of(CustomerUpdate update) {
        return new CustomerOutput(update, null, null);
    }

    public static CustomerOutput of(Progress progress) {
        return new CustomerOutput(null, progress, null);
    }

    public static CustomerOutput of(CustomerFact fact) {
        return new CustomerOutput(null, null, fact);
    }
}
