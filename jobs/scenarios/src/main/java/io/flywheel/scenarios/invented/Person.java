package io.flywheel.scenarios.invented;

import org.jspecify.annotations.Nullable;

/** Who an invented customer is: what does not change while they live their journey. */
record Person(
        String id,
        @Nullable String accountId,
        Temperament temperament,
        Stage firstStage,
        String region,
        String segment,
        String plan,
        String campaign) {

    /** Whether somebody in sales talks to them; the others buy by themselves. */
    boolean isCompany() {
        return accountId != null;
    }
}
