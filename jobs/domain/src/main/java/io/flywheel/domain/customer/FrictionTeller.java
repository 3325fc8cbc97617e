package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;

/** Makes signals and rows of what was found with one customer, and takes back what turned out to be none. */
final class FrictionTeller implements ToldFindings.Teller {

    private final String customerId;
    private final FrictionBook book;
    private final InForce<SignalCatalogue> catalogues;
    private final CustomerListener listener;

    FrictionTeller(
            String customerId, FrictionBook book, InForce<SignalCatalogue> catalogues, CustomerListener listener) {
        this.customerId = customerId;
        this.book = book;
        this.catalogues = catalogues;
        this.listener = listener;
    }

    @Override
    public void tell(Finding finding, int times) {
        Activity told = FoundActivity.told(finding, customerId, times);
        SignalCatalogue catalogue = catalogues.at(finding.occurredAtMillis());
        for (SignalRule rule : catalogue.rulesFor(finding.kind())) {
            if (rule.appliesTo(told)) {
                tell(rule, finding, told);
            }
        }
        for (SignalRule rule : catalogue.rulesClosedBy(finding.kind())) {
            listener.signal(rule, SignalKind.STANDING_CLOSE, 0, told);
        }
    }

    private void tell(SignalRule rule, Finding finding, Activity told) {
        long weight = rule.weight().of(told);
        if (weight != 0) {
            listener.signal(rule, SignalKind.IMPULSE, weight, told);
        }
        if (rule.standing() != null) {
            listener.signal(rule, SignalKind.STANDING_OPEN, 0, told);
            book.open(row(rule, finding, weight), finding.eventId());
        } else if (weight != 0 && rule.side() == Side.FRICTION) {
            listener.friction(row(rule, finding, weight));
        }
    }

    @Override
    public void takeBack(Finding finding, int times) {
        Activity told = FoundActivity.told(finding, customerId, times);
        SignalCatalogue catalogue = catalogues.at(finding.occurredAtMillis());
        for (SignalRule rule : catalogue.rulesFor(finding.kind())) {
            if (rule.appliesTo(told)) {
                long weight = rule.weight().of(told);
                listener.signal(rule, SignalKind.RETRACT, weight, told);
                FrictionRow row = row(rule, finding, weight);
                if (rule.standing() != null) {
                    book.retract(row.frictionId(), listener::friction);
                } else if (weight != 0 && rule.side() == Side.FRICTION) {
                    listener.friction(row.retracted());
                }
            }
        }
        for (SignalRule rule : catalogue.rulesClosedBy(finding.kind())) {
            listener.signal(rule, SignalKind.RETRACT, 0, told);
        }
    }

    private static FrictionRow row(SignalRule rule, Finding finding, long weight) {
        return FrictionRow.found(rule, weight, FoundActivity.of(finding), finding.eventId(), finding.evidence());
    }
}
