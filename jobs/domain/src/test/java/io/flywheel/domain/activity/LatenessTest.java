package io.flywheel.domain.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTest {

    @ParameterizedTest(name = "occurred {0}, arrived {1}: {2}")
    @CsvSource({
        "2024-05-10T00:00:00Z, 2024-05-10T00:00:00Z, ON_TIME",
        "2024-05-03T00:00:00.000Z, 2024-05-10T00:00:00Z, ON_TIME",
        "2024-05-02T23:59:59.999Z, 2024-05-10T00:00:00Z, LATE",
        "1990-01-01T00:00:00.000Z, 2024-05-10T00:00:00Z, LATE",
        "1989-12-31T23:59:59.999Z, 2024-05-10T00:00:00Z, OUT_OF_RANGE",
        "2024-05-10T00:05:00.000Z, 2024-05-10T00:00:00Z, ON_TIME",
        "2024-05-10T00:05:00.001Z, 2024-05-10T00:00:00Z, IN_FUTURE",
        "2200-01-01T00:00:00.001Z, 2199-12-31T23:59:00Z, IN_FUTURE",
        "2200-01-01T00:00:00.000Z, 2200-01-01T00:00:00Z, ON_TIME",
        "2024-05-10T00:00:00Z, 1989-12-31T23:59:59.999Z, OUT_OF_RANGE",
        "2024-05-10T00:00:00Z, 2200-01-01T00:00:00.001Z, OUT_OF_RANGE",
    })
    void judgesByTheTwoTimestampsOfTheRecord(Instant occurred, Instant arrived, Verdict verdict) {
        assertThat(Lateness.DEFAULT.judge(occurred.toEpochMilli(), arrived.toEpochMilli()))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, 0",
        "9223372036854775807, 1700000000000",
        "0, -9223372036854775808",
        "1700000000000, 9223372036854775807"
    })
    void acceptsNoWildTime(long occurred, long arrived) {
        assertThat(Lateness.DEFAULT.judge(occurred, arrived)).isIn(Verdict.OUT_OF_RANGE, Verdict.IN_FUTURE);
    }

    @Test
    void needsAPositiveAllowance() {
        assertThatThrownBy(() -> new Lateness(0, 0)).hasMessageContaining("allowed lateness must be positive");
        assertThatThrownBy(() -> new Lateness(Duration.ofDays(1).toMillis(), -1))
                .hasMessageContaining("future at least 0");
    }
}
