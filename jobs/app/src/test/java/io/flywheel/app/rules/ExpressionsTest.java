package io.flywheel.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.alert.AlertBook;
import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.alert.ControlHistory;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.alert.WindowAlerts;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import io.flywheel.domain.wheel.window.Window;
import io.flywheel.domain.wheel.window.WindowTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions say of real windows: 3 frictions with 6 points and 2 points of pushes in five minutes, nobody active. */
class ExpressionsTest {

    private static final long END = 1_767_614_400_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "true # friction_points # 6",
                "true # friction_share # 0.75",
                "true # frictions # 3",
                "true # frictions * 2.0 + friction_points # 12",
                "true # frictions > 2 ? 1 : 0 # 1",
                "frictions >= 3 && dim_value == \"web\" # friction # 1728",
                "dim_value.startsWith(\"we\") # 1 # 1",
                "dim_type in [\"channel\"] # 1 # 1",
                "dim_type == \"all\" # 1 # NaN",
                "true # red_share # NaN",
                "red_share >= 0.0 || red_share < 0.0 # 1 # NaN",
                "1 / (1 - 1) > 0 # 1 # NaN",
                "true # 1 / (1 - 1) # NaN"
            })
    void saysWhatItSays(String where, String value, double expected) {
        RuleBook book = RuleFile.parse("rules.yaml", """
                version: 1
                rules:
                  - name: tried
                    about: window
                    grain: 5m
                    severity: info
                    summary: Tried
                    runbook: none
                    where: '%s'
                    value: '%s'
                    fires_at_or_above: -1000000
                """.formatted(where, value));
        List<AlertOutput> outputs = new ArrayList<>();
        new WindowAlerts(new ControlHistory(book))
                .over(
                        new AlertBook(),
                        new Series(Dimension.CHANNEL, "web"),
                        new Window(Grain.FIVE_MINUTES, END),
                        totals(),
                        outputs::add);

        // whatever is known fires, whatever is not says nothing
        List<Double> values = outputs.stream()
                .map(AlertOutput::transition)
                .filter(Objects::nonNull)
                .map(AlertTransition::value)
                .toList();
        if (Double.isNaN(expected)) {
            assertThat(values).isEmpty();
        } else {
            assertThat(values).containsExactly(expected);
        }
    }

    private static WindowTotals totals() {
        StateWriter out = new StateWriter();
        int frictionsAndBothPoints = 0b1110;
        int customers = 0;
        out.putCount(frictionsAndBothPoints);
        out.putSigned(3);
        out.putSigned(2_000);
        out.putSigned(6_000);
        out.putCount(customers);
        return WindowTotals.read(new StateReader(out.toBytes()));
    }
}
