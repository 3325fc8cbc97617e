package io.flywheel.pipeline.wheel;

import static io.flywheel.pipeline.rehearsal.History.END;
import static io.flywheel.pipeline.rehearsal.History.START;
import static io.flywheel.pipeline.wheel.StopHarness.EMIT_EVERY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.journey.GrowthCounts;
import io.flywheel.domain.wheel.journey.Stage;
import io.flywheel.domain.wheel.journey.StageTransition;
import io.flywheel.domain.wheel.journey.TransitionKind;
import io.flywheel.domain.wheel.journey.WheelRow;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.rehearsal.SignalLog;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackWheelTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int FIRST_DAY = (int) (START / DAY);

    private StopHarness<Signal, WheelOutput> stop;

    @BeforeEach
    void open() throws Exception {
        stop = open(null);
    }

    @AfterEach
    void close() throws Exception {
        stop.close();
    }

    @Test
    void aCustomersSignalsGiveTheirWheelRevolutionsAndDeals() throws Exception {
        send(activity("1", ActivityKind.SIGNUP, START + HOUR));
        send(activity("2", ActivityKind.CREATED, START + 2 * HOUR)
                .objectRef("deal-1")
                .pipeline("new"));
        send(activity("3", ActivityKind.WON, START + 3 * HOUR)
                .objectRef("deal-1")
                .amountMinor(5_000)
                .currency("EUR"));
        send(activity("4", ActivityKind.ORDER_COMPLETED, START + 3 * HOUR + 2 * DAY)
                .amountMinor(700)
                .currency("EUR"));
        stop.watermark(START + 3 * DAY);
        stop.pass(EMIT_EVERY);

        List<WheelOutput> sent = stop.sent();
        WheelOutput wheel = sent.get(0);
        assertThat(wheel.customerId()).isEqualTo("a");
        assertThat(row(wheel).stage()).isEqualTo(Stage.REGULAR);
        assertThat(row(wheel).valueEvents()).isEqualTo(2);
        assertThat(row(wheel).mqlAtMillis()).isEqualTo(START + HOUR);
        assertThat(wheel.transitions())
                .extracting(StageTransition::kind)
                .containsExactly(TransitionKind.IDENTIFY, TransitionKind.ACTIVATE, TransitionKind.ADOPT);
        assertThat(sent.stream().map(WheelOutput::revolution).filter(Objects::nonNull))
                .singleElement()
                .satisfies(revolution -> {
                    assertThat(revolution.valueAmountMinor()).isEqualTo(700L);
                    assertThat(revolution.endedAtMillis() - revolution.startedAtMillis())
                            .isEqualTo(2 * DAY);
                });
        assertThat(sent.stream().map(WheelOutput::deal).filter(Objects::nonNull))
                .anySatisfy(deal -> assertThat(deal.amountMinor()).isEqualTo(5_000L));
        assertThat(sent.get(sent.size() - 1).progress()).isEqualTo(new Progress("test", "wheel", 0, START + 3 * DAY));
    }

    @Test
    void aCustomersSharesAreSentBeforeTheWatermarkThatFollowsThem() throws Exception {
        send(activity("1", ActivityKind.SIGNUP, START));
        assertThat(stop.aside(Tags.WINDOW_DELTAS)).isEmpty();

        stop.watermark(START);
        // it waits for what it promises
        assertThat(stop.flink.getOutput()).isEmpty();
        stop.pass(EMIT_EVERY);

        assertThat(stop.aside(Tags.WINDOW_DELTAS)).extracting(CellDelta::series).contains("all:all", "phase:engage");
        List<CellDelta> growth = stop.aside(Tags.GROWTH_DELTAS);
        assertThat(growth).extracting(CellDelta::from).contains(FIRST_DAY, FIRST_DAY + 27, FIRST_DAY + 55);
        assertThat(GrowthCells.unpack(growth.get(0).content())).isEqualTo(new GrowthCounts(1, 0, 0, 0, 1));
        assertThat(stop.flink.getOutput())
                .filteredOn(sent -> sent instanceof Watermark)
                .containsExactly(new Watermark(START));
    }

    @Test
    void sharesOfManySignalsAreAddedUp() throws Exception {
        for (int i = 0; i < 50; i++) {
            send(activity("" + i, ActivityKind.PAGE_VIEW, START + i));
        }
        stop.watermark(START + HOUR);
        stop.pass(EMIT_EVERY);
        assertThat(stop.aside(Tags.WINDOW_DELTAS))
                .filteredOn(delta -> delta.series().equals("all:all"))
                .singleElement()
                .satisfies(delta -> assertThat(
                                new WindowCells().read(delta.content()).pushes())
                        .isEqualTo(50));
    }

    @Test
    void aRepeatedSignalChangesNothing() throws Exception {
        send(activity("1", ActivityKind.SIGNUP, START));
        stop.watermark(START + HOUR);
        stop.pass(EMIT_EVERY);
        forgetSent();

        send(activity("1", ActivityKind.SIGNUP, START));
        stop.watermark(START + HOUR);
        stop.pass(EMIT_EVERY);

        assertThat(stop.sent()).isEmpty();
        assertThat(stop.aside(Tags.WINDOW_DELTAS)).isEmpty();
        assertThat(stop.aside(Tags.GROWTH_DELTAS)).isEmpty();
        assertThat(stop.count(Metrics.SIGNALS_FOLDED)).isEqualTo(1);
        assertThat(stop.count(Metrics.SIGNALS_REPEATED)).isEqualTo(1);
    }

    @Test
    void aSignalNineDaysBehindTheWatermarkStillCounts() throws Exception {
        stop.watermark(START + 9 * DAY);
        send(activity("1", ActivityKind.SIGNUP, START));
        stop.pass(EMIT_EVERY);
        assertThat(stop.count(Metrics.SIGNALS_FOLDED)).isEqualTo(1);
        assertThat(stop.aside(Tags.GROWTH_DELTAS)).isNotEmpty();
    }

    @Test
    void aSignalMoreThanNineDaysBehindTheWatermarkIsCountedAndChangesNothing() throws Exception {
        stop.watermark(START + 9 * DAY + 1);
        send(activity("1", ActivityKind.SIGNUP, START));
        stop.pass(EMIT_EVERY);
        assertThat(wheels()).isEmpty();
        assertThat(stop.aside(Tags.WINDOW_DELTAS)).isEmpty();
        assertThat(stop.aside(Tags.GROWTH_DELTAS)).isEmpty();
        assertThat(stop.count(Metrics.SIGNALS_TOO_LATE)).isEqualTo(1);
    }

    /** The same signal must meet the same end, whether its customer waited in the cache or was written back and settled. */
    @Test
    void whatIsTooLateIsSoForWhoWasWrittenBackAndWhoWasNot() throws Exception {
        for (boolean writtenBack : new boolean[] {true, false}) {
            close();
            open();
            send(activity("1", ActivityKind.SIGNUP, START + 10 * DAY));
            stop.watermark(START + 12 * DAY);
            stop.pass(EMIT_EVERY);
            if (writtenBack) {
                stop.checkpoint();
            }
            forgetSent();

            send(activity("2", ActivityKind.SIGNUP, START + 2 * DAY));
            stop.watermark(START + 12 * DAY + 1);

            assertThat(stop.count(Metrics.SIGNALS_TOO_LATE)).isEqualTo(1);
            assertThat(stop.aside(Tags.WINDOW_DELTAS)).isEmpty();
        }
    }

    @Test
    void silenceItselfLapsesACustomer() throws Exception {
        send(activity("1", ActivityKind.SIGNUP, START + HOUR));
        stop.watermark(START + 2 * HOUR);
        stop.pass(EMIT_EVERY);
        assertThat(row(only(wheels())).dormant()).isFalse();
        assertThat(stop.flink.numEventTimeTimers()).isEqualTo(1);

        stop.watermark(START + 28 * DAY - 1);
        stop.pass(EMIT_EVERY);
        assertThat(wheels()).isEmpty();

        stop.watermark(START + 28 * DAY);
        stop.pass(EMIT_EVERY);
        WheelOutput lapsed = only(wheels());
        assertThat(row(lapsed).dormant()).isTrue();
        assertThat(lapsed.transitions()).last().satisfies(transition -> {
            assertThat(transition.kind()).isEqualTo(TransitionKind.LAPSE);
            assertThat(transition.atMillis()).isEqualTo(START + 28 * DAY);
        });
        assertThat(stop.flink.numEventTimeTimers()).isZero();
    }

    @Test
    void whoComesBackInTimeDoesNotLapse() throws Exception {
        send(activity("1", ActivityKind.SIGNUP, START));
        stop.watermark(START + 27 * DAY);
        stop.pass(EMIT_EVERY);
        send(activity("2", ActivityKind.PAGE_VIEW, START + 27 * DAY));
        stop.watermark(START + 29 * DAY);
        stop.pass(EMIT_EVERY);
        assertThat(wheels()).isNotEmpty().noneMatch(wheel -> row(wheel).dormant());

        stop.watermark(START + 55 * DAY);
        stop.pass(EMIT_EVERY);
        assertThat(row(only(wheels())).dormant()).isTrue();
    }

    @Test
    void silenceOutlivesARestore() throws Exception {
        send(activity("1", ActivityKind.SIGNUP, START));
        stop.watermark(START + HOUR);
        OperatorSubtaskState state = stop.checkpoint();
        close();
        stop = open(state);
        stop.watermark(START + 28 * DAY);
        stop.pass(EMIT_EVERY);
        assertThat(row(only(wheels())).dormant()).isTrue();
    }

    /** A row sent before the first watermark can not know of silence; the first watermark brings it back. */
    @Test
    void whoLapsedBeforeARestoreIsDormantAgainWithTheFirstWatermark() throws Exception {
        send(activity("1", ActivityKind.SIGNUP, START));
        stop.watermark(START + 29 * DAY);
        OperatorSubtaskState state = stop.checkpoint();
        close();
        stop = open(state);
        send(activity("2", ActivityKind.REPLIED, START + 25 * DAY).actor(Actor.AGENT));
        stop.pass(EMIT_EVERY);
        stop.watermark(START + 29 * DAY + 1);
        stop.pass(EMIT_EVERY);

        List<WheelOutput> wheels = wheels();
        assertThat(row(wheels.get(wheels.size() - 1)).dormant()).isTrue();
    }

    @Test
    void theEndOfInputIsNotTheEndOfTime() throws Exception {
        send(activity("1", ActivityKind.SIGNUP, START));
        stop.watermark(START + HOUR);
        stop.watermark(Watermark.MAX_WATERMARK.getTimestamp());
        assertThat(row(only(wheels())).dormant()).isFalse();
        assertThat(stop.flink.getOutput()).isEmpty();
        assertThat(END).isLessThan(START + 28 * DAY);
    }

    private static StopHarness<Signal, WheelOutput> open(@Nullable OperatorSubtaskState restored) throws Exception {
        return StopHarness.open(
                new TrackWheel(
                        new WheelRules(SmallCatalogue::load, List::of),
                        new WheelSettings("test", Deltas.DIMENSIONS, 100, 50, EMIT_EVERY)),
                Signal::customerId,
                restored);
    }

    private void send(Activity.Builder activity) throws Exception {
        for (Signal signal : SignalLog.signalsOf(List.of(activity.build()))) {
            stop.send(signal);
        }
    }

    private static Activity.Builder activity(String eventId, ActivityKind kind, long atMillis) {
        return Activity.builder()
                .customerId("a")
                .source("test")
                .eventId(eventId)
                .kind(kind)
                .actor(Actor.CUSTOMER)
                .occurredAtMillis(atMillis)
                .arrivedAtMillis(atMillis)
                .fingerprint(1);
    }

    private void forgetSent() {
        stop.sent();
        stop.aside(Tags.WINDOW_DELTAS);
        stop.aside(Tags.GROWTH_DELTAS);
    }

    /** Rows of customers since this was last asked. */
    private List<WheelOutput> wheels() {
        return new ArrayList<>(
                stop.sent().stream().filter(output -> output.wheel() != null).toList());
    }

    private static WheelRow row(WheelOutput output) {
        return requireNonNull(output.wheel());
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
