package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.notifications.Notifications;
import io.flywheel.local.notifications.NotificationsFile;
import io.flywheel.local.notifications.ReceiverSpec;
import io.flywheel.notifier.telling.Budget;
import io.flywheel.notifier.telling.Kind;
import io.flywheel.notifier.telling.Timing;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** The page on notifications: its file is read, its defaults are those of the code. */
class NotificationsPageTest {

    private static final String PAGE = "docs/reference/notifications.md";

    @Test
    void theFileOfThePageIsRead() {
        Matcher fenced = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Project.text(PAGE));
        assertThat(fenced.find()).isTrue();
        Notifications read = NotificationsFile.parse("page", fenced.group(1));

        assertThat(read.receivers()).extracting(ReceiverSpec::name).containsExactly("on-call", "tickets", "alertmanager");
        assertThat(read.routes()).hasSize(3);
        assertThat(read.inhibitions()).hasSize(1);
    }

    @Test
    void kindsAreThoseOfTheCode() {
        for (Kind kind : Kind.values()) {
            assertThat(Project.text(PAGE)).contains("\n| `" + kind.word() + "` | ");
        }
    }

    @Test
    void defaultsAreThoseOfTheCode() {
        Timing timing = Timing.DEFAULT;
        Budget budget = Budget.DEFAULT;
        MarkdownTable table = new MarkdownTable("name", "default", "meaning");
        table.row("`group_by`", "`[rule]`", "Labels that the alerts of one message have in common; `[]` puts all into one.");
        table.row("`group_wait`", words(timing.groupWait()), "How long the first alert of a group waits for others.");
        table.row("`group_interval`", words(timing.groupInterval()), "Least time between two messages of a group.");
        table.row("`repeat_interval`", words(timing.repeatInterval()), "After which what is still on is told again.");
        table.row("`cool_down`", words(timing.coolDown()), "How long after its delivery the next run of an alert is not told.");
        table.row("`summary_wait`", words(timing.summaryWait()), "How long no alert may have come before a summary is told.");
        table.row("`bucket`", "`" + budget.perRule() + "`", "Alerts of one rule that are told by name at once; more are a summary.");
        table.row("`bucket_total`", "`" + budget.total() + "`", "The same for all rules together.");
        table.row("`bucket_refill`", words(budget.refill()), "After which one more alert may be told by name.");
        DocumentedBlock.of(PAGE, "patience").mustSay(table.text());
    }

    private static String words(Duration span) {
        return "`" + TimeUtils.formatWithHighestUnit(span) + "`";
    }
}
