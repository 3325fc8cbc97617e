package io.flywheel.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpikeDetectorTest {

    private static final int WEEK = 7 * Traffic.DAY;

    private static SpikeDetector counts() {
        return new SpikeDetector(SpikeSettings.DEFAULT, SeriesKind.COUNT, Traffic.BUCKET);
    }

    private static SpikeDetector measures() {
        return new SpikeDetector(SpikeSettings.DEFAULT, SeriesKind.MEASURE, Traffic.BUCKET);
    }

    @Test
    void doubledTrafficAtTheSameRateIsNoSpike() {
        int blind = 0;
        int rounds = 30;
        for (int seed = 0; seed < rounds; seed++) {
            Traffic traffic = new Traffic(seed);
            SpikeDetector detector = counts();
            SpikeDetector withoutExposure = counts();
            for (int i = 0; i < WEEK + Traffic.DAY; i++) {
                SeriesBucket bucket = traffic.bucket(i, i < WEEK ? 1000 : 2000, 0.04);
                SpikeReading reading = detector.observe(bucket);
                SpikeReading blindly = withoutExposure.observe(SeriesBucket.of(bucket.startMillis(), bucket.amount()));
                if (i >= WEEK) {
                    assertThat(reading.begins())
                            .as("seed %d, bucket %d", seed, i)
                            .isFalse();
                    blind += blindly.begins() ? 1 : 0;
                }
            }
        }
        assertThat(blind).as("without exposure it looks like a spike").isGreaterThanOrEqualTo(rounds);
    }

    @ParameterizedTest
    @CsvSource({"10, 0.95", "20, 0.99", "40, 1", "400, 1"})
    void threeTimesTheFrictionForAQuarterOfAnHourIsFoundWithinTwoBuckets(double usual, double share) {
        int found = 0;
        int rounds = 200;
        for (int seed = 0; seed < rounds; seed++) {
            Traffic traffic = new Traffic(seed);
            SpikeDetector detector = counts();
            boolean told = false;
            for (int i = 0; i < 2 * Traffic.DAY + 2; i++) {
                double rate = i < 2 * Traffic.DAY ? usual / 1000 : 3 * usual / 1000;
                SpikeReading reading = detector.observe(traffic.bucket(i, 1000, rate));
                told = i >= 2 * Traffic.DAY && (told || reading.begins());
            }
            found += told ? 1 : 0;
        }
        assertThat(found / (double) rounds).isGreaterThanOrEqualTo(share);
    }

    @Test
    void poissonNoiseFiresAtMostOnceInTenThousandBuckets() {
        int buckets = 0;
        int alerts = 0;
        for (double usual : new double[] {0.5, 2, 5, 10, 20, 40, 100, 400}) {
            for (int seed = 0; seed < 10; seed++) {
                Traffic traffic = new Traffic(1000 + seed);
                SpikeDetector detector = counts();
                for (int i = 0; i < 2 * WEEK; i++) {
                    alerts += detector.observe(traffic.bucket(i, 1000, usual / 1000))
                                    .begins()
                            ? 1
                            : 0;
                    buckets++;
                }
            }
        }
        assertThat(alerts).isLessThanOrEqualTo(buckets / 10_000);
    }

    @Test
    void aSeasonOfDaysDoesNotFireOnceItIsKnown() {
        int alerts = 0;
        int rounds = 20;
        for (int seed = 0; seed < rounds; seed++) {
            Traffic traffic = new Traffic(seed);
            SpikeDetector detector = counts();
            for (int i = 0; i < 4 * WEEK; i++) {
                SpikeReading reading = detector.observe(traffic.bucket(i, 1000, Traffic.daily(i, 5, 50) / 1000));
                alerts += i >= WEEK && reading.begins() ? 1 : 0;
            }
        }
        assertThat(alerts).isLessThanOrEqualTo(rounds * 3 * WEEK / 10_000);
    }

    @Test
    void aSeasonOfWeeksDoesNotFireOnceItIsKnownButAnotherHourDoes() {
        int alerts = 0;
        int found = 0;
        int rounds = 20;
        for (int seed = 0; seed < rounds; seed++) {
            Traffic traffic = new Traffic(seed);
            SpikeDetector detector = counts();
            for (int i = 0; i < 8 * WEEK; i++) {
                int hour = i / 12 % 168;
                boolean rush = hour >= 24 && hour < 28;
                boolean incident = i >= 8 * WEEK - Traffic.DAY && hour == 150;
                SpikeReading reading = detector.observe(traffic.bucket(i, 1000, rush || incident ? 0.06 : 0.02));
                alerts += i >= 6 * WEEK && !incident && reading.begins() ? 1 : 0;
                found += incident && reading.begins() ? 1 : 0;
            }
        }
        assertThat(alerts).isLessThanOrEqualTo(rounds * 2 * WEEK / 10_000);
        assertThat(found).isGreaterThanOrEqualTo(rounds);
    }

    @ParameterizedTest
    @EnumSource(SeriesKind.class)
    void aFlatSeriesIsNoSpike(SeriesKind kind) {
        for (double value : new double[] {0, 1, 42, 1e12}) {
            SpikeDetector detector = new SpikeDetector(SpikeSettings.DEFAULT, kind, Traffic.BUCKET);
            for (int i = 0; i < WEEK; i++) {
                assertThat(detector.observe(SeriesBucket.of(Traffic.at(i), value))
                                .spiking())
                        .isFalse();
            }
        }
    }

    @Test
    void aMeasureThatNeverMovedAndMovesIsASpikeInBothDirections() {
        for (double other : new double[] {30, 60}) {
            SpikeDetector detector = warm(measures(), 45);
            SpikeReading reading = detector.observe(SeriesBucket.of(Traffic.at(WEEK), other));
            assertThat(reading.begins()).isTrue();
            assertThat(reading.cause()).isEqualTo(SpikeCause.ONCE);
        }
        assertThat(warm(counts(), 45)
                        .observe(SeriesBucket.of(Traffic.at(WEEK), 0))
                        .spiking())
                .as("less friction is no spike")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "-1, true"})
    void aStormOfFewCustomersIsNoSpike(int customers, boolean fires) {
        SpikeDetector detector = warm(counts(), 5);
        boolean told = false;
        for (int i = WEEK; i < WEEK + 12; i++) {
            SeriesBucket storm = new SeriesBucket(Traffic.at(i), 80, SeriesBucket.NO_EXPOSURE, customers);
            told |= detector.observe(storm).begins();
        }
        assertThat(told).isEqualTo(fires);
    }

    @Test
    void aStormOfOneCustomerDoesNotMakeTheSeriesDeaf() {
        SpikeDetector detector = warm(counts(), 5);
        for (int i = WEEK; i < WEEK + 12; i++) {
            detector.observe(new SeriesBucket(Traffic.at(i), 500, SeriesBucket.NO_EXPOSURE, 1));
        }
        for (int i = WEEK + 12; i < WEEK + Traffic.DAY; i++) {
            detector.observe(new SeriesBucket(Traffic.at(i), 5, SeriesBucket.NO_EXPOSURE, 5));
        }
        SpikeReading reading =
                detector.observe(new SeriesBucket(Traffic.at(WEEK + Traffic.DAY), 40, SeriesBucket.NO_EXPOSURE, 40));
        assertThat(reading.begins()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"9, false", "14, true"})
    void fewCountsAreNoSpike(double count, boolean fires) {
        SpikeDetector detector = warm(counts(), 0);
        assertThat(detector.observe(SeriesBucket.of(Traffic.at(WEEK), count)).spiking())
                .isEqualTo(fires);
    }

    @Test
    void aHighScoreBelowOneAndAHalfTimesTheUsualIsNoSpike() {
        SpikeDetector detector = warm(counts(), 10_000);
        SpikeReading below = detector.observe(SeriesBucket.of(Traffic.at(WEEK), 14_900));
        assertThat(below.score()).isGreaterThan(20);
        assertThat(below.spiking()).isFalse();
        assertThat(warm(counts(), 10_000)
                        .observe(SeriesBucket.of(Traffic.at(WEEK), 15_100))
                        .begins())
                .isTrue();
    }

    @Test
    void aColdSeriesKnowsOnlyTheAbsoluteRule() {
        SpikeDetector detector = counts();
        for (int i = 0; i < Traffic.DAY; i++) {
            double count = i == 100 ? 49 : i == 200 ? 50 : 2;
            SpikeReading reading = detector.observe(new SeriesBucket(Traffic.at(i), count, 100, 40));
            assertThat(reading.spiking()).as("bucket %d", i).isEqualTo(i == 200);
            assertThat(reading.cause()).isEqualTo(i == 200 ? SpikeCause.ABSOLUTE : null);
            assertThat(reading.score()).isZero();
        }
        SpikeReading warm = detector.observe(new SeriesBucket(Traffic.at(Traffic.DAY), 49, 100, 40));
        assertThat(warm.begins()).isTrue();
        assertThat(warm.cause()).isEqualTo(SpikeCause.ONCE);
    }

    @Test
    void aLongSpikeBeginsOnceAndBecomesTheNewNormal() {
        SpikeDetector detector = warm(counts(), 20);
        List<Integer> begins = new ArrayList<>();
        int spiking = 0;
        for (int i = WEEK; i < 2 * WEEK; i++) {
            SpikeReading reading = detector.observe(SeriesBucket.of(Traffic.at(i), 60));
            if (reading.begins()) {
                begins.add(i - WEEK);
            }
            spiking += reading.spiking() ? 1 : 0;
        }
        assertThat(begins).containsExactly(0);
        assertThat(spiking).isBetween(12, Traffic.DAY + 1);
    }

    @Test
    void aSlowRiseIsFoundByTheChartsOfSmallChanges() {
        SpikeDetector detector = warm(counts(), 40);
        List<SpikeCause> causes = new ArrayList<>();
        for (int i = WEEK; i < WEEK + 12; i++) {
            SpikeReading reading = detector.observe(SeriesBucket.of(Traffic.at(i), 60));
            if (reading.begins()) {
                causes.add(reading.cause());
            }
        }
        assertThat(causes).containsExactly(SpikeCause.DRIFT);
    }

    @Test
    void twoOfThreeBucketsAreEnoughWhereOneIsNot() {
        SpikeDetector detector = warm(counts(), 20);
        assertThat(detector.observe(SeriesBucket.of(Traffic.at(WEEK), 38)).cause())
                .isNull();
        assertThat(detector.observe(SeriesBucket.of(Traffic.at(WEEK + 1), 20)).cause())
                .isNull();
        assertThat(detector.observe(SeriesBucket.of(Traffic.at(WEEK + 2), 38)).cause())
                .isEqualTo(SpikeCause.TWICE);
    }

    @Test
    void aBucketWithoutExposureSaysAndTeachesNothing() {
        SpikeDetector one = warm(counts(), 20);
        SpikeDetector other = warm(counts(), 20);
        assertThat(one.observe(new SeriesBucket(Traffic.at(WEEK), 50, 0, 10)).spiking())
                .isFalse();
        SeriesBucket next = SeriesBucket.of(Traffic.at(WEEK + 1), 23);
        assertThat(one.observe(next)).isEqualTo(other.observe(next));
    }

    @Test
    void bucketsOutOfOrderAndNumbersThatAreNoneAreRefused() {
        SpikeDetector detector = counts();
        detector.observe(SeriesBucket.of(Traffic.at(1), 2));
        assertThatThrownBy(() -> detector.observe(SeriesBucket.of(Traffic.at(1), 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order of time");
        assertThatThrownBy(() -> SeriesBucket.of(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SeriesBucket(0, 1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SpikeDetector(SpikeSettings.DEFAULT, SeriesKind.COUNT, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dailyBucketsSettleAroundTheirLevel() {
        long day = Traffic.DAY * Traffic.BUCKET;
        SpikeDetector detector = new SpikeDetector(SpikeSettings.DEFAULT, SeriesKind.COUNT, day);
        Traffic traffic = new Traffic(3);
        int alerts = 0;
        for (int i = 0; i < 1000; i++) {
            alerts += detector.observe(SeriesBucket.of(Traffic.START + i * day, traffic.poisson(100)))
                            .begins()
                    ? 1
                    : 0;
        }
        SpikeReading reading = detector.observe(SeriesBucket.of(Traffic.START + 1000 * day, 200));
        assertThat(alerts).isZero();
        assertThat(reading.expected()).isBetween(85.0, 115.0);
        assertThat(reading.begins()).isTrue();
    }

    /** A week in which nothing ever happens but this. */
    private static SpikeDetector warm(SpikeDetector detector, double value) {
        for (int i = 0; i < WEEK; i++) {
            detector.observe(SeriesBucket.of(Traffic.at(i), value));
        }
        return detector;
    }
}
