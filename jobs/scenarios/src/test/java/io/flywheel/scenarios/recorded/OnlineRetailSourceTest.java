package io.flywheel.scenarios.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.schema.Actor;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnlineRetailSourceTest {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    @TempDir
    private Path folder;

    @Test
    void linesOfAnInvoiceAreOneWonDealWhereverTheyStand() throws IOException {
        RecordedEvents read = read(
                line("9001", 2, "2020-01-05 10:02:00", "1.255", "71.0"),
                line("9002", 1, "2020-01-05 10:00:00", "3.00", "72.0"),
                "9001,X,\"LAMP, \"\"RED\"\"\",1,2020-01-05 10:01:00,0.10,71.0,Norway");

        assertThat(read.linesRead()).isEqualTo(3);
        assertThat(read.linesWithoutOwnEvent()).isEqualTo(Map.of("merged into the event of its invoice", 1L));
        assertThat(read.events()).extracting(event -> event.eventId()).containsExactly("9001", "9002");
        DealEvent won = (DealEvent) read.events().get(0).payload();
        assertThat(won.getType()).isEqualTo(DealType.won);
        assertThat(won.getDealId()).isEqualTo("9001");
        assertThat(won.getSource()).isEqualTo("online-retail");
        assertThat(won.getCustomerId()).isEqualTo("71");
        assertThat(won.getAmountMinor()).isEqualTo(261);
        assertThat(won.getCurrency()).isEqualTo("GBP");
        assertThat(won.getRegion()).isEqualTo("Norway");
        assertThat(won.getOccurredAt()).isEqualTo(Instant.parse("2020-01-05T10:01:00Z"));
    }

    @ParameterizedTest(name = "{0} × {1} = {2} pence")
    @CsvSource({"1,0.125,12", "1,0.135,14", "3,0.335,100", "1,0.12501,13"})
    void aTotalIsRoundedOnceHalfToEven(int quantity, String price, long pence) throws IOException {
        DealEvent won = (DealEvent) only(line("9001", quantity, "2020-01-05 10:00:00", price, "71"));

        assertThat(won.getAmountMinor()).isEqualTo(pence);
    }

    @Test
    void aCancelledInvoiceIsSomethingReturned() throws IOException {
        SupportEvent returned = (SupportEvent) only(line("C9003", -2, "2020-01-05 10:00:00", "4.25", "71.0"));

        assertThat(returned.getType()).isEqualTo(SupportType.returned);
        assertThat(returned.getActor()).isEqualTo(Actor.customer);
        assertThat(returned.getTicketId()).isEqualTo("C9003");
        assertThat(returned.getAttributes()).isEqualTo(Map.of("amount_minor", "850", "currency", "GBP"));
    }

    @ParameterizedTest
    @CsvSource({"A9004,-1,-100", "9005,0,0"})
    void anInvoiceWithoutRevenueIsAnAdjustment(String invoice, int quantity, String pence) throws IOException {
        DealEvent adjusted = (DealEvent) only(line(invoice, quantity, "2020-01-05 10:00:00", "1.00", ""));

        assertThat(adjusted.getType()).isEqualTo(DealType.custom);
        assertThat(adjusted.getAmountMinor()).isNull();
        assertThat(adjusted.getCustomerId()).isEmpty();
        assertThat(adjusted.getAttributes())
                .isEqualTo(Map.of("name", "adjustment", "amount_minor", pence, "currency", "GBP"));
    }

    @ParameterizedTest(name = "{0} in London is {1}")
    @CsvSource({
        "2020-01-05 10:00:00,2020-01-05T10:00:00Z",
        "2020-07-05 10:00:00,2020-07-05T09:00:00Z",
        "2020-10-25 01:30:00,2020-10-25T00:30:00Z",
        "2020-10-25 02:30:00,2020-10-25T02:30:00Z",
        "2020-03-29 01:30:00,2020-03-29T01:30:00Z"
    })
    void timesAreLocalTimesOfLondon(String local, Instant moment) throws IOException {
        assertThat(((DealEvent) only(line("9001", 1, local, "1.00", "71"))).getOccurredAt())
                .isEqualTo(moment);
    }

    @Test
    void theFirstCustomerThatIsNamedCounts() throws IOException {
        RecordedEvents read = read(
                line("9001", 1, "2020-01-05 10:00:00", "1.00", ""),
                line("9001", 1, "2020-01-05 10:00:00", "1.00", "73.0"));

        assertThat(read.events().get(0).key()).isEqualTo("73");
    }

    @ParameterizedTest
    @CsvSource({
        "Quantity,many,2020-01-05 10:00:00,1.00,71,a decimal number",
        "UnitPrice,1,2020-01-05 10:00:00,1;00,71,a decimal number",
        "InvoiceDate,1,05/01/2020 10:00,1.00,71,a time such as 2010-12-01 08:26:00",
        "CustomerID,1,2020-01-05 10:00:00,1.00,71.5,a whole number"
    })
    void aValueThatCannotBeReadIsNamedWithItsPlace(
            String column, String quantity, String time, String price, String customer, String expected) {
        String broken = String.join(",", "9002", "X", "LAMP", quantity, time, price, customer, "Norway");

        assertThatThrownBy(() -> read(line("9001", 1, "2020-01-05 10:00:00", "1.00", "71"), broken))
                .isInstanceOfSatisfying(UnreadableEventException.class, problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.field()).isEqualTo(column);
                })
                .hasMessageContaining("events.txt line 3, field " + column + ": expected " + expected)
                .hasMessageContaining("correct the line or take it out");
    }

    @Test
    void aFileOfAnotherSourceIsToldByItsHeader() throws IOException {
        Path file = RecordedFiles.plain(folder, "step_id,timestamp,submission_status,user_id", "1,2,wrong,3");

        assertThatThrownBy(() -> new OnlineRetailSource().read(file))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("expected a header with the columns InvoiceNo,Quantity")
                .hasMessageContaining("found \"step_id,timestamp,submission_status,user_id\"");
    }

    @Test
    void aLineWithTooFewFieldsIsNamed() {
        assertThatThrownBy(() -> read("9001,X,LAMP"))
                .hasMessageContaining("line 2: expected 8 fields as in the header, found \"3 fields: 9001,X,LAMP\"");
    }

    @Test
    void aQuoteThatIsNeverClosedSwallowsNothing() {
        String good = line("9002", 1, "2020-01-05 10:00:00", "1.00", "71");

        assertThatThrownBy(() -> read("9001,X,\"LAMP,1,2020-01-05 10:00:00,1.00,71,Norway", good, good))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("line 2: expected every quote to be closed on its line");
    }

    private Object only(String line) throws IOException {
        List<?> events =
                read(line).events().stream().map(event -> event.payload()).toList();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private RecordedEvents read(String... lines) throws IOException {
        return new OnlineRetailSource().read(RecordedFiles.plain(folder, HEADER + "\n" + String.join("\n", lines)));
    }

    private static String line(String invoice, int quantity, String time, String price, String customer) {
        return String.join(",", invoice, "X", "LAMP", Integer.toString(quantity), time, price, customer, "Norway");
    }
}
