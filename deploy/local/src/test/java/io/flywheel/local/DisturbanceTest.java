package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisturbanceTest {

    private static final List<Long> SECONDS =
            LongStream.range(0, 5_000).mapToObj(n -> n * 1000).collect(Collectors.toList());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostAndTheRatioOfCopiesIsKept(long seed) {
        List<Long> disturbed = disturb(new Disturbance(Duration.ofSeconds(60), 0.2, seed));
        Map<Long, Integer> counts = new HashMap<>();
        disturbed.forEach(moment -> counts.merge(moment, 1, Integer::sum));
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(SECONDS);
        assertThat(counts.values()).allMatch(count -> count == 1 || count == 2);
        assertThat(disturbed.size()).isBetween(5_850, 6_150);
    }

    @Test
    void nobodyIsOvertakenByMoreThanTheShuffle() {
        List<Long> disturbed = disturb(new Disturbance(Duration.ofSeconds(60), 0.2, 7));
        assertThat(disturbed).isNotEqualTo(SECONDS);
        long latest = 0;
        for (long moment : disturbed) {
            assertThat(latest - moment).isLessThanOrEqualTo(60_000);
            latest = Math.max(latest, moment);
        }
    }

    @Test
    void theSameSeedGivesTheSameOrderAndAnotherSeedAnother() {
        Disturbance seven = new Disturbance(Duration.ofSeconds(60), 0.2, 7);
        assertThat(disturb(seven))
                .isEqualTo(disturb(seven))
                .isNotEqualTo(disturb(new Disturbance(Duration.ofSeconds(60), 0.2, 8)));
    }

    @Test
    void withoutDisturbanceTheRecordsAreUntouched() {
        assertThat(disturb(Disturbance.none())).isEqualTo(SECONDS);
    }

    @Test
    void aRatioAboveOneIsRefused() {
        assertThatThrownBy(() -> new Disturbance(Duration.ZERO, 1.5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
    }

    private static List<Long> disturb(Disturbance disturbance) {
        List<Long> out = new ArrayList<>();
        Iterator<Long> records = disturbance.disturb(SECONDS.iterator(), Long::longValue);
        records.forEachRemaining(out::add);
        return out;
    }
}
