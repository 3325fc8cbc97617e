package io.flywheel.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SmallCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of the state: the set of events, the watermark and the settings in force when they happened decide, and nothing else. */
class CustomerStateModelTest {

    private static final SignalCatalogue CATALOGUE = SmallCatalogue.create();
    private static final ChangingRules CHANGING =
            ChangingRules.of(CATALOGUE, History.START + 20 * History.DAY, History.START + 60 * History.DAY);
    private static final CustomerRules RULES = CHANGING.rules();

    private final CustomerMeter meter = CHANGING.meter();
    private final CustomerStateLayout layout = new CustomerStateLayout(CATALOGUE.decayFingerprint());

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderGivesTheSameReading(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Activity> history = History.invent(random);
        CustomerState inOrder = new CustomerState();
        history.forEach(activity ->
                assertThat(inOrder.fold(activity, RULES, SignalListener.NONE)).isEqualTo(Outcome.ACCEPTED));
        long last = history.get(history.size() - 1).occurredAtMillis();
        List<Long> watermarks = List.of(last - 1, last + random.nextLong(400 * History.DAY), Long.MAX_VALUE);
        List<CustomerUpdate> expected = watermarks.stream()
                .map(watermark -> meter.measure("c1", inOrder, watermark))
                .toList();
        expected.forEach(CustomerStateModelTest::addsUp);

        for (int run = 0; run < 8; run++) {
            CustomerState state = foldDisturbed(history, random);
            for (int i = 0; i < watermarks.size(); i++) {
                assertThat(meter.measure("c1", state, watermarks.get(i))).isEqualTo(expected.get(i));
                if (random.nextBoolean()) {
                    state.settle("c1", last + random.nextLong(900 * History.DAY), RULES, CustomerListener.NOTHING);
                }
            }
        }
    }

    /** Folds in disorder, with events sent again or contradicted, while the state is written, read and settled. */
    private CustomerState foldDisturbed(List<Activity> history, SplittableRandom random) {
        List<Activity> input = History.disorder(history, random);
        for (int i = random.nextInt(input.size()); i > 0; i--) {
            int place = random.nextInt(input.size());
            Activity again = input.get(place);
            input.add(
                    random.nextInt(place + 1, input.size() + 1),
                    random.nextInt(3) == 0 ? History.contradiction(again) : again);
        }
        CustomerState state = new CustomerState();
        Map<String, Activity> taken = new HashMap<>();
        long[] horizons = horizons(input);
        for (int i = 0; i < input.size(); i++) {
            Activity activity = input.get(i);
            Activity before = taken.putIfAbsent(activity.source() + "/" + activity.eventId(), activity);
            Outcome expected = before == null
                    ? Outcome.ACCEPTED
                    : before.fingerprint() == activity.fingerprint() ? Outcome.DUPLICATE : Outcome.CONFLICT;
            assertThat(state.fold(activity, RULES, SignalListener.NONE)).isEqualTo(expected);
            if (random.nextInt(4) == 0) {
                state.settle(
                        "c1",
                        horizons[i] - (random.nextBoolean() ? 0 : random.nextLong(40 * History.DAY)),
                        RULES,
                        CustomerListener.NOTHING);
            }
            if (random.nextInt(4) == 0) {
                state = layout.read(layout.write(state));
            }
        }
        return state;
    }

    /** The latest horizon after each place of the input: nothing that comes later happened or first arrived before it. */
    private static long[] horizons(List<Activity> input) {
        Map<String, Long> firstArrival = new HashMap<>();
        long[] earliest = new long[input.size()];
        for (int i = 0; i < input.size(); i++) {
            Activity activity = input.get(i);
            String identity = activity.source() + "/" + activity.eventId();
            long arrived = firstArrival.getOrDefault(identity, activity.arrivedAtMillis());
            firstArrival.put(identity, arrived);
            earliest[i] = Math.min(activity.occurredAtMillis(), arrived);
        }
        long[] horizons = new long[input.size()];
        long horizon =
                input.stream().mapToLong(Activity::occurredAtMillis).max().orElse(0) + 200 * History.DAY;
        for (int i = input.size() - 1; i >= 0; i--) {
            horizons[i] = horizon;
            horizon = Math.min(horizon, earliest[i]);
        }
        return horizons;
    }

    private static void addsUp(CustomerUpdate update) {
        MomentumReading reading = update.momentum();
        double pushes = sum(update.contributions(), Side.PUSH, true);
        double friction = sum(update.contributions(), Side.FRICTION, true);
        assertThat(sum(update.contributions(), Side.PUSH, false)).isCloseTo(reading.velocity(), within(1e-9));
        assertThat(friction).isCloseTo(reading.friction(), within(1e-9));
        assertThat(pushes - friction).isCloseTo(reading.momentum(), within(1e-9));
        List<Double> shares = new ArrayList<>();
        update.contributions().stream().filter(one -> one.side() == Side.PUSH).forEach(one -> shares.add(one.share()));
        if (reading.velocity() > 0) {
            assertThat(shares.stream().mapToDouble(share -> share).sum()).isCloseTo(1, within(1e-9));
        }
        assertThat(reading.momentumIndex()).isBetween(0.0, 100.0);
    }

    private static double sum(List<Contribution> contributions, Side side, boolean points) {
        return contributions.stream()
                .filter(one -> one.side() == side)
                .mapToDouble(one -> points ? one.pointsPerDay() : one.ratePerDay())
                .sum();
    }
}
