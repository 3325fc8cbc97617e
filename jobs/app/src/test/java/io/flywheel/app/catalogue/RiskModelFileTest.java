package io.flywheel.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskModelFileTest {

    private static final String BUILT_IN = RiskModelFile.builtIn();

    @Test
    void theBuiltInModelIsRead() {
        RiskModel model = RiskModelFile.parse("built in", BUILT_IN);

        assertThat(model.version()).isEqualTo("default-1");
        assertThat(model.weights())
                .contains(new RiskModel.Weight(RiskFactor.VALUE_EVENTS, -0.3, 0.4))
                .hasSize(15);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        RiskModel model = RiskModelFile.parse("built in", BUILT_IN)
                .refitted(
                        "it's mine",
                        "1,907 rows: all\nof them",
                        1.0 / 3,
                        RiskModelFile.parse("x", BUILT_IN).weights());

        RiskModel again = RiskModelFile.parse("written", RiskModelFile.text(model));

        assertThat(again).isEqualTo(model.refitted("it's mine", "1,907 rows: all of them", 1.0 / 3, model.weights()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "factor: overdue, weight: 0.03 | factor: overdue, weight: -1 | more of it raises the risk",
                "factor: overdue | factor: overdo | did you mean 'overdue'",
                "factor: overdue | factor: silence | silence is weighed twice",
                "shrinkage_points: 2 | shrinkage_points: 0 | is expected, but here is '0'",
                "high_from: 0.65 | high_from: 0.4 | high from a greater one",
                "intercept: -0.13 | intersept: 0 | did you mean 'intercept'",
                "{r: 2, | {q: 2, | 'r' is missing",
            })
    void saysWhatIsWrongAndWhere(String right, String wrong, String message) {
        String text = BUILT_IN.replace(right, wrong);
        assertThat(text).isNotEqualTo(BUILT_IN);

        assertThatThrownBy(() -> RiskModelFile.parse("model.yaml", text))
                .hasMessageContaining("model.yaml")
                .hasMessageContaining(message);
    }
}
