package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesPipelineSourceTest {

    private static final String HEADER =
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value";

    @TempDir
    private Path folder;

    @Test
    void aLineIsADealThatBeginsAndEnds() throws IOException {
        RecordedEvents read = read(
                "O1,Someone,Thing,Acme,Won,2017-01-02,2017-03-04,1054.5",
                "O2,Someone,Thing,Acme,Lost,2017-01-03,2017-01-05,0");

        assertThat(read.linesRead()).isEqualTo(2);
        List<DealEvent> deals =
                read.events().stream().map(event -> (DealEvent) event.payload()).toList();
        assertThat(deals)
                .extracting(DealEvent::getType)
                .containsExactly(DealType.created, DealType.won, DealType.created, DealType.lost);
        assertThat(deals).extracting(DealEvent::getCustomerId).containsOnly("Acme");
        assertThat(deals).extracting(DealEvent::getEventId).doesNotHaveDuplicates();
        assertThat(deals.get(1).getAmountMinor()).isEqualTo(105_450);
        assertThat(deals.get(1).getOccurredAt()).isEqualTo(Instant.parse("2017-03-04T00:00:00Z"));
        assertThat(deals.get(3).getAmountMinor()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "O1,S,T,Acme,Engaging,2017-01-02,2017-03-04,1 | field deal_stage",
                "O1,S,T,Acme,Won,soon,2017-03-04,1 | field engage_date",
                "O1,S,T,Acme,Won,2017-01-02,2017-03-04,1.005 | field close_value",
                ",S,T,Acme,Won,2017-01-02,2017-03-04,1 | field opportunity_id",
            })
    void saysWhatCanNotBeRead(String line, String message) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(message);
    }

    private RecordedEvents read(String... lines) throws IOException {
        String[] all = new String[lines.length + 1];
        all[0] = HEADER;
        System.arraycopy(lines, 0, all, 1, lines.length);
        return new SalesPipelineSource().read(RecordedFiles.plain(folder, all));
    }
}
