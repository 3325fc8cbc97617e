package io.flywheel.domain.wheel.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void comesBackFromItsKey() {
        for (Dimension dimension : Dimension.values()) {
            for (String value : List.of("all", "", "a:b", ":", "Übersicht / 1")) {
                Series series = new Series(dimension, value);
                assertThat(Series.ofKey(series.key())).isEqualTo(series);
            }
        }
        assertThat(Series.WHOLE.key()).isEqualTo("all:all");
        assertThat(new Series(Dimension.SEGMENT, "smb").key()).isEqualTo("segment:smb");
    }

    @Test
    void refusesKeysOfNoSeries() {
        for (String key : List.of("", "all", "colour:red", ":all")) {
            assertThatThrownBy(() -> Series.ofKey(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("segment:smb");
        }
    }

    @Test
    void namesDimensionsByTheirWords() {
        for (Dimension dimension : Dimension.values()) {
            assertThat(Dimension.named(dimension.word())).isEqualTo(dimension);
        }
        assertThat(Dimension.named("colour")).isNull();
    }
}
