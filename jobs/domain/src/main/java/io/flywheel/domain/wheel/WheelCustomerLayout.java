package io.flywheel.domain.wheel;

import io.flywheel.domain.packing.RecentEvents;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.wheel.journey.CustomerJourney;
import io.flywheel.domain.wheel.spot.CustomerSpots;
import io.flywheel.domain.wheel.window.CustomerWindows;
import io.flywheel.domain.wheel.window.Dimension;
import java.util.Set;

/**
 * The bytes in which the wheel keeps a customer.
 *
 * <pre>
 * version 3
 *   byte      version
 *   int       fingerprint of the half-lives that the sums were made with
 *   signed    alarm (epoch milliseconds)
 *   signed    earliest signal (epoch milliseconds, from version 3 on)
 *   recent    count, then (long identity, int 0, signed day)
 *   windows   as CustomerWindows writes them
 *   journey   as CustomerJourney writes it
 *   spots     as CustomerSpots writes them (from version 2 on)
 * </pre>
 *
 * <p><b>Errors:</b> {@link IllegalStateException} for a version of a later release and for sums made with other half-lives.
 *
 * <p><b>Source:</b> docs/reference/state.md.
 */
public final class WheelCustomerLayout {

    private static final int WITHOUT_SPOTS = 1;
    private static final int WITHOUT_BEGINNING = 2;
    private static final int VERSION = 3;

    private final SignalCatalogue catalogue;
    private final Set<Dimension> dimensions;
    private final StateWriter out = new StateWriter();

    public WheelCustomerLayout(SignalCatalogue catalogue, Set<Dimension> dimensions) {
        this.catalogue = catalogue;
        this.dimensions = dimensions;
    }

    /** A customer of whom nothing is known yet. */
    public WheelCustomer unknown() {
        return new WheelCustomer(
                catalogue,
                new RecentEvents(),
                new CustomerWindows(catalogue, dimensions),
                new CustomerJourney(),
                new CustomerSpots(),
                Long.MAX_VALUE,
                Long.MAX_VALUE);
    }

    public byte[] write(WheelCustomer customer) {
        out.reset();
        out.putByte(VERSION);
        out.putInt(catalogue.decayFingerprint());
        out.putSigned(customer.alarmAtMillis);
        out.putSigned(customer.earliestAtMillis);
        customer.recent.write(out);
        customer.windows.write(out);
        customer.journey.write(out);
        customer.spots.write(out);
        return out.toBytes();
    }

    public WheelCustomer read(byte[] kept) {
        StateReader in = new StateReader(kept);
        int version = in.getByte();
        if (version < WITHOUT_SPOTS || version > VERSION) {
            throw new IllegalStateException(
                    "a customer of the wheel is kept in form " + version + ", this release knows forms 1 to " + VERSION
                            + "; start the release that wrote the savepoint, or a later one");
        }
        if (in.getInt() != catalogue.decayFingerprint()) {
            throw new IllegalStateException(
                    "the sums of the wheel were made with other half-lives or classes than this signal catalogue has; take the change back, or start without state and replay the topics");
        }
        long alarm = in.getSigned();
        long earliest = version <= WITHOUT_BEGINNING ? Long.MIN_VALUE : in.getSigned();
        return new WheelCustomer(
                catalogue,
                RecentEvents.read(in),
                CustomerWindows.read(in, catalogue, dimensions),
                CustomerJourney.read(in),
                version == WITHOUT_SPOTS ? new CustomerSpots() : CustomerSpots.read(in),
                alarm,
                earliest);
    }
}
