package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.watch.FrictionWatch;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.SignalRule;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is remembered of a customer's friction beyond its sums: what the detectors keep of single events, and what was told of it.
 *
 * <p><b>Shape:</b> mutable part of the customer's state.
 *
 * <p><b>Units:</b> epoch milliseconds.
 */
public final class FrictionMemory {

    private FrictionWatch watch = new FrictionWatch();
    private ToldFindings told = new ToldFindings();
    private FrictionBook book = new FrictionBook();
    private final ToldFacts facts = new ToldFacts();

    void observe(Activity activity, CustomerRules rules) {
        watch.take(activity, rules.detectors());
    }

    /** Notes a stated signal that opens a condition. */
    void open(SignalRule rule, Activity activity) {
        book.open(FrictionRow.stated(rule, rule.weight().of(activity), activity), activity.eventId());
    }

    List<Finding> find(long watermarkMillis, CustomerRules rules) {
        return watch.find(told.lookAt(watermarkMillis), rules.detectors());
    }

    /** Tells what is new, and returns the next watermark at which there is something to tell if nothing happens. */
    long tell(
            String customerId,
            List<Finding> found,
            List<StandingItem> standing,
            long watermarkMillis,
            CustomerRules rules,
            CustomerListener listener) {
        long lookedAt = told.lookAt(watermarkMillis);
        told.update(found, new FrictionTeller(customerId, book, rules.catalogues(), listener));
        long ends = book.update(standing, lookedAt, rules.catalogue(), listener::friction);
        watch.facts(lookedAt, rules.detectors(), facts.before(listener));
        return Math.min(ends, watch.nextLookAfter(lookedAt, rules.detectors()));
    }

    /** Hands out what is certain, and forgets what can matter no more. */
    void settle(
            String customerId,
            long horizonMillis,
            CustomerRules rules,
            CustomerListener listener,
            Consumer<Finding> certain) {
        FrictionTeller teller = new FrictionTeller(customerId, book, rules.catalogues(), listener);
        watch.settle(
                horizonMillis,
                rules.detectors(),
                finding -> {
                    told.settle(finding, teller);
                    certain.accept(finding);
                },
                listener);
        facts.forget();
        told.settle(horizonMillis);
        book.settle(horizonMillis);
    }

    boolean isWatching() {
        return !watch.isEmpty();
    }

    public void write(StateWriter out) {
        watch.write(out);
        told.write(out);
        book.write(out);
    }

    public static FrictionMemory read(StateReader in) {
        FrictionMemory memory = new FrictionMemory();
        memory.watch = FrictionWatch.read(in);
        memory.told = ToldFindings.read(in);
        memory.book = FrictionBook.read(in);
        return memory;
    }
}
