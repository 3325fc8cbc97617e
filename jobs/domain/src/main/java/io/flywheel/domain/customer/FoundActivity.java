package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.friction.Finding;

/** A finding in the form that the catalogue weighs: something that happened to the customer, though no event states it. */
final class FoundActivity {

    private FoundActivity() {}

    static Activity of(Finding finding) {
        return named(finding, "", finding.eventId());
    }

    /** The same as it is told for the n-th time, so that a finding that comes back is another one to whoever heard that it was none. */
    static Activity told(Finding finding, String customerId, int times) {
        return named(finding, customerId, finding.eventId() + '#' + times);
    }

    private static Activity named(Finding finding, String customerId, String eventId) {
        return Activity.builder()
                .customerId(customerId)
                .source(finding.source())
                .eventId(eventId)
                .kind(finding.kind())
                .occurredAtMillis(finding.occurredAtMillis())
                .arrivedAtMillis(finding.occurredAtMillis())
                .objectRef(finding.objectRef())
                .page(finding.page())
                .target(finding.target())
                .channel(finding.channel())
                .count(finding.count())
                .build();
    }
}
