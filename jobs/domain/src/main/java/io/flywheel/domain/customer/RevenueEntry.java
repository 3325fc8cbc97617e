package io.flywheel.domain.customer;

import io.flywheel.domain.momentum.DecayedSum;
import io.flywheel.domain.momentum.HalfLives;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.packing.Sums;

/** What a customer paid and was given back in one currency. */
final class RevenueEntry {

    final String currency;
    final DecayedSum kept;
    long wonMinor;
    long refundedMinor;
    long valueEvents;

    RevenueEntry(String currency) {
        this(currency, new DecayedSum());
    }

    private RevenueEntry(String currency, DecayedSum kept) {
        this.currency = currency;
        this.kept = kept;
    }

    void win(long amountMinor, long atMillis) {
        kept.add((double) amountMinor, atMillis, HalfLives.REVENUE);
        wonMinor += amountMinor;
        valueEvents++;
    }

    void refund(long amountMinor, long atMillis) {
        kept.add(-(double) amountMinor, atMillis, HalfLives.REVENUE);
        refundedMinor += amountMinor;
    }

    RevenueTotal total() {
        return new RevenueTotal(currency, wonMinor, refundedMinor, valueEvents);
    }

    void write(StateWriter out) {
        out.putText(currency);
        Sums.write(kept, out);
        out.putCount(wonMinor);
        out.putCount(refundedMinor);
        out.putCount(valueEvents);
    }

    static RevenueEntry read(StateReader in) {
        RevenueEntry entry = new RevenueEntry(in.getPresentText(), Sums.read(in));
        entry.wonMinor = in.getVariable();
        entry.refundedMinor = in.getVariable();
        entry.valueEvents = in.getVariable();
        return entry;
    }
}
