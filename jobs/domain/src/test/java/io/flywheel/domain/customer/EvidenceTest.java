package io.flywheel.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HALF_LIFE = 7 * DAY;
    private static final long START = 19_700 * DAY;

    private record Event(String id, long at, long weight) {

        double decayed(long now) {
            return weight * Math.pow(2, -(double) (now - at) / HALF_LIFE);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsTheThreeHeaviestWhateverTheOrder(int seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 1 + random.nextInt(30); i > 0; i--) {
            events.add(new Event("e" + i, START + random.nextInt(40) * DAY + i, 1 + random.nextInt(9_999)));
        }
        long now = START + 60 * DAY;
        List<String> heaviest = events.stream()
                .sorted(Comparator.comparingDouble((Event event) -> event.decayed(now))
                        .reversed())
                .map(Event::id)
                .limit(3)
                .toList();
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(events, random);
            Evidence evidence = new Evidence();
            events.forEach(event -> evidence.add(event.id, event.at, event.weight, HALF_LIFE));
            assertThat(evidence.eventIds()).isEqualTo(heaviest);
        }
    }

    @Test
    void prefersTheLaterAndThenTheLesserIdAmongEqualOnes() {
        Evidence evidence = new Evidence();
        evidence.add("b", START, 1_000, HALF_LIFE);
        evidence.add("c", START, 1_000, HALF_LIFE);
        evidence.add("a", START, 1_000, HALF_LIFE);
        evidence.add("late", START + 1_000, 1_000, HALF_LIFE);
        assertThat(evidence.eventIds()).containsExactly("late", "a", "b");
    }

    @Test
    void namesEventsWithoutWeightToo() {
        Evidence evidence = new Evidence();
        evidence.add("a", START, 0, HALF_LIFE);
        assertThat(evidence.eventIds()).containsExactly("a");
    }
}
