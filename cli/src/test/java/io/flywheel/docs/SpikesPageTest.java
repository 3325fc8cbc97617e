package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.spike.SpikeSettings;
import java.lang.reflect.RecordComponent;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/reference/spikes.md names every setting of the detector of spikes with its default. */
class SpikesPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| [^|]{10,} \\|$");

    @Test
    void settingsAndDefaultsAreThoseOfTheCode() throws ReflectiveOperationException {
        List<String> expected = new ArrayList<>();
        for (RecordComponent component : SpikeSettings.class.getRecordComponents()) {
            String name = component.getName();
            Object value = Objects.requireNonNull(component.getAccessor().invoke(SpikeSettings.DEFAULT));
            boolean span = name.endsWith("Millis");
            expected.add(name + " = " + (span ? hours((Long) value) : number((Number) value)));
        }
        List<String> written = ROW.matcher(Project.text("docs/reference/spikes.md"))
                .results()
                .map(row -> row.group(1) + " = " + row.group(2).strip())
                .toList();

        assertThat(written).containsExactlyElementsOf(expected);
    }

    private static String hours(long millis) {
        return number(millis / (double) Duration.ofHours(1).toMillis()) + " h";
    }

    private static String number(Number value) {
        return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
