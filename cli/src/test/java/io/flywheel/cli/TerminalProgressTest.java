package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalProgressTest {

    private final StringWriter text = new StringWriter();
    private final Hands hands = new Hands();

    @Test
    void aLogGetsALineAPhaseAndAWordEachFiveSecondsWhileItLasts() {
        TerminalProgress progress = new TerminalProgress(new PrintWriter(text, true), hands, false, false);
        progress.begin("records");
        for (int second = 1; second <= 12; second++) {
            hands.forward(Duration.ofSeconds(1));
            progress.update(second + " sent");
        }
        progress.done("12 sent");
        assertThat(text.toString().lines().map(String::strip))
                .containsExactly(
                        "records           5.0 s   5 sent",
                        "records          10.0 s   10 sent",
                        "✓ records          12.0 s   12 sent");
    }

    @Test
    void aWatchedLineIsRewrittenInPlace() {
        TerminalProgress progress = new TerminalProgress(new PrintWriter(text, true), hands, true, true);
        progress.begin("Kafka");
        hands.forward(Duration.ofMillis(3100));
        progress.done("3 topics");
        assertThat(text.toString()).contains("\r\u001b[2K").contains("\u001b[32m✓\u001b[0m Kafka");
        assertThat(text.toString()).containsOnlyOnce(System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, true, , true",
        "AUTO, false, , false",
        "AUTO, true, NO_COLOR, false",
        "AUTO, true, CI, false",
        "ALWAYS, false, NO_COLOR, true",
        "NEVER, true, , false"
    })
    void colourFollowsTheFlagThenTheCustomsOfTerminals(
            ColorMode mode, boolean terminal, String variable, boolean coloured) {
        Map<String, String> environment = variable == null ? Map.of() : Map.of(variable, "1");
        PrintWriter nowhere = new PrintWriter(text);
        Surroundings surroundings =
                new Surroundings(nowhere, nowhere, environment, new Properties(), terminal, hands, Instant.EPOCH);
        assertThat(surroundings.coloured(mode)).isEqualTo(coloured);
    }

    /** A clock that moves when it is told to. */
    private static final class Hands extends Clock {

        private Instant now = Instant.EPOCH;

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
