package io.flywheel.local.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.app.config.InvalidFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationsFileTest {

    @Test
    void everyMistakeIsFoundWithItsPlace() {
        String text = """
                version: 2
                receivers:
                  - name: on call
                    type: slak
                    url: ftp://x
                    group_wait: 30
                  - name: am
                    type: alertmanager
                    url: http://user:secret@am:9093
                    group_by: [rule]
                  - name: chat
                    type: slack
                    url: https://hooks.example.org/secret
                routes:
                  - receiver: ams
                  - receiver: am
                    match: ['severity']
                  - reciever: am
                inhibitions:
                  - name: x
                    causes: ['a="b"']
                """;
        assertThatThrownBy(() -> NotificationsFile.parse("f.yaml", text))
                .isInstanceOfSatisfying(InvalidFileException.class, e -> assertThat(e.problems())
                        .extracting(problem -> problem.toString())
                        .anyMatch(line -> line.startsWith("f.yaml:1:10: version: "))
                        .anyMatch(line -> line.startsWith("f.yaml:3:11: receivers[0].name: "))
                        .anyMatch(line -> line.startsWith("f.yaml:4:11:") && line.contains("did you mean 'slack'?"))
                        .anyMatch(line -> line.startsWith("f.yaml:5:10:"))
                        .anyMatch(line -> line.startsWith("f.yaml:6:17:") && line.contains("duration"))
                        .anyMatch(line -> line.startsWith("f.yaml:9:10:") && !line.contains("user:secret"))
                        .anyMatch(line -> line.startsWith("f.yaml:10:15:"))
                        .anyMatch(line -> line.startsWith("f.yaml:13:10:") && !line.contains("hooks.example.org"))
                        .anyMatch(line -> line.startsWith("f.yaml:15:15:") && line.contains("did you mean 'am'?"))
                        .anyMatch(line -> line.startsWith("f.yaml:17:13:") && line.contains("severity=\"critical\""))
                        .anyMatch(line -> line.startsWith("f.yaml:18:15:") && line.contains("did you mean 'receiver'?"))
                        .anyMatch(line -> line.startsWith("f.yaml:20:5:")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "severity=\"critical\", true",
                "severity=critical, true",
                "severity!=\"critical\", false",
                "severity=~\"crit.*|info\", true",
                "severity !~ \"crit.*\", false",
                "customer_id=\"\", true"
            })
    void conditionsAreWrittenAsForAlertmanager(String text, boolean matches) {
        assertThat(MatcherText.read(text).matches(Map.of("severity", "critical"))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"severity", "=\"x\"", "a==\"b\"", "a=\"b\" or c", "a=~\"(\""})
    void whatIsNoConditionIsRefused(String text) {
        assertThatThrownBy(() -> MatcherText.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
