package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.SupportEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoanApplicationSourceTest {

    private static final String HEADER = "case,case_AMOUNT_REQ,case_REG_DATE,timestamp,activity,lifecycle,resource";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "A_SUBMITTED,COMPLETE,deals created by customer null",
        "A_ACCEPTED,COMPLETE,deals qualified by agent null",
        "O_SENT,COMPLETE,deals stage_changed by agent proposal",
        "O_SENT_BACK,COMPLETE,deals customer_replied by customer null",
        "O_ACCEPTED,COMPLETE,deals stage_changed by customer accepted",
        "A_APPROVED,COMPLETE,deals won by agent null",
        "A_REGISTERED,COMPLETE,deals won by agent null",
        "A_ACTIVATED,COMPLETE,deals won by agent null",
        "A_CANCELLED,COMPLETE,deals lost by agent null",
        "A_DECLINED,COMPLETE,deals disqualified by agent null",
        "W_Nabellen offertes,START,support outbound_call by agent",
        "W_Nabellen incomplete dossiers,START,support documents_missing by agent",
        "W_Nabellen offertes,COMPLETE,deals activity_logged by agent W_Nabellen offertes",
        "A_PREACCEPTED,COMPLETE,deals activity_logged by agent A_PREACCEPTED"
    })
    void activityAndLifecycleDecide(String activity, String lifecycle, String expected) throws IOException {
        RecordedEvent event = read(line("77", "2011-10-01T00:00:00.000+02:00", activity, lifecycle))
                .get(0);

        assertThat(told(event)).isEqualTo(expected);
        assertThat(event.key()).isEqualTo("77");
        assertThat(event.eventId()).isEqualTo("77:1");
    }

    @Test
    void aCaseIsWonOnceByItsEarliestApproval() throws IOException {
        List<RecordedEvent> events = read(
                line("77", "2011-12-01T10:00:02.000+01:00", "A_ACTIVATED", "COMPLETE"),
                line("77", "2011-12-01T11:00:01.000+02:00", "A_REGISTERED", "COMPLETE"),
                line("78", "2011-12-01T10:00:00.000+01:00", "A_APPROVED", "COMPLETE"),
                line("77", "2011-12-01T10:00:01.000+01:00", "A_APPROVED", "COMPLETE"));

        assertThat(events)
                .extracting(LoanApplicationSourceTest::told)
                .containsExactly(
                        "deals activity_logged by agent A_ACTIVATED",
                        "deals won by agent null",
                        "deals won by agent null",
                        "deals activity_logged by agent A_APPROVED");
        assertThat(events).extracting(RecordedEvent::eventId).containsExactly("77:1", "77:2", "78:1", "77:3");
    }

    @Test
    void offsetsAmountsAndLifecyclesAreKept() throws IOException {
        List<RecordedEvent> events = read(
                line("77", "2011-10-30T02:30:00.125+02:00", "O_CREATED", "COMPLETE"),
                line("77", "2011-10-30T02:30:00.125+01:00", "O_SELECTED", "COMPLETE"));

        DealEvent first = (DealEvent) events.get(0).payload();
        assertThat(first.getOccurredAt()).isEqualTo(Instant.parse("2011-10-30T00:30:00.125Z"));
        assertThat(events.get(1).occurredAtMillis() - events.get(0).occurredAtMillis())
                .isEqualTo(3_600_000);
        assertThat(first.getAmountMinor()).isEqualTo(1_500_000);
        assertThat(first.getCurrency()).isEqualTo("EUR");
        assertThat(first.getDealId()).isEqualTo("77");
        assertThat(first.getAttributes()).containsEntry("lifecycle", "COMPLETE");
    }

    @Test
    void aTimeWithoutOffsetIsAnError() {
        assertThatThrownBy(() -> read(line("77", "2011-10-30T02:30:00.125", "O_SENT", "COMPLETE")))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("line 2, field timestamp");
    }

    private static String told(RecordedEvent event) {
        if (event.payload() instanceof DealEvent deal) {
            return "deals " + deal.getType() + " by " + deal.getActor() + " " + deal.getStage();
        }
        SupportEvent support = (SupportEvent) event.payload();
        return "support " + support.getType() + " by " + support.getActor();
    }

    private List<RecordedEvent> read(String... lines) throws IOException {
        Path file = RecordedFiles.plain(folder, HEADER + "\n" + String.join("\n", lines));
        return new LoanApplicationSource().read(file).events();
    }

    private static String line(String application, String time, String activity, String lifecycle) {
        return String.join(
                ",", application, "15000", "2011-10-01T00:00:00.000+02:00", time, activity, lifecycle, "112");
    }
}
