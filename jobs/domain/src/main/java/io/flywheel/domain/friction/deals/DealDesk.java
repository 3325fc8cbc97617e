package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All that one customer may still buy or asked to hear more about: finds deals that stall and revive, slip and go back, and inquiries that nobody answered in time.
 *
 * <p><b>Shape:</b> what it finds depends on the activities alone and neither on their order nor on when it is asked. A deadline passes when the watermark reaches it; an event that comes late but
 * happened in time makes the finding vanish. That a deal stalled opens, that it revived closes; both name the deal. A deal that ends revives no more.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md.
 */
public final class DealDesk {

    private final Map<String, DealCase> deals;
    private final Inquiries inquiries;

    public DealDesk() {
        this(new TreeMap<>(), new Inquiries());
    }

    private DealDesk(Map<String, DealCase> deals, Inquiries inquiries) {
        this.deals = deals;
        this.inquiries = inquiries;
    }

    /** Takes one activity in any order; what concerns neither a deal nor an inquiry is left alone. */
    public void take(Activity activity, InForce<DealSettings> settings) {
        if (activity.kind().isDerived()) {
            return;
        }
        String dealId = activity.objectRef();
        if (dealId != null && activity.kind().stream() == EventStream.DEALS) {
            deals.computeIfAbsent(dealId, DealCase::new).take(DealChange.of(activity));
        }
        inquiries.take(activity, settings);
    }

    /** Tells what holds as of a watermark and is not settled: deal by deal, then inquiries. */
    public void find(long watermarkMillis, InForce<DealSettings> settings, Consumer<Finding> found) {
        deals.values().forEach(deal -> deal.find(watermarkMillis, settings, found));
        inquiries.find(settings, (finding, from) -> {
            if (from <= watermarkMillis) {
                found.accept(finding);
            }
        });
    }

    /** Tells the facts, as of a watermark, of all deals with anything that is not settled or was not told; those of the others are as they were told last. */
    public void facts(long watermarkMillis, InForce<DealSettings> settings, Consumer<DealFacts> facts) {
        for (DealCase deal : deals.values()) {
            DealFacts unsettled = deal.factsIfUnsettled(watermarkMillis, settings);
            if (unsettled != null) {
                facts.accept(unsettled);
            }
        }
    }

    /** Tells the rows, as of a watermark, of all inquiries with anything that is not settled; those of the others are as they were told last. */
    public void inquiries(long watermarkMillis, InForce<DealSettings> settings, Consumer<InquiryRow> rows) {
        inquiries.rows(watermarkMillis, settings, rows);
    }

    /**
     * Makes certain what happened before a horizon that no event to come can precede, and forgets what can matter no more.
     *
     * @param certain hears the findings that are final; {@link #find} tells them no more
     * @param lastFacts hears the facts of deals that are forgotten; what is settled of other deals without having been told, {@link #facts} tells once more
     * @param lastRows hears the rows of inquiries that {@link #inquiries} tells no more, or not until somebody turns to the customer
     */
    public void settle(
            long horizonMillis,
            InForce<DealSettings> settings,
            Consumer<Finding> certain,
            Consumer<DealFacts> lastFacts,
            Consumer<InquiryRow> lastRows) {
        Iterator<DealCase> each = deals.values().iterator();
        while (each.hasNext()) {
            DealCase deal = each.next();
            deal.settle(horizonMillis, settings, certain);
            if (deal.isForgottenAt(horizonMillis, settings)) {
                DealFacts facts = deal.lastFacts();
                if (facts != null) {
                    lastFacts.accept(facts);
                }
                each.remove();
            }
        }
        inquiries.settle(horizonMillis, settings, certain, lastRows);
    }

    /** The next watermark at which there is something else to find if nothing happens, or {@link Long#MAX_VALUE}. */
    public long nextLookAfter(long watermarkMillis, InForce<DealSettings> settings) {
        long[] next = {Long.MAX_VALUE};
        for (DealCase deal : deals.values()) {
            next[0] = Math.min(next[0], deal.nextLookAfter(watermarkMillis, settings));
        }
        inquiries.find(settings, (finding, from) -> {
            if (from > watermarkMillis) {
                next[0] = Math.min(next[0], from);
            }
        });
        return next[0];
    }

    /** Whether nothing is kept, so that nothing need be written. */
    public boolean isEmpty() {
        return deals.isEmpty() && inquiries.isEmpty();
    }

    public void write(StateWriter out) {
        out.putCount(deals.size());
        deals.values().forEach(deal -> deal.write(out));
        inquiries.write(out);
    }

    public static DealDesk read(StateReader in) {
        Map<String, DealCase> deals = new TreeMap<>();
        for (int i = in.getCountOf(DealCase.LEAST_BYTES); i > 0; i--) {
            DealCase deal = DealCase.read(in);
            deals.put(deal.dealId, deal);
        }
        return new DealDesk(deals, Inquiries.read(in));
    }
}
