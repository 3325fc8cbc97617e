package io.flywheel.domain.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecentEventsTest {

    private record Seen(int fingerprint, int day) {}

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void behavesAsAMap(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int identities = random.nextInt(2, 3_000);
        RecentEvents events = new RecentEvents();
        Map<Long, Seen> model = new HashMap<>();
        int today = 0;
        for (int i = 0; i < 4_000; i++) {
            // few and clustered identities make for collisions, growth and gaps
            long identity = 1 + random.nextInt(identities) * (seed % 2 == 0 ? 1L : 0x1_0000_0001L);
            int place = events.find(identity);
            Seen seen = model.get(identity);
            assertThat(place >= 0).isEqualTo(seen != null);
            if (seen == null) {
                model.put(identity, new Seen(i, today));
                events.add(identity, place, i, today);
            } else {
                assertThat(events.fingerprintAt(place)).isEqualTo(seen.fingerprint);
            }
            if (random.nextInt(100) == 0) {
                today += random.nextInt(3);
                int oldest = today - 8;
                events.forgetBefore(oldest);
                model.values().removeIf(old -> old.day < oldest);
            }
            if (random.nextInt(200) == 0) {
                events = reread(events);
            }
            assertThat(events.size()).isEqualTo(model.size());
        }
        RecentEvents last = events;
        model.forEach((identity, seen) ->
                assertThat(last.fingerprintAt(last.find(identity))).isEqualTo(seen.fingerprint));
    }

    @Test
    void anIdentityOfZeroIsAnIdentity() {
        RecentEvents events = new RecentEvents();
        int missing = events.find(0);
        assertThat(missing).isNegative();
        events.add(0, missing, 7, 1);
        assertThat(events.fingerprintAt(events.find(0))).isEqualTo(7);
        assertThat(reread(events).find(0)).isNotNegative();
    }

    @Test
    void forgettingAllLeavesNothing() {
        RecentEvents events = new RecentEvents();
        for (long identity = 1; identity < 100; identity++) {
            events.add(identity, events.find(identity), 0, 5);
        }
        events.forgetBefore(6);
        assertThat(events.size()).isZero();
        assertThat(events.find(50)).isNegative();
    }

    private static RecentEvents reread(RecentEvents events) {
        RecentEvents restored = RecentEvents.read(new StateReader(bytes(events)));
        assertThat(bytes(restored)).isEqualTo(bytes(events));
        return restored;
    }

    private static byte[] bytes(RecentEvents events) {
        StateWriter out = new StateWriter();
        events.write(out);
        return out.toBytes();
    }
}
