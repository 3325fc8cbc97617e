package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the closed opportunities of a company that never was: every line is a deal of an account, created on one day and won or lost on another.
 *
 * <p><b>Shape:</b> two events a line, in file order. Days mean the midnight (UTC) that begins them. The outcome of a deal depends on nothing that is known of it: a set to find leaks with.
 *
 * <p><b>Units:</b> close_value is in dollars; deals carry cents.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException}.
 */
final class SalesPipelineSource implements RecordedSource {

    private static final List<String> COLUMNS =
            List.of("opportunity_id", "account", "deal_stage", "engage_date", "close_date", "close_value");

    @Override
    public String name() {
        return "maven-crm";
    }

    @Override
    public RecordedEvents read(Path file) {
        List<RecordedEvent> events = new ArrayList<>();
        SharedTexts texts = new SharedTexts();
        Table.eachRow(file, COLUMNS, row -> {
            String account = texts.share(row.text("account"));
            events.add(recorded(deal(row, account, DealType.created, Actor.customer, "engage_date")));
            events.add(recorded(closed(row, account)));
        });
        int lines = events.size() / 2;
        return new RecordedEvents(events, lines, Map.of(), lines);
    }

    private DealEvent.Builder closed(Row row, String account) {
        return switch (row.text("deal_stage")) {
            case "Won" ->
                deal(row, account, DealType.won, Actor.agent, "close_date")
                        .setAmountMinor(cents(row))
                        .setCurrency("USD");
            case "Lost" -> deal(row, account, DealType.lost, Actor.agent, "close_date");
            default -> throw row.unreadable("deal_stage", "Won or Lost");
        };
    }

    private DealEvent.Builder deal(Row row, String account, DealType type, Actor actor, String dayColumn) {
        String opportunity = row.name("opportunity_id");
        LocalDate day = row.time(dayColumn, "2017-01-02", LocalDate::parse);
        return DealEvent.newBuilder()
                .setEventId(opportunity + ":" + type)
                .setSource(name())
                .setOccurredAt(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                .setCustomerId(account)
                .setActor(actor)
                .setType(type)
                .setDealId(opportunity)
                .setAttributes(Map.of());
    }

    private static RecordedEvent recorded(DealEvent.Builder event) {
        return RecordedEvent.of(event.build(), event.getOccurredAt().toEpochMilli());
    }

    private static long cents(Row row) {
        try {
            return row.decimal("close_value").movePointRight(2).longValueExact();
        } catch (ArithmeticException tooFine) {
            throw row.unreadable("close_value", "an amount in dollars");
        }
    }
}
