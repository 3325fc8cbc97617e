package io.flywheel.pipeline.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.WheelCustomer;
import io.flywheel.domain.wheel.WheelCustomerLayout;
import io.flywheel.domain.wheel.journey.GrowthCounts;
import io.flywheel.domain.wheel.spot.SpotTotals;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.rehearsal.GoldenFile;
import io.flywheel.pipeline.rehearsal.SignalLog;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.junit.jupiter.api.Test;

/**
 * What the stops of the wheel keep is readable by every later release, and written as the first one did.
 *
 * <p>The small catalogue is part of the packed customer: its half-lives are.
 */
class WheelStateGoldenTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
    private static final long WATERMARK = START + 12 * DAY;
    private static final Set<Dimension> DIMENSIONS = EnumSet.of(Dimension.ALL, Dimension.SEGMENT);
    private static final GoldenFile FIRST = GoldenFile.named("golden/wheel-customer/v1.bytes");
    private static final GoldenFile SECOND = GoldenFile.named("golden/wheel-customer/v2.bytes");
    private static final GoldenFile CUSTOMER = GoldenFile.named("golden/wheel-customer/v3.bytes");
    private static final GoldenFile READING = GoldenFile.named("golden/wheel-customer/v1.reading");
    private static final GoldenFile HOTSPOT = GoldenFile.named("golden/cells/hotspot-v1.bytes");
    private static final GoldenFile WINDOW = GoldenFile.named("golden/cells/window-v1.bytes");
    private static final GoldenFile GROWTH = GoldenFile.named("golden/cells/growth-v1.bytes");

    private final WheelCustomerLayout layout = new WheelCustomerLayout(SmallCatalogue.load(), DIMENSIONS);

    @Test
    void aCustomerIsWrittenAsBefore() throws Exception {
        byte[] bytes = layout.write(customer());
        assertThat(bytes)
                .as("a new form of the bytes is a new golden file beside the old ones")
                .isEqualTo(CUSTOMER.bytesOr(bytes));
    }

    @Test
    void earlierFormsReadAsTheyDid() throws Exception {
        readsAsItDid(FIRST);
        readsAsItDid(SECOND);
    }

    /** What began when nobody kept it began before everything. */
    private void readsAsItDid(GoldenFile form) throws Exception {
        WheelCustomer kept = layout.read(Files.readAllBytes(form.path()));
        assertThat(kept.earliestAtMillis()).isEqualTo(Long.MIN_VALUE);
        READING.holdsText(kept.read(WATERMARK + 40 * DAY) + "\n" + kept.alarmAtMillis() + "\n");
        assertThat(layout.read(layout.write(kept)).read(WATERMARK)).isEqualTo(kept.read(WATERMARK));
    }

    @Test
    void theFormOfTodayReadsAsItWasWritten() throws Exception {
        WheelCustomer kept = layout.read(CUSTOMER.bytesOr(layout.write(customer())));
        READING.holdsText(kept.read(WATERMARK + 40 * DAY) + "\n" + kept.alarmAtMillis() + "\n");
        assertThat(kept.earliestAtMillis())
                .isEqualTo(customer().earliestAtMillis())
                .isEqualTo(START);
        assertThat(layout.write(kept)).isEqualTo(Files.readAllBytes(CUSTOMER.path()));
    }

    @Test
    void everyFormGoesOnAsIfItHadNeverBeenPacked() throws Exception {
        goesOn(Files.readAllBytes(FIRST.path()), false);
        goesOn(Files.readAllBytes(SECOND.path()), true);
        goesOn(CUSTOMER.bytesOr(layout.write(customer())), true);
    }

    /** The first form knows of no places, so those begin where it is read. */
    private void goesOn(byte[] packed, boolean knowsPlaces) throws Exception {
        WheelCustomer kept = layout.read(packed);
        WheelCustomer fresh = customer();
        WheelDeltas ofKept = new WheelDeltas();
        WheelDeltas ofFresh = new WheelDeltas();
        for (Signal signal : signals(
                activity("8", ActivityKind.TICKET_OPENED, WATERMARK).objectRef("ticket-2"),
                activity("9", ActivityKind.RENEWED, WATERMARK - 6 * DAY)
                        .currency("EUR")
                        .amountMinor(9_000),
                activity("10", ActivityKind.PAGE_VIEW, START + 11 * DAY),
                activity("7", ActivityKind.NPS_RATED, START + 11 * DAY).score(10))) {
            assertThat(kept.fold(signal, ofKept, ofKept, ofKept))
                    .isEqualTo(fresh.fold(signal, ofFresh, ofFresh, ofFresh));
        }
        WindowCells cells = new WindowCells();
        assertThat(Deltas.sums(cells, drained(ofKept))).isNotEmpty().isEqualTo(Deltas.sums(cells, drained(ofFresh)));
        assertThat(kept.read(WATERMARK)).isEqualTo(fresh.read(WATERMARK));
        assertThat(Deltas.sums(new HotspotCells(), spots(ofKept))
                        .equals(Deltas.sums(new HotspotCells(), spots(ofFresh))))
                .isEqualTo(knowsPlaces);
    }

    @Test
    void aPlaceIsKeptAsBefore() throws Exception {
        WheelDeltas deltas = new WheelDeltas();
        WheelCustomer customer = layout.unknown();
        for (Signal signal : signals(activity("4", ActivityKind.TICKET_OPENED, START + 2 * DAY)
                .page("/help")
                .objectRef("ticket-1"))) {
            customer.fold(signal, deltas, deltas, deltas);
        }
        HotspotCells cells = new HotspotCells();
        CellDelta delta = spots(deltas).get(0);
        byte[] bytes = kept(cells, delta, START + 2 * DAY);
        byte[] golden = HOTSPOT.bytesOr(bytes);
        assertThat(bytes)
                .as("a new form of the bytes is a new golden file beside the old ones")
                .isEqualTo(golden);
        SpotTotals totals = cells.read(content(golden));
        assertThat(totals).isEqualTo(cells.read(delta.content()));
        assertThat(totals.customers()).isOne();
        assertThat(totals.friction().count()).isOne();
        assertThat(totals.byType()).hasSize(2);
    }

    @Test
    void aWindowIsKeptAsTheFirstReleaseDid() throws Exception {
        List<CellDelta> deltas = Deltas.windows(history(), DIMENSIONS).get(0);
        WindowCells cells = new WindowCells();
        byte[] bytes = kept(cells, deltas.get(0), START + DAY);
        byte[] golden = WINDOW.bytesOr(bytes);
        assertThat(bytes)
                .as("a new form of the bytes is a new golden file beside the old ones")
                .isEqualTo(golden);

        WindowTotals totals = cells.read(content(golden));
        assertThat(totals).isEqualTo(cells.read(deltas.get(0).content()));
        assertThat(totals.pushThousandths()).isEqualTo(8_000);
        assertThat(totals.customersAt(100)).isEqualTo(1);
    }

    @Test
    void aDayOfGrowthIsKeptAsTheFirstReleaseDid() throws Exception {
        GrowthCounts counts = new GrowthCounts(3, 20, 1, 400, 7);
        int day = (int) (START / DAY);
        byte[] bytes = kept(
                new GrowthCells(),
                new CellDelta(GrowthCells.SERIES, day, day, day, GrowthCells.pack(counts)),
                START + DAY);
        byte[] golden = GROWTH.bytesOr(bytes);
        assertThat(bytes)
                .as("a new form of the bytes is a new golden file beside the old ones")
                .isEqualTo(golden);
        assertThat(GrowthCells.unpack(content(golden))).isEqualTo(counts);
    }

    /** What the tally holds of the first cell of a delta that was told and then revised by nothing. */
    private static <T> byte[] kept(CellRules<T> rules, CellDelta delta, long watermark) throws Exception {
        try (var stop = StopHarness.open(
                new TallyCells<>("golden", rules, new WheelSettings("test", DIMENSIONS, 1, 1, StopHarness.EMIT_EVERY)),
                CellDelta::series,
                null)) {
            stop.watermark(watermark);
            stop.send(delta);
            stop.checkpoint();
            KeyedStateBackend<String> backend = stop.flink.getOperator().getKeyedStateBackend();
            backend.setCurrentKey(delta.series());
            MapState<Long, byte[]> cells = backend.getPartitionedState(
                    VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, States.cells());
            Iterator<Long> numbers = cells.keys().iterator();
            long least = numbers.next();
            while (numbers.hasNext()) {
                least = Math.min(least, numbers.next());
            }
            return cells.get(least);
        }
    }

    /** Revisions and whether it was sent, then the content. */
    private static byte[] content(byte[] kept) {
        StateReader in = new StateReader(kept);
        assertThat(in.getCount()).isZero();
        assertThat(in.getByte()).isEqualTo(1);
        byte[] content = in.getBytes();
        StateWriter out = new StateWriter();
        out.putCount(0);
        out.putByte(1);
        out.putBytes(content);
        assertThat(out.toBytes()).isEqualTo(kept);
        return content;
    }

    private WheelCustomer customer() throws Exception {
        WheelCustomer customer = layout.unknown();
        WheelDeltas unheard = new WheelDeltas();
        for (Signal signal : history()) {
            customer.fold(signal, unheard, unheard, unheard);
        }
        customer.alarmAt(START + 39 * DAY);
        customer.settle(WATERMARK - 9 * DAY);
        return customer;
    }

    private static List<Signal> history() throws Exception {
        return signals(
                activity("1", ActivityKind.SIGNUP, START),
                activity("2", ActivityKind.CREATED, START + HOUR)
                        .objectRef("deal-1")
                        .pipeline("new"),
                activity("3", ActivityKind.WON, START + DAY)
                        .objectRef("deal-1")
                        .currency("EUR")
                        .amountMinor(120_000),
                activity("4", ActivityKind.TICKET_OPENED, START + 2 * DAY).objectRef("ticket-1"),
                activity("5", ActivityKind.ORDER_COMPLETED, START + 5 * DAY)
                        .currency("USD")
                        .amountMinor(3_300),
                activity("6", ActivityKind.SOLVED, START + 6 * DAY)
                        .objectRef("ticket-1")
                        .actor(Actor.AGENT),
                activity("7", ActivityKind.NPS_RATED, START + 11 * DAY).score(10));
    }

    private static List<Signal> signals(Activity.Builder... activities) throws Exception {
        return SignalLog.signalsOf(
                Arrays.stream(activities).map(Activity.Builder::build).toList());
    }

    private static Activity.Builder activity(String eventId, ActivityKind kind, long atMillis) {
        return Activity.builder()
                .customerId("a")
                .source("test")
                .eventId(eventId)
                .kind(kind)
                .actor(Actor.CUSTOMER)
                .segment("enterprise")
                .occurredAtMillis(atMillis)
                .arrivedAtMillis(atMillis)
                .fingerprint(1);
    }

    private static List<CellDelta> spots(WheelDeltas deltas) {
        List<CellDelta> drained = new ArrayList<>();
        deltas.drainSpots(drained::add);
        return drained;
    }

    private static List<CellDelta> drained(WheelDeltas deltas) {
        List<CellDelta> drained = new ArrayList<>();
        deltas.drainWindows(drained::add);
        return drained;
    }
}
