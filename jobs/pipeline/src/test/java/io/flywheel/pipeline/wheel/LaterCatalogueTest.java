package io.flywheel.pipeline.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.domain.signal.Weight;
import io.flywheel.pipeline.customer.SignalsOf;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Signals that were weighed by a catalogue of which the wheel has not heard. */
class LaterCatalogueTest {

    private static final long START = 1_700_000_000_000L;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long EMIT_EVERY = 1_000;
    private static final SignalRule LATER = new SignalRule(
            90,
            "locked_out",
            Side.FRICTION,
            Weight.fixed(0),
            SmallCatalogue.load().classes().get(1),
            Phase.DELIGHT,
            Department.SERVICE,
            ActivityKind.RAGE_CLICK,
            null,
            false,
            List.of(),
            new StandingRule(1, DAY, 3, 30 * DAY, Set.of(ActivityKind.SOLVED)));

    @Test
    void aSignalOfALaterCatalogueMakesTheStopReadItOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (var stop = StopHarness.open(
                new TrackWheel(
                        new WheelRules(() -> asked.getAndIncrement() == 0 ? SmallCatalogue.load() : second(), List::of),
                        new WheelSettings("test", Deltas.DIMENSIONS, 100, 50, EMIT_EVERY)),
                Signal::customerId,
                null)) {
            SignalCatalogue first = SmallCatalogue.load();
            stop.send(SignalsOf.activity(first.rule(2), SignalKind.IMPULSE, 8_000, activity("1", START), 1));
            assertThat(asked).hasValue(1);
            stop.send(SignalsOf.activity(LATER, SignalKind.STANDING_OPEN, 0, activity("2", START + DAY), 2));
            stop.send(SignalsOf.activity(LATER, SignalKind.STANDING_OPEN, 0, activity("3", START + 2 * DAY), 2));
            stop.watermark(START + 3 * DAY);
            stop.pass(EMIT_EVERY);

            assertThat(asked).hasValue(2);
            assertThat(stop.sent()).anyMatch(output -> output.wheel() != null);
        }
    }

    private static SignalCatalogue second() {
        SignalCatalogue first = SmallCatalogue.load();
        List<SignalRule> rules = new ArrayList<>(first.rules());
        rules.add(LATER);
        return new SignalCatalogue(
                2, first.classes(), rules, Map.of(), 1, Set.of(ActivityKind.ORDER_COMPLETED), Set.of());
    }

    private static Activity activity(String eventId, long atMillis) {
        return Activity.builder()
                .customerId("a")
                .source("test")
                .eventId(eventId)
                .kind(ActivityKind.RAGE_CLICK)
                .occurredAtMillis(atMillis)
                .arrivedAtMillis(atMillis)
                .fingerprint(1)
                .build();
    }
}
