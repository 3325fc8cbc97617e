package io.flywheel.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpikeDetectorBytesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/spike-series");
    private static final int KEPT = 9 * Traffic.DAY + 1;

    @Test
    void readsWhatEveryReleaseWrote() throws IOException {
        Path bytes = GOLDEN.resolve("v1.bin");
        Path readings = GOLDEN.resolve("v1.txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.write(bytes, after(SeriesKind.COUNT, KEPT).pack());
            Files.writeString(readings, String.join("\n", next(after(SeriesKind.COUNT, KEPT))) + '\n');
        }
        SpikeDetector detector = read(SeriesKind.COUNT, Files.readAllBytes(bytes));

        assertThat(next(detector)).isEqualTo(Files.readAllLines(readings));
    }

    @ParameterizedTest
    @EnumSource(SeriesKind.class)
    void aSeriesThatWasKeptGoesOnAsIfItHadNotBeen(SeriesKind kind) {
        List<SeriesBucket> buckets = buckets();
        SpikeDetector kept = detector(kind);
        SpikeDetector other = detector(kind);
        int spikes = 0;
        for (SeriesBucket bucket : buckets) {
            SpikeReading reading = kept.observe(bucket);
            assertThat(other.observe(bucket)).isEqualTo(reading);
            spikes += reading.spiking() ? 1 : 0;
            byte[] bytes = other.pack();
            other = read(kind, bytes);
            assertThat(other.pack()).isEqualTo(bytes).hasSizeLessThan(1600);
        }
        assertThat(spikes).isPositive();
    }

    @Test
    void bytesOfALaterReleaseOrOfTheOtherKindAreRefused() {
        byte[] bytes = after(SeriesKind.COUNT, 10).pack();
        assertThatThrownBy(() -> read(SeriesKind.MEASURE, bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kind 0 found");
        byte[] later = bytes.clone();
        later[0] = 9;
        assertThatThrownBy(() -> read(SeriesKind.COUNT, later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 9");
        assertThatThrownBy(() -> read(SeriesKind.COUNT, Arrays.copyOf(bytes, 50)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static SpikeDetector detector(SeriesKind kind) {
        return new SpikeDetector(SpikeSettings.DEFAULT, kind, Traffic.BUCKET);
    }

    private static SpikeDetector read(SeriesKind kind, byte[] bytes) {
        return SpikeDetector.unpack(SpikeSettings.DEFAULT, kind, Traffic.BUCKET, bytes);
    }

    private static SpikeDetector after(SeriesKind kind, int count) {
        SpikeDetector detector = detector(kind);
        buckets().subList(0, count).forEach(detector::observe);
        return detector;
    }

    private static List<String> next(SpikeDetector detector) {
        return buckets().subList(KEPT, KEPT + 20).stream()
                .map(detector::observe)
                .map(reading -> String.format(
                        Locale.ROOT,
                        "%.6f %.6f %.6f %.6f %s %s %s",
                        reading.score(),
                        reading.expected(),
                        reading.ratio(),
                        reading.limit(),
                        reading.spiking(),
                        reading.begins(),
                        reading.cause()))
                .toList();
    }

    /** Ten days with a spike around the bucket after which the golden series was kept. */
    private static List<SeriesBucket> buckets() {
        Traffic traffic = new Traffic(7);
        return IntStream.range(0, 10 * Traffic.DAY)
                .mapToObj(i -> traffic.bucket(
                        i, Traffic.daily(i, 200, 1000), Math.abs(i - KEPT) < 3 || i % 1000 == 999 ? 0.2 : 0.04))
                .toList();
    }
}
