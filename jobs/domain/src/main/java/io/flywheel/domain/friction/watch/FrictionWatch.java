package io.flywheel.domain.friction.watch;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.clicks.ClickSettings;
import io.flywheel.domain.friction.clicks.ClickTrail;
import io.flywheel.domain.friction.deals.DealDesk;
import io.flywheel.domain.friction.deals.DealSettings;
import io.flywheel.domain.friction.service.ServiceDesk;
import io.flywheel.domain.friction.service.ServiceSettings;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What all detectors keep of one customer.
 *
 * <p><b>Shape:</b> mutable part of the customer's state. What is found at a watermark and what was handed out as certain together follow from the activities and the watermark alone, whatever the order
 * they came in and however often somebody looked or settled.
 *
 * <p><b>Units:</b> epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md, friction-service.md and friction-deals.md.
 */
public final class FrictionWatch {

    private static final int CLICKS = 1;
    private static final int SERVICE = 2;
    private static final int DEALS = 4;

    private ClickTrail clicks = new ClickTrail();
    private ServiceDesk service = new ServiceDesk();
    private DealDesk deals = new DealDesk();

    /** Takes one activity in any order, which was not taken before. */
    public void take(Activity activity, InForce<DetectorSettings> settings) {
        DetectorSettings then = settings.at(activity.occurredAtMillis());
        clicks.take(activity, then.clicks());
        service.take(activity);
        deals.take(activity, then.deals());
    }

    /** What holds as of a watermark and is not certain yet. */
    public List<Finding> find(long watermarkMillis, InForce<DetectorSettings> settings) {
        if (isEmpty()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>(0);
        clicks.find(watermarkMillis, clicks(settings), found::add);
        service.find(watermarkMillis, service(settings), found::add);
        deals.find(watermarkMillis, deals(settings), found::add);
        return found;
    }

    /** Tells the tickets, deals and inquiries that may differ from what was told of them, as of a watermark. */
    public void facts(long watermarkMillis, InForce<DetectorSettings> settings, FactListener listener) {
        service.rows(watermarkMillis, service(settings), listener::ticket);
        deals.facts(watermarkMillis, deals(settings), listener::deal);
        deals.inquiries(watermarkMillis, deals(settings), listener::inquiry);
    }

    /** Hands out what nothing from before the horizon can change any more, and forgets what can matter no more. */
    public void settle(
            long horizonMillis, InForce<DetectorSettings> settings, Consumer<Finding> certain, FactListener lastFacts) {
        clicks.settle(horizonMillis, clicks(settings), certain);
        service.settle(horizonMillis, service(settings), certain, lastFacts::ticket);
        deals.settle(horizonMillis, deals(settings), certain, lastFacts::deal, lastFacts::inquiry);
    }

    /** The next watermark at which something else is found if nothing happens, or {@link Long#MAX_VALUE}. */
    public long nextLookAfter(long watermarkMillis, InForce<DetectorSettings> settings) {
        if (isEmpty()) {
            return Long.MAX_VALUE;
        }
        return Math.min(
                clicks.nextLookAfter(watermarkMillis, clicks(settings)),
                Math.min(
                        service.nextLookAfter(watermarkMillis, service(settings)),
                        deals.nextLookAfter(watermarkMillis, deals(settings))));
    }

    private static InForce<ClickSettings> clicks(InForce<DetectorSettings> settings) {
        return moment -> settings.at(moment).clicks();
    }

    private static InForce<ServiceSettings> service(InForce<DetectorSettings> settings) {
        return moment -> settings.at(moment).service();
    }

    private static InForce<DealSettings> deals(InForce<DetectorSettings> settings) {
        return moment -> settings.at(moment).deals();
    }

    public boolean isEmpty() {
        return clicks.isEmpty() && service.isEmpty() && deals.isEmpty();
    }

    public void write(StateWriter out) {
        out.putByte(
                (clicks.isEmpty() ? 0 : CLICKS) | (service.isEmpty() ? 0 : SERVICE) | (deals.isEmpty() ? 0 : DEALS));
        if (!clicks.isEmpty()) {
            clicks.write(out);
        }
        if (!service.isEmpty()) {
            service.write(out);
        }
        if (!deals.isEmpty()) {
            deals.write(out);
        }
    }

    public static FrictionWatch read(StateReader in) {
        FrictionWatch watch = new FrictionWatch();
        int present = in.getByte();
        if ((present & CLICKS) != 0) {
            watch.clicks = ClickTrail.read(in);
        }
        if ((present & SERVICE) != 0) {
            watch.service = ServiceDesk.read(in);
        }
        if ((present & DEALS) != 0) {
            watch.deals = DealDesk.read(in);
        }
        return watch;
    }
}
