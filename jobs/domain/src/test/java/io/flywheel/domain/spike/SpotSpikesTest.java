package io.flywheel.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.spot.SpotDimension;
import io.flywheel.domain.wheel.spot.SpotTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Friction at one page, of several types and in all; exposure is customers, friction is met by one customer each. */
class SpotSpikesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/spot-spikes");
    private static final Spot PAGE = new Spot(SpotDimension.PAGE, "/pricing");
    private static final int WEEK = 7 * Traffic.DAY;
    private static final int QUARTER = 3;
    private static final int BYTES_OF_A_TYPE = 1_600;

    private final List<SpotReading> told = new ArrayList<>();

    @Test
    void doubledTrafficAtTheSameRateIsNoSpikeOfAnyType() {
        int noise = 0;
        int rounds = 30;
        for (int seed = 0; seed < rounds; seed++) {
            Traffic traffic = new Traffic(seed);
            SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
            told.clear();
            for (int i = 0; i < WEEK + Traffic.DAY; i++) {
                double customers = i < WEEK ? 500 : 1000;
                close(place, i, customers, traffic.poisson(customers * 0.08), traffic.poisson(customers * 0.02));
            }
            assertThat(begun()).as("seed %d", seed).noneMatch(reading -> reading.startMillis() >= Traffic.at(WEEK));
            noise += begun().size();
        }
        assertThat(noise).as("before it doubled").isLessThanOrEqualTo(rounds * 3 * WEEK / 10_000);
    }

    @Test
    void threeTimesTheFrictionOfOneTypeForAQuarterOfAnHourIsFoundWithinTwoBuckets() {
        int found = 0;
        int rounds = 100;
        int at = 2 * Traffic.DAY;
        for (int seed = 0; seed < rounds; seed++) {
            Traffic traffic = new Traffic(seed);
            SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
            told.clear();
            for (int i = 0; i < at + QUARTER; i++) {
                close(place, i, 1000, traffic.poisson(i < at ? 20 : 60), traffic.poisson(20));
            }
            found += begun().stream()
                            .anyMatch(reading -> reading.signalType().equals("dead_click")
                                    && reading.startMillis() >= Traffic.at(at)
                                    && reading.startMillis() <= Traffic.at(at + 1))
                    ? 1
                    : 0;
            assertThat(begun())
                    .as("seed %d", seed)
                    .noneMatch(reading -> reading.signalType().equals("rage_click"));
        }
        assertThat(found).isGreaterThanOrEqualTo(99);
    }

    @Test
    void aTypeThatWasNeverMetBeforeIsHeldAgainstTheExposureThatThePlaceHad() {
        SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        for (int i = 0; i < 2 * Traffic.DAY; i++) {
            close(place, i, 200, 5, 0);
        }
        close(place, 2 * Traffic.DAY, 200, 5, 12);

        assertThat(begun())
                .extracting(
                        SpotReading::signalType,
                        SpotReading::startMillis,
                        reading -> reading.spike().cause())
                .containsExactly(tuple("rage_click", Traffic.at(2 * Traffic.DAY), SpikeCause.ONCE));
    }

    @Test
    void aPlaceThatIsNotKnownForADayOnlyTellsWhatIsBadWhateverIsUsual() {
        SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        close(place, 0, 100, 3, 0);
        close(place, 1, 100, 49, 0);
        assertThat(begun()).isEmpty();
        close(place, 2, 100, 50, 0);

        assertThat(begun())
                .extracting(SpotReading::signalType, reading -> reading.spike().cause())
                .containsExactlyInAnyOrder(tuple("*", SpikeCause.ABSOLUTE), tuple("dead_click", SpikeCause.ABSOLUTE));
    }

    @Test
    void aCorrectionOfWhatWasJudgedChangesNothing() {
        SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        close(place, 5, 100, 3, 1);
        byte[] before = place.pack();
        told.clear();
        close(place, 5, 100, 90, 1);
        close(place, 4, 100, 90, 90);

        assertThat(told).isEmpty();
        assertThat(place.pack()).isEqualTo(before);
    }

    @Test
    void whoeverMeetsAFindingCountsAsSomebodyWhoCouldHave() {
        SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        close(place, 0, 0, 4, 0);
        close(place, 1, 0, 0, 0);

        assertThat(told).extracting(SpotReading::count).containsExactly(4L, 4L);
        assertThat(told).extracting(SpotReading::exposure).containsExactly(4L, 4L);
    }

    @Test
    void aTypeThatNobodyMetForFourWeeksIsLetGoOf() {
        SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        close(place, 0, 10, 0, 2);
        for (int i = 1; i <= 4 * WEEK; i++) {
            close(place, i, 10, 1, 0);
        }
        int both = place.pack().length;
        SpotSpikes without = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        for (int i = 0; i <= 4 * WEEK; i++) {
            close(without, i, 10, 1, 0);
        }
        assertThat(both).isLessThan(without.pack().length + 10);
        assertThat(place.forgetAtMillis()).isEqualTo(Traffic.at(8 * WEEK));
    }

    @Test
    void goesOnFromItsBytesAsIfItHadNotBeenKeptAndIsBounded() {
        Traffic traffic = new Traffic(11);
        SpotSpikes kept = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        SpotSpikes other = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        List<SpotReading> othersTold = new ArrayList<>();
        for (int i = 0; i < 8 * Traffic.DAY; i++) {
            int more = i % 700 == 699 ? 60 : 0;
            SpotTotals totals = totals(500, traffic.poisson(10) + more, i < 900 ? 0 : traffic.poisson(3));
            kept.close(PAGE, Traffic.at(i), totals, told::add);
            other.close(PAGE, Traffic.at(i), totals, othersTold::add);
            byte[] bytes = other.pack();
            other = SpotSpikes.unpack(SpikeSettings.DEFAULT, bytes);
            // dead_click, rage_click, all of them, and the zeros
            assertThat(other.pack()).isEqualTo(bytes).hasSizeLessThan(4 * BYTES_OF_A_TYPE);
        }
        assertThat(othersTold).isEqualTo(told);
        assertThat(begun()).isNotEmpty();
    }

    @Test
    void readsWhatEveryReleaseWrote() throws IOException {
        Path bytes = GOLDEN.resolve("v1.bin");
        Path readings = GOLDEN.resolve("v1.txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.write(bytes, golden().pack());
            Files.writeString(readings, String.join("\n", next(golden())) + '\n');
        }
        assertThat(next(SpotSpikes.unpack(SpikeSettings.DEFAULT, Files.readAllBytes(bytes))))
                .isEqualTo(Files.readAllLines(readings));
        assertThat(golden().pack()).isEqualTo(Files.readAllBytes(bytes));
    }

    @Test
    void bytesOfALaterReleaseAreRefused() {
        byte[] later = golden().pack();
        later[0] = 2;
        assertThatThrownBy(() -> SpotSpikes.unpack(SpikeSettings.DEFAULT, later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
    }

    private SpotSpikes golden() {
        SpotSpikes place = SpotSpikes.unpack(SpikeSettings.DEFAULT, null);
        Traffic traffic = new Traffic(5);
        for (int i = 0; i < 2 * Traffic.DAY; i++) {
            close(place, i, 300, traffic.poisson(8), i % 7 == 0 ? 1 : 0);
        }
        return place;
    }

    private List<String> next(SpotSpikes place) {
        told.clear();
        for (int i = 2 * Traffic.DAY; i < 2 * Traffic.DAY + 5; i++) {
            close(place, i, 300, 9 + 10 * (i % 3), i % 2);
        }
        return told.stream()
                .map(reading -> String.format(
                        Locale.ROOT,
                        "%d %s %d %d %.6f %.6f %s",
                        (reading.startMillis() - Traffic.START) / Traffic.BUCKET,
                        reading.signalType(),
                        reading.count(),
                        reading.exposure(),
                        reading.spike().score(),
                        reading.spike().expected(),
                        reading.spike().spiking()))
                .toList();
    }

    private List<SpotReading> begun() {
        return told.stream().filter(reading -> reading.spike().begins()).toList();
    }

    private void close(SpotSpikes place, int bucket, double customers, int deadClicks, int rageClicks) {
        place.close(PAGE, Traffic.at(bucket), totals((long) customers, deadClicks, rageClicks), told::add);
    }

    static SpotTotals totals(long customers, int deadClicks, int rageClicks) {
        Map<String, Integer> counts = new TreeMap<>();
        counts.put("*", deadClicks + rageClicks);
        counts.put("dead_click", deadClicks);
        counts.put("rage_click", rageClicks);
        StateWriter out = new StateWriter();
        out.putSigned(customers);
        out.putSigned(0);
        out.putCount(counts.size());
        counts.forEach((type, count) -> {
            out.putText(type);
            out.putSigned(count);
            out.putSigned(count * 500L);
            out.putSigned(count);
        });
        return SpotTotals.read(new StateReader(out.toBytes()));
    }
}
