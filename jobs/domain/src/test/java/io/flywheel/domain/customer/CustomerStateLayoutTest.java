package io.flywheel.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.SmallRiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SmallCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerStateLayoutTest {

    private static final SignalCatalogue CATALOGUE = SmallCatalogue.create();
    private static final CustomerRules RULES = new CustomerRules(CATALOGUE, DetectorSettings.DEFAULT);
    private static final Path GOLDEN = Path.of("src/test/resources/golden/customer-state");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

    /** A seed whose history has every part: standing friction, revenue in three currencies, marks, an answer. */
    private static final int GOLDEN_SEED = 101;

    private final CustomerStateLayout layout = new CustomerStateLayout(CATALOGUE.decayFingerprint());
    private static final int NEWEST = 3;

    private final CustomerMeter meter = new CustomerMeter(CATALOGUE, SmallRiskModel.MODEL);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsWhatEveryReleaseWrote(int version) throws IOException {
        Path bytes = GOLDEN.resolve("v" + version + ".bin");
        Path reading = GOLDEN.resolve("v" + version + ".txt");
        if (Boolean.getBoolean("golden.write") && version == NEWEST) {
            CustomerState state = folded(GOLDEN_SEED);
            state.alarmAt(state.lastSeenAtMillis + 7);
            Files.createDirectories(GOLDEN);
            Files.write(bytes, layout.write(state));
            Files.writeString(reading, lines(state) + risk(state) + '\n');
        }
        byte[] golden = Files.readAllBytes(bytes);
        CustomerState state = layout.read(golden);
        assertThat(golden[0]).isEqualTo((byte) version);
        assertThat(state.alarmAtMillis()).isEqualTo(state.lastSeenAtMillis + 7);
        String read = version > 1 ? lines(state) + risk(state) + '\n' : lines(state);
        assertSameButRounding(read, Files.readString(reading));
        if (version == NEWEST) {
            assertThat(layout.write(state)).hasSameSizeAs(golden);
        }
    }

    @Test
    void aCustomerOfAReleaseWithoutHabitsHasTheRiskOfOneWithoutThem() throws IOException {
        CustomerState state = layout.read(Files.readAllBytes(GOLDEN.resolve("v1.bin")));

        assertThat(state.habits.ownDays().isEmpty()).isTrue();
        assertThat(risk(state).risk()).isBetween(0.0, 1.0);
        assertThat(risk(state).exposure()).isZero();
    }

    @Test
    void theGoldenCustomerHasEveryPart() {
        CustomerState state = folded(GOLDEN_SEED);
        assertThat(state.entries).hasSizeGreaterThan(10);
        assertThat(state.standing).isNotEmpty();
        assertThat(state.revenue).hasSize(3);
        assertThat(state.marks.size()).isPositive();
        assertThat(state.recent.size()).isPositive();
        assertThat(List.of(state.account, state.segment, state.plan, state.region, state.recommendation))
                .allMatch(latest -> latest.text() != null);
        assertThat(state.referrals.isEmpty()).isFalse();
        assertThat(state.friction.isWatching()).isTrue();
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatItWrites(int seed) {
        CustomerState state = folded(seed);
        CustomerState read = layout.read(layout.write(state));
        assertThat(lines(read)).isEqualTo(lines(state));
        assertThat(read.alarmAtMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(risk(read)).isEqualTo(risk(state));
        assertThat(read.recent.size()).isEqualTo(state.recent.size());
    }

    @Test
    void keepsACustomerWithoutEvents() {
        CustomerState read = layout.read(layout.write(new CustomerState()));
        assertThat(read.activities).isZero();
        assertThat(read.lastSeenAtMillis).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void refusesALaterVersion() {
        byte[] bytes = layout.write(folded(1));
        bytes[0] = NEWEST + 1;
        assertThatThrownBy(() -> layout.read(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layout version 4, but this release reads 1 to 3");
    }

    @Test
    void refusesSumsOfOtherHalfLives() {
        byte[] bytes = layout.write(folded(1));
        assertThatThrownBy(() -> new CustomerStateLayout(CATALOGUE.decayFingerprint() + 1).read(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other half-lives than those of the catalogue in force");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void refusesBytesThatEndEarlyOrLate(int seed) {
        byte[] bytes = layout.write(folded(seed));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> layout.read(cut)).isInstanceOf(IllegalStateException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> layout.read(longer)).hasMessageContaining("bytes left over");
    }

    @Test
    void saysWhereALengthIsTooGreat() {
        StateWriter out = new StateWriter();
        out.putCount(Integer.MAX_VALUE);
        assertThatThrownBy(() -> new StateReader(out.toBytes()).getText())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("state ends at byte 5 but 2147483646 more are needed at 5");
    }

    private static CustomerState folded(int seed) {
        CustomerState state = new CustomerState();
        List<Activity> history = History.invent(new SplittableRandom(seed));
        history.forEach(activity -> state.fold(activity, RULES, SignalListener.NONE));
        state.settle("c1", state.lastSeenAtMillis - 60 * History.DAY, RULES, CustomerListener.NOTHING);
        long watermark = state.lastSeenAtMillis;
        List<Finding> found = state.find(watermark, RULES);
        state.tell("c1", found, state.with(found, CATALOGUE), watermark, RULES, CustomerListener.NOTHING);
        return state;
    }

    private static ChurnRisk risk(CustomerState state) {
        return new RiskMeter(CATALOGUE, SmallRiskModel.MODEL).at(state, state.lastSeenAtMillis);
    }

    /** Everything a customer's rows say, one part a line. */
    private String lines(CustomerState state) {
        CustomerUpdate update = meter.measure("c1", state, state.lastSeenAtMillis);
        StringBuilder lines = new StringBuilder();
        lines.append(update.profile()).append('\n');
        lines.append(update.momentum()).append('\n');
        update.contributions().forEach(one -> lines.append(one).append('\n'));
        update.revenue().forEach(one -> lines.append(one).append('\n'));
        return lines.toString();
    }

    /** Powers may differ by a unit in the last place from machine to machine. */
    private static void assertSameButRounding(String actual, String expected) {
        assertThat(NUMBER.matcher(actual).replaceAll("#"))
                .isEqualTo(NUMBER.matcher(expected).replaceAll("#"));
        Matcher numbers = NUMBER.matcher(actual);
        Matcher wanted = NUMBER.matcher(expected);
        while (numbers.find() && wanted.find()) {
            double number = Double.parseDouble(wanted.group());
            assertThat(Double.parseDouble(numbers.group())).isCloseTo(number, within(1e-9 * Math.abs(number)));
        }
    }
}
