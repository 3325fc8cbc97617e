package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.friction.deals.DealFacts;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import io.flywheel.domain.friction.watch.FactListener;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;

/** Hears what is to be told of a customer one by one: the signals of what was found, and facts. */
public interface CustomerListener extends SignalListener, FactListener {

    /** Takes nothing down. */
    CustomerListener NOTHING = new CustomerListener() {
        @Override
        public void signal(SignalRule rule, SignalKind kind, long weightThousandths, Activity activity) {}

        @Override
        public void friction(FrictionRow row) {}

        @Override
        public void ticket(TicketRow row) {}

        @Override
        public void deal(DealFacts row) {}

        @Override
        public void inquiry(InquiryRow row) {}
    };

    void friction(FrictionRow row);
}
