package io.flywheel.pipeline.wheel;

import static io.flywheel.pipeline.wheel.Deltas.growth;
import static io.flywheel.pipeline.wheel.StopHarness.EMIT_EVERY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.journey.GrowthCounts;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Reach;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.rehearsal.SignalLog;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TallyCellsTest {

    private static final int DAY = (int) LocalDate.of(2026, 1, 5).toEpochDay();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long MIDNIGHT = DAY * DAY_MILLIS;
    private static final long NOON = MIDNIGHT + 12 * HOUR;
    private static final long OVER = MIDNIGHT + 10 * DAY_MILLIS;
    private static final WheelSettings SETTINGS =
            new WheelSettings("test", EnumSet.of(Dimension.ALL), 100, 50, EMIT_EVERY);

    private final List<StopHarness<CellDelta, CellRow>> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (StopHarness<CellDelta, CellRow> stop : opened) {
            stop.close();
        }
    }

    @Test
    void aDayHasARowOnceItBegins() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY + 1, 2, 2));
        stop.pass(EMIT_EVERY);
        stop.watermark(MIDNIGHT + DAY_MILLIS - 1);
        stop.pass(EMIT_EVERY);
        assertThat(rows(stop)).isEmpty();
        assertThat(stop.flink.numEventTimeTimers()).isEqualTo(2);

        stop.watermark(MIDNIGHT + DAY_MILLIS);
        stop.pass(EMIT_EVERY);

        CellRow row = only(rows(stop));
        assertThat(row.cell()).isEqualTo(DAY + 1);
        assertThat(counts(row)).isEqualTo(new GrowthCounts(2, 0, 0, 0, 2));
        assertThat(row.revision()).isZero();
        assertThat(row.isFinal()).isFalse();
        assertThat(stop.flink.numEventTimeTimers()).isEqualTo(1);
    }

    @Test
    void everyWindowHasARowFromItsLastStepOn() throws Exception {
        var stop = windowStop();
        stop.watermark(NOON);
        stop.send(only(windowDeltas(NOON)));
        stop.pass(EMIT_EVERY);
        assertThat(windows(rows(stop)))
                .containsExactlyInAnyOrderElementsOf(windowsOf(NOON, Long.MIN_VALUE, NOON))
                .extracting(Window::grain)
                .containsExactlyInAnyOrder(Grain.values());

        stop.watermark(NOON + 2 * HOUR);
        stop.pass(EMIT_EVERY);
        assertThat(windows(rows(stop)))
                .containsExactlyInAnyOrderElementsOf(windowsOf(NOON, NOON, NOON + 2 * HOUR))
                .hasSize(11 + 2);

        stop.watermark(NOON + 30 * DAY_MILLIS);
        stop.pass(EMIT_EVERY);
        assertThat(windows(rows(stop)).stream().filter(window -> window.endMillis() > NOON + 21 * DAY_MILLIS))
                .containsExactlyInAnyOrderElementsOf(windowsOf(NOON, NOON + 20 * DAY_MILLIS, NOON + 30 * DAY_MILLIS));
    }

    @Test
    void whatComesTogetherIsOneRow() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        for (int i = 0; i < 100; i++) {
            stop.send(growth(DAY, 1, 1));
        }
        assertThat(rows(stop)).isEmpty();
        stop.pass(EMIT_EVERY);
        assertThat(counts(only(rows(stop))).fresh()).isEqualTo(100);
        assertThat(stop.count(Metrics.CELL_ROWS)).isEqualTo(1);
    }

    @Test
    void whatCancelsOutIsNoRow() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY, 1, 1));
        stop.send(growth(DAY, -1, -1));
        stop.pass(EMIT_EVERY);
        stop.watermark(OVER);
        stop.pass(EMIT_EVERY);
        assertThat(rows(stop)).isEmpty();
        assertNothingIsLeft(stop);
    }

    @Test
    void aRevisionIsAChangeAfterTheEnd() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY, 1, 1));
        stop.pass(EMIT_EVERY);
        stop.send(growth(DAY, 1, 1));
        stop.pass(EMIT_EVERY);
        stop.watermark(MIDNIGHT + DAY_MILLIS - 1);
        stop.send(growth(DAY, 1, 1));
        stop.pass(EMIT_EVERY);
        stop.watermark(MIDNIGHT + DAY_MILLIS);
        stop.pass(EMIT_EVERY);
        stop.send(growth(DAY, 1, 1));
        stop.pass(EMIT_EVERY);
        stop.watermark(MIDNIGHT + 3 * DAY_MILLIS);
        stop.send(growth(DAY, 1, 1));
        stop.pass(EMIT_EVERY);
        stop.watermark(OVER);
        stop.pass(EMIT_EVERY);

        assertThat(rows(stop))
                .extracting(row -> counts(row).fresh(), CellRow::revision, CellRow::isFinal)
                .containsExactly(
                        tuple(1L, 0, false),
                        tuple(2L, 0, false),
                        tuple(3L, 0, false),
                        tuple(4L, 1, false),
                        tuple(5L, 2, false),
                        tuple(5L, 2, true));
    }

    @Test
    void aFirstRowAfterTheEndIsNoRevision() throws Exception {
        var stop = growthStop(null);
        stop.watermark(MIDNIGHT + 3 * DAY_MILLIS);
        stop.send(growth(DAY, 1, 1));
        stop.pass(EMIT_EVERY);
        assertThat(only(rows(stop)).revision()).isZero();
    }

    @Test
    void nineDaysAfterItsEndACellIsToldForTheLastTimeAndForgotten() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY, 1, 1));
        stop.pass(EMIT_EVERY);
        stop.watermark(OVER - 1);
        stop.pass(EMIT_EVERY);
        assertThat(only(rows(stop)).isFinal()).isFalse();

        stop.watermark(OVER);
        stop.pass(EMIT_EVERY);

        CellRow last = only(rows(stop));
        assertThat(last.isFinal()).isTrue();
        assertThat(counts(last)).isEqualTo(new GrowthCounts(1, 0, 0, 0, 1));
        assertNothingIsLeft(stop);
    }

    @Test
    void nothingOfAnyWindowIsLeftInTheEnd() throws Exception {
        var stop = windowStop();
        stop.watermark(NOON);
        for (CellDelta delta : windowDeltas(NOON, NOON + HOUR, NOON + 3 * DAY_MILLIS)) {
            stop.send(delta);
        }
        stop.pass(EMIT_EVERY);
        stop.watermark(NOON + 60 * DAY_MILLIS);
        stop.pass(EMIT_EVERY);
        assertThat(rows(stop)).filteredOn(CellRow::isFinal).hasSizeGreaterThan(100);
        assertNothingIsLeft(stop);
    }

    @Test
    void whatComesAfterTheLastRowIsCountedAndChangesNothing() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY, 1, 1));
        stop.watermark(OVER);
        stop.send(growth(DAY, 5, 5));
        stop.pass(EMIT_EVERY);
        stop.send(growth(DAY, 5, 5));
        stop.pass(EMIT_EVERY);

        assertThat(counts(only(rows(stop))).fresh()).isEqualTo(1);
        assertThat(stop.count(Metrics.CELLS_TOO_LATE)).isEqualTo(2);
        assertNothingIsLeft(stop);
    }

    @Test
    void aDeltaOfSixDaysAgoRevisesTheWindowsThatContainIt() throws Exception {
        long now = NOON + 6 * DAY_MILLIS;
        var stop = windowStop();
        stop.watermark(NOON);
        for (long at = NOON; at <= now; at += 6 * HOUR) {
            for (CellDelta delta : windowDeltas(at)) {
                stop.send(delta);
            }
            stop.watermark(at);
            stop.pass(EMIT_EVERY);
        }
        rows(stop);

        stop.send(only(windowDeltas(NOON)));
        stop.pass(EMIT_EVERY);

        List<CellRow> changed = rows(stop);
        assertThat(windows(changed))
                .containsExactlyInAnyOrderElementsOf(windowsOf(NOON, Long.MIN_VALUE, now))
                .contains(new Window(Grain.FIVE_MINUTES, NOON + Grain.SLICE_MILLIS));
        assertThat(changed)
                .allSatisfy(row -> assertThat(row.revision())
                        .isEqualTo(WindowCells.window(row.cell()).endMillis() <= now ? 1 : 0));
    }

    @Test
    void whatGatheredBeforeABarrierIsInTheSnapshot() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY, 1, 1));
        stop.send(growth(DAY + 1, 2, 2));
        OperatorSubtaskState state = stop.checkpoint();
        assertThat(counts(only(rows(stop))).fresh()).isEqualTo(1);
        stop.send(growth(DAY, 100, 100));

        var restored = growthStop(state);
        restored.watermark(NOON + DAY_MILLIS);
        restored.send(growth(DAY, 3, 3));
        restored.pass(EMIT_EVERY);
        assertThat(rows(restored))
                .extracting(CellRow::cell, row -> counts(row).fresh(), CellRow::revision)
                .containsExactlyInAnyOrder(tuple(DAY + 1L, 2L, 0), tuple((long) DAY, 4L, 1));
        restored.watermark(OVER + DAY_MILLIS);
        restored.pass(EMIT_EVERY);
        assertThat(rows(restored)).hasSize(2).allMatch(CellRow::isFinal);
        assertNothingIsLeft(restored);
    }

    /** A watermark is not part of a snapshot: until the first one comes, a restored stop knows the time by what it has told already. */
    @Test
    void aChangeBetweenARestoreAndTheFirstWatermarkIsTold() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON + DAY_MILLIS);
        stop.send(growth(DAY, 1, 1));
        OperatorSubtaskState state = stop.checkpoint();

        var restored = growthStop(state);
        restored.send(growth(DAY, 1, 1));
        restored.pass(EMIT_EVERY);
        restored.watermark(NOON + DAY_MILLIS + 1);
        restored.pass(EMIT_EVERY);

        assertThat(rows(restored))
                .extracting(row -> counts(row).fresh(), CellRow::revision)
                .containsExactly(tuple(2L, 1));
    }

    @Test
    void aChangeBeforeTheBarrierOfARestoredStopIsToldToo() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY, 1, 1));
        OperatorSubtaskState state = stop.checkpoint();

        var restored = growthStop(state);
        restored.send(growth(DAY, 1, 1));
        restored.checkpoint();

        assertThat(counts(only(rows(restored))).fresh()).isEqualTo(2);
    }

    @Test
    void progressIsToldAfterTheRowsItIsAbout() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY, 1, 1));
        stop.pass(EMIT_EVERY);
        stop.pass(EMIT_EVERY);

        assertThat(stop.sent())
                .extracting(CellRow::progress)
                .containsExactly(null, new Progress("test", "growth", 0, NOON));
    }

    @Test
    void theEndOfInputIsNotTheEndOfTime() throws Exception {
        var stop = growthStop(null);
        stop.watermark(NOON);
        stop.send(growth(DAY, 1, 1));
        stop.watermark(Watermark.MAX_WATERMARK.getTimestamp());
        stop.flink.getOperator().finish();

        assertThat(stop.flink.getOutput()).contains(Watermark.MAX_WATERMARK);
        CellRow row = only(rows(stop));
        assertThat(row.isFinal()).isFalse();
        assertThat(stop.flink.numKeyedStateEntries()).isEqualTo(1);
    }

    private StopHarness<CellDelta, CellRow> growthStop(@Nullable OperatorSubtaskState restored) throws Exception {
        return opened(new TallyCells<>("growth", new GrowthCells(), SETTINGS), restored);
    }

    private StopHarness<CellDelta, CellRow> windowStop() throws Exception {
        return opened(new TallyCells<>("windows", new WindowCells(), SETTINGS), null);
    }

    private StopHarness<CellDelta, CellRow> opened(TallyCells<?> tally, @Nullable OperatorSubtaskState restored)
            throws Exception {
        var stop = StopHarness.open(tally, CellDelta::series, restored);
        opened.add(stop);
        return stop;
    }

    /** A page view of a customer of its own at each moment. */
    private static List<CellDelta> windowDeltas(long... moments) throws Exception {
        List<Activity> activities = new ArrayList<>();
        for (long at : moments) {
            activities.add(Activity.builder()
                    .customerId("customer-" + at)
                    .source("test")
                    .eventId("" + at)
                    .kind(ActivityKind.PAGE_VIEW)
                    .occurredAtMillis(at)
                    .arrivedAtMillis(at)
                    .fingerprint(1)
                    .build());
        }
        List<Signal> signals = SignalLog.signalsOf(activities);
        return Deltas.windows(signals, SETTINGS.dimensions()).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Windows that contain a moment and begin after one watermark and by another. */
    private static List<Window> windowsOf(long atMillis, long afterMillis, long byMillis) {
        List<Window> windows = new ArrayList<>();
        Window.forEach(Reach.all(Grain.sliceOf(atMillis)), window -> {
            long begins = window.endMillis() - window.grain().stepMillis();
            if (begins > afterMillis && begins <= byMillis) {
                windows.add(window);
            }
        });
        return windows;
    }

    private static List<Window> windows(List<CellRow> rows) {
        assertThat(rows).allSatisfy(row -> {
            WindowTotals totals = new WindowCells().read(requireNonNull(row.content()));
            assertThat(totals.customers()).isPositive();
        });
        return rows.stream().map(row -> WindowCells.window(row.cell())).toList();
    }

    /** Rows since this was last asked, without progress. */
    private static List<CellRow> rows(StopHarness<CellDelta, CellRow> stop) {
        return stop.sent().stream().filter(row -> row.progress() == null).toList();
    }

    private static GrowthCounts counts(CellRow row) {
        return GrowthCells.unpack(requireNonNull(row.content()));
    }

    private static void assertNothingIsLeft(StopHarness<CellDelta, CellRow> stop) {
        assertThat(stop.flink.numKeyedStateEntries()).isZero();
        assertThat(stop.flink.numEventTimeTimers()).isZero();
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
