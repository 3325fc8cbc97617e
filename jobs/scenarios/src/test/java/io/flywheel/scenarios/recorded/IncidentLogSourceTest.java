package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Priority;
import io.flywheel.schema.SupportEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentLogSourceTest {

    private static final String HEADER = "number,incident_state,reassignment_count,reopen_count,sys_mod_count,made_sla,"
            + "caller_id,sys_updated_at,contact_type,category,priority,assignment_group,resolved_at";

    @TempDir
    private Path folder;

    @Test
    void theFirstUpdateOpensTheTicket() throws IOException {
        RecordedEvents read =
                read("INC1,New,2,1,0,false,Caller 9,3/4/2016 9:05,Phone,Category 5,1 - Critical,Group 7,x");

        SupportEvent opened = (SupportEvent) read.events().get(0).payload();
        assertThat(read.events()).hasSize(1);
        assertThat(told(read.events().get(0))).isEqualTo("INC1:1 ticket_opened by customer {}");
        assertThat(opened.getOccurredAt()).isEqualTo(Instant.parse("2016-04-03T09:05:00Z"));
        assertThat(opened.getCustomerId()).isEqualTo("Caller 9");
        assertThat(opened.getTicketId()).isEqualTo("INC1");
        assertThat(opened.getPriority()).isEqualTo(Priority.urgent);
        assertThat(opened.getChannel()).isEqualTo("phone");
        assertThat(opened.getTopic()).isEqualTo("Category 5");
        assertThat(opened.getTeam()).isEqualTo("Group 7");
        assertThat(opened.getStatus()).isEqualTo("New");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "New;0;0;true;INC1:2 status_changed by system {}",
                "Active;0;0;true;INC1:2 status_changed by agent {}",
                "-100;0;0;true;INC1:2 status_changed by agent {}",
                "Awaiting User Info;0;0;true;INC1:2 waiting_on_customer by agent {}",
                "Resolved;0;0;true;INC1:2 solved by agent {}",
                "Closed;0;0;true;INC1:2 closed by agent {}",
                "New;3;0;true;INC1:2 reassigned by agent {by=3}",
                "New;0;2;true;INC1:2 reopened by agent {by=2}",
                "New;0;0;false;INC1:2 sla_missed by agent {}",
                "Closed;1;1;false;INC1:2 reopened by agent {by=1}|INC1:2/reassigned reassigned by agent {by=1}"
                        + "|INC1:2/sla_missed sla_missed by agent {}|INC1:2/closed closed by agent {}"
            })
    void whatChangedSinceTheUpdateBeforeDecides(
            String state, int reassignments, int reopenings, boolean withinSla, String expected) throws IOException {
        RecordedEvents read = read(
                line("New", 0, 0, 0, true, "1/1/2016 00:01"),
                line(state, reassignments, reopenings, 1, withinSla, "1/1/2016 00:02"));

        String[] each = expected.split("\\|");
        assertThat(read.events().stream().skip(1))
                .extracting(IncidentLogSourceTest::told)
                .containsExactly(each);
        assertThat(read.linesRead()).isEqualTo(2);
        assertThat(read.additionalEvents()).isEqualTo(each.length - 1);
    }

    @Test
    void updatesAreComparedInTheOrderOfTimeThenOfTheirNumber() throws IOException {
        RecordedEvents read = read(
                line("Closed", 1, 0, 9, true, "10/1/2016 00:00"),
                line("Active", 1, 0, 2, true, "9/1/2016 00:00"),
                line("New", 0, 0, 1, true, "9/1/2016 00:00"));

        assertThat(read.events())
                .extracting(IncidentLogSourceTest::told)
                .containsExactly(
                        "INC1:1 ticket_opened by customer {}",
                        "INC1:2 reassigned by agent {by=1}",
                        "INC1:2/status_changed status_changed by agent {}",
                        "INC1:3 closed by agent {}");
    }

    @Test
    void aQuestionMarkMeansUnknown() throws IOException {
        SupportEvent event = (SupportEvent) read("INC1,New,0,0,0,true,?,1/1/2016 00:01,?,?,?,?,x")
                .events()
                .get(0)
                .payload();

        assertThat(event.getCustomerId()).isEmpty();
        assertThat(event.getChannel()).isNull();
        assertThat(event.getTopic()).isNull();
        assertThat(event.getTeam()).isNull();
        assertThat(event.getPriority()).isNull();
    }

    @Test
    void valuesThatTheDeskDoesNotKnowAreNamed() {
        assertThatThrownBy(() -> read(line("New", 0, 0, 0, true, "2016-01-01 00:01")))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("line 2, field sys_updated_at");
        assertThatThrownBy(() -> read("INC1,New,0,0,0,yes,C,1/1/2016 00:01,?,?,?,?,x"))
                .hasMessageContaining("field made_sla: expected true or false, found \"yes\"");
        assertThatThrownBy(() -> read("INC1,New,0,0,0,true,C,1/1/2016 00:01,?,?,5 - None,?,x"))
                .hasMessageContaining("field priority");
    }

    private static String told(RecordedEvent event) {
        SupportEvent support = (SupportEvent) event.payload();
        return support.getEventId() + " " + support.getType() + " by " + support.getActor() + " "
                + support.getAttributes();
    }

    private RecordedEvents read(String... lines) throws IOException {
        return new IncidentLogSource().read(RecordedFiles.plain(folder, HEADER + "\n" + String.join("\n", lines)));
    }

    private static String line(
            String state, int reassignments, int reopenings, int number, boolean withinSla, String time) {
        return "INC1," + state + "," + reassignments + "," + reopenings + "," + number + "," + withinSla + ",Caller 9,"
                + time + ",Phone,Category 5,3 - Moderate,Group 7,x";
    }
}
