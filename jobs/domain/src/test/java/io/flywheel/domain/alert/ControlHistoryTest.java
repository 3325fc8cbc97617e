package io.flywheel.domain.alert;

import static io.flywheel.domain.alert.Sample.HOUR;
import static io.flywheel.domain.alert.Sample.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.wheel.window.Grain;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rules were in force when. */
class ControlHistoryTest {

    private static final AlertTerms TERMS = new AlertTerms(new Threshold(true, 5, 4), 0, 0, 0, 1, 1, 0);

    private final ControlHistory history = new ControlHistory(new RuleBook(1, List.of()));

    @Test
    void theHighestVersionThatHasBegunAndNotEndedHolds() {
        history.add(new RuleBook(3, List.of()), START + HOUR, START + 2 * HOUR);
        history.add(new RuleBook(2, List.of()), START, null);

        assertThat(version(START - 1)).isEqualTo(1);
        assertThat(version(START)).isEqualTo(2);
        assertThat(version(START + HOUR)).isEqualTo(3);
        assertThat(version(START + 2 * HOUR - 1)).isEqualTo(3);
        assertThat(version(START + 2 * HOUR)).as("its end is exclusive").isEqualTo(2);
    }

    @Test
    void aVersionThatIsKnownChangesNothing() {
        history.add(new RuleBook(2, List.of()), START, null);
        history.add(new RuleBook(2, List.of()), START - HOUR, null);

        assertThat(version(START - 1)).isEqualTo(1);
    }

    @Test
    void grainsAreThoseOfAllTime() {
        history.add(new RuleBook(2, List.of(Sample.windowRule("w", Grain.HOUR, TERMS))), START, START + HOUR);

        assertThat(history.grains()).containsExactly(Grain.HOUR);
    }

    @Test
    void anAcknowledgementNamesItsRun() {
        String fingerprint = "f".repeat(64);

        assertThat(Acknowledgement.of(fingerprint + "/12", "ann", START))
                .isEqualTo(new Acknowledgement(fingerprint, 12, "ann", START))
                .extracting(Acknowledgement::id)
                .isEqualTo(fingerprint + "/12");
        for (String wrong : List.of("", fingerprint, "abc/1", fingerprint + "/0", fingerprint + "/x")) {
            assertThatThrownBy(() -> Acknowledgement.of(wrong, "ann", START))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private int version(long atMillis) {
        return history.rulesAt(atMillis).version();
    }
}
