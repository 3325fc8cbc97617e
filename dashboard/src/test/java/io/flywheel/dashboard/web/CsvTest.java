package io.flywheel.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.dashboard.tables.Answer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void everyRowIsWrittenAndNothingRunsAsAFormula() {
        Answer answer = new Answer(
                Answer.Status.OK,
                List.of("name", "amount"),
                List.of(Arrays.asList("=1+1", -3), Arrays.asList("a,b", null), Arrays.asList("plain", 2.5)),
                null);

        assertThat(Csv.of(answer).lines()).containsExactly("name,amount", "'=1+1,-3", "\"a,b\",", "plain,2.5");
    }
}
