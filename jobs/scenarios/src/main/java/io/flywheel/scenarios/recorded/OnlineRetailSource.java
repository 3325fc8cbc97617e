package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the invoices of a British gift shop: all lines of an invoice, wherever they stand in the file, are one event.
 *
 * <p><b>Shape:</b> events come in the order in which invoices first appear. The id of an event is its InvoiceNo. The customer is the
 * first one that a line of the invoice names, as a whole number ({@code 17850.0} is {@code 17850}); without any it is empty.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><th>invoice</th><th>event</th></tr>
 * <tr><td>number without a leading C, total above 0</td><td>deals won, with amount_minor and currency</td></tr>
 * <tr><td>number with a leading C</td><td>support returned; attributes amount_minor (without sign) and currency</td></tr>
 * <tr><td>any other</td><td>deals custom by an agent; attributes name = adjustment, amount_minor (with sign) and currency</td></tr>
 * </table>
 *
 * <p><b>Units:</b> the total is Σ Quantity × UnitPrice, exact, rounded once for the invoice to pence, half to even. The time is the
 * earliest InvoiceDate, local time of Europe/London; an hour that the clocks repeat in October counts as summer time.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException}.
 */
final class OnlineRetailSource implements RecordedSource {

    static final ZoneId LOCAL_TIME = ZoneId.of("Europe/London");

    private static final String MERGED = "merged into the event of its invoice";
    private static final List<String> COLUMNS =
            List.of("InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    @Override
    public String name() {
        return "online-retail";
    }

    @Override
    public RecordedEvents read(Path file) {
        Reading reading = new Reading();
        Table.eachRow(file, COLUMNS, reading::take);
        List<RecordedEvent> events = reading.invoices.values().stream()
                .map(invoice -> invoice.event(name()))
                .toList();
        long merged = reading.lines - events.size();
        return new RecordedEvents(events, reading.lines, merged == 0 ? Map.of() : Map.of(MERGED, merged), 0);
    }

    private static final class Reading {
        private final Map<String, Invoice> invoices = new LinkedHashMap<>();
        private final SharedTexts texts = new SharedTexts();
        private long lines;

        void take(Row row) {
            lines++;
            Invoice invoice = invoices.computeIfAbsent(
                    row.name("InvoiceNo"), number -> new Invoice(number, texts.share(row.text("Country"))));
            BigDecimal amount = row.decimal("Quantity").multiply(row.decimal("UnitPrice"));
            LocalDateTime issuedAt =
                    row.time("InvoiceDate", "2010-12-01 08:26:00", text -> LocalDateTime.parse(text, TIME));
            invoice.add(amount, issuedAt, texts.share(customer(row)));
        }

        private static String customer(Row row) {
            if (row.text("CustomerID").isEmpty()) {
                return "";
            }
            try {
                return row.decimal("CustomerID").toBigIntegerExact().toString();
            } catch (ArithmeticException notWhole) {
                throw row.unreadable("CustomerID", "a whole number");
            }
        }
    }
}
