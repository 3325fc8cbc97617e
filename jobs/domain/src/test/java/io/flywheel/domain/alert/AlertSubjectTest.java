package io.flywheel.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertSubjectTest {

    @Test
    void aFingerprintIsTheSameForGood() {
        // sha256sum of 11:customer_id6:globex4:rule17:standing_friction
        assertThat(AlertSubject.customer("globex").fingerprint("standing_friction"))
                .isEqualTo("34334fd899924f7e46eeacd8447741823a669588ca0ef3da015145a9532d0041");
    }

    @Test
    void differentLabelsHaveDifferentFingerprints() {
        assertThat(Stream.of(
                                AlertSubject.customer("a").fingerprint("b"),
                                AlertSubject.customer("b").fingerprint("a"),
                                AlertSubject.customer("a").fingerprint("bb"),
                                AlertSubject.customer("ab").fingerprint("b"),
                                AlertSubject.window(Grain.HOUR, Series.WHOLE).fingerprint("b"),
                                AlertSubject.window(Grain.DAY, Series.WHOLE).fingerprint("b"),
                                AlertSubject.window(Grain.DAY, new Series(Dimension.SEGMENT, "all"))
                                        .fingerprint("b"))
                        .distinct())
                .hasSize(7);
    }

    @Test
    void labelsSayWhatTheAlertIsAbout() {
        assertThat(AlertSubject.window(Grain.TRAILING_HOUR, new Series(Dimension.CHANNEL, "web"))
                        .labels("friction_spreads"))
                .isEqualTo(Map.of(
                        "rule", "friction_spreads", "grain", "trailing_1h", "dim_type", "channel", "dim_value", "web"));
    }
}
