package io.flywheel.domain.customer;

import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.quality.Progress;
import org.jspecify.annotations.Nullable;

/** What the customer stop sends to the tables, in order: an update of a customer, a single fact about one, the progress made, or that a customer was forgotten. Exactly one of the four is present. */
public record CustomerOutput(
        @Nullable CustomerUpdate update,
        @Nullable Progress progress,
        @Nullable CustomerFact fact,
        @Nullable ErasureStep erasure) {

    public static CustomerOutput of(CustomerUpdate update) {
        return new CustomerOutput(update, null, null, null);
    }

    public static CustomerOutput of(Progress progress) {
        return new CustomerOutput(null, progress, null, null);
    }

    public static CustomerOutput of(CustomerFact fact) {
        return new CustomerOutput(null, null, fact, null);
    }

    public static CustomerOutput of(ErasureStep erasure) {
        return new CustomerOutput(null, null, null, erasure);
    }
}
