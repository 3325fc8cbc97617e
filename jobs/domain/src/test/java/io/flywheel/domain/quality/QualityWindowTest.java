package io.flywheel.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.quality.QualityCount.Counted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QualityWindowTest {

    @Test
    void whichNamesAreKeptDoesNotDependOnTheirOrderAndNoneIsLost() {
        List<QualityCount> counts = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> unmapped(String.format(Locale.ROOT, "name-%03d", i % 250)))
                .toList());
        QualityWindow sorted = sum(counts);
        Collections.shuffle(counts, new Random(7));
        QualityWindow shuffled = sum(counts);

        assertThat(shuffled).isEqualTo(sorted);
        assertThat(sorted.unmappedTypes())
                .hasSize(QualityWindow.MOST_NAMES + 1)
                .containsEntry("name-000", 4L)
                .containsEntry("name-099", 4L)
                .containsEntry(QualityWindow.OTHER_NAMES, 150 * 4L);
    }

    @Test
    void fewNamesAreAllKept() {
        assertThat(sum(List.of(unmapped("b"), unmapped("a"), unmapped("b"))).unmappedTypes())
                .containsOnly(entry("a", 1L), entry("b", 2L));
    }

    private static QualityCount unmapped(String name) {
        return new QualityCount(EventStream.SUPPORT, 0, Counted.UNMAPPED, name, 1);
    }

    private static QualityWindow sum(List<QualityCount> counts) {
        QualityWindow window = QualityWindow.startOf(counts.get(0));
        for (QualityCount count : counts) {
            window = window.plus(count);
        }
        return window;
    }
}
