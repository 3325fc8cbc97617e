package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Reads the four recorded sets whole and compares with the counts that were published or counted independently. The folder that holds
 * them is named by the system property {@code flywheel.recorded.data}; without it every test is skipped and says so.
 */
class RecordedSetsIT {

    private static final String FOLDER_PROPERTY = "flywheel.recorded.data";

    @Test
    void everyInvoiceOfTheGiftShopIsOneEvent() {
        RecordedEvents read = read("online-retail", "online_retail_uci/online_retail.csv.gz");

        assertThat(read.linesRead()).isEqualTo(541_909);
        assertThat(read.events()).hasSize(25_900);
        assertThat(customers(read)).hasSize(4_372);
        assertThat(supportCounts(read)).isEqualTo(Map.of(SupportType.returned, 3_836L));
        assertThat(dealCounts(read)).isEqualTo(Map.of(DealType.won, 19_960L, DealType.custom, 2_104L));
        assertThat(withoutCustomer(read)).isEqualTo(3_710);
        assertEventIdsAreUnique(read);
    }

    @Test
    void everySubmissionOfTheCourseIsOneEvent() {
        RecordedEvents read = read("stepik", "stepik_submissions/submissions_data_train.csv.gz");

        assertThat(read.linesRead()).isEqualTo(509_104);
        assertThat(read.events()).hasSize(509_104);
        assertThat(customers(read)).hasSize(9_940);
        assertThat(read.events().stream()
                        .filter(event -> ((ClickstreamEvent) event.payload()).getType() == ClickstreamType.step_failed)
                        .count())
                .isEqualTo(286_399);
        assertEventIdsAreUnique(read);
    }

    @Test
    void everyLineOfTheLoanApplicationsIsOneEvent() {
        RecordedEvents read = read("bpic2012", "bpic2012_loans/bpic2012_events.csv.gz");

        assertThat(read.linesRead()).isEqualTo(262_200);
        assertThat(read.events()).hasSize(262_200);
        assertThat(customers(read)).hasSize(13_087);
        assertThat(dealCounts(read))
                .containsEntry(DealType.created, 13_087L)
                .containsEntry(DealType.won, 2_246L)
                .containsEntry(DealType.lost, 2_807L)
                .containsEntry(DealType.disqualified, 7_635L);
        assertThat(supportCounts(read))
                .isEqualTo(Map.of(SupportType.outbound_call, 22_406L, SupportType.documents_missing, 11_400L));
        assertEventIdsAreUnique(read);
    }

    @Test
    void everyUpdateOfTheIncidentsIsOneEventAndItsFurtherChangesAreAdditionalOnes() {
        RecordedEvents read = read("servicenow", "servicenow_incidents_uci/incident_event_log.csv.gz");

        assertThat(read.linesRead()).isEqualTo(141_712);
        assertThat(read.additionalEvents()).isEqualTo(12_218);
        // The set counts 5,245 callers; one of them is the question mark for an unknown caller.
        assertThat(customers(read)).hasSize(5_244);
        assertThat(supportCounts(read))
                .containsEntry(SupportType.ticket_opened, 24_918L)
                .containsEntry(SupportType.reassigned, 23_414L)
                .containsEntry(SupportType.reopened, 331L)
                .containsEntry(SupportType.sla_missed, 9_114L);
        assertEventIdsAreUnique(read);
    }

    private static RecordedEvents read(String source, String file) {
        String folder = System.getProperty(FOLDER_PROPERTY, "");
        Path path = Path.of(folder, file);
        boolean there = !folder.isEmpty() && Files.isRegularFile(path);
        if (!there) {
            System.err.println(
                    "SKIPPED: the recorded set " + file + " is not there; name its folder with -D" + FOLDER_PROPERTY);
        }
        assumeTrue(there, "no recorded set " + file);
        return RecordedSources.named(source).read(path);
    }

    private static Set<String> customers(RecordedEvents read) {
        return read.events().stream()
                .map(RecordedEvent::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
    }

    private static long withoutCustomer(RecordedEvents read) {
        return read.events().stream().filter(event -> event.key().isEmpty()).count();
    }

    private static void assertEventIdsAreUnique(RecordedEvents read) {
        assertThat(read.events().stream().map(RecordedEvent::eventId).distinct().count())
                .isEqualTo(read.events().size());
    }

    private static Map<DealType, Long> dealCounts(RecordedEvents read) {
        return read.events().stream()
                .filter(event -> event.payload() instanceof DealEvent)
                .collect(
                        Collectors.groupingBy(event -> ((DealEvent) event.payload()).getType(), Collectors.counting()));
    }

    private static Map<SupportType, Long> supportCounts(RecordedEvents read) {
        return read.events().stream()
                .filter(event -> event.payload() instanceof SupportEvent)
                .collect(Collectors.groupingBy(
                        event -> ((SupportEvent) event.payload()).getType(), Collectors.counting()));
    }
}
