package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;

/** The lines of one invoice, summed while they are read; see {@link OnlineRetailSource} for what becomes of it. */
final class Invoice {

    private static final String CURRENCY = "GBP";
    private static final int PENCE_DIGITS = 2;

    private final String number;
    private final String country;
    private BigDecimal total = BigDecimal.ZERO;
    private LocalDateTime issuedAt = LocalDateTime.MAX;
    private String customer = "";

    Invoice(String number, String country) {
        this.number = number;
        this.country = country;
    }

    void add(BigDecimal amount, LocalDateTime lineIssuedAt, String lineCustomer) {
        total = total.add(amount);
        issuedAt = lineIssuedAt.isBefore(issuedAt) ? lineIssuedAt : issuedAt;
        customer = customer.isEmpty() ? lineCustomer : customer;
    }

    RecordedEvent event(String source) {
        Instant occurredAt = issuedAt.atZone(OnlineRetailSource.LOCAL_TIME).toInstant();
        long pence = total.setScale(PENCE_DIGITS, RoundingMode.HALF_EVEN)
                .movePointRight(PENCE_DIGITS)
                .longValueExact();
        if (number.startsWith("C")) {
            return returned(source, occurredAt, Math.abs(pence));
        }
        return pence > 0 ? won(source, occurredAt, pence) : adjusted(source, occurredAt, pence);
    }

    private RecordedEvent won(String source, Instant occurredAt, long pence) {
        DealEvent event = deal(source, occurredAt)
                .setActor(Actor.customer)
                .setType(DealType.won)
                .setAmountMinor(pence)
                .setCurrency(CURRENCY)
                .setAttributes(Map.of())
                .build();
        return RecordedEvent.of(event, occurredAt.toEpochMilli());
    }

    private RecordedEvent adjusted(String source, Instant occurredAt, long pence) {
        DealEvent event = deal(source, occurredAt)
                .setActor(Actor.agent)
                .setType(DealType.custom)
                .setAttributes(Map.of("name", "adjustment", "amount_minor", Long.toString(pence), "currency", CURRENCY))
                .build();
        return RecordedEvent.of(event, occurredAt.toEpochMilli());
    }

    private DealEvent.Builder deal(String source, Instant occurredAt) {
        return DealEvent.newBuilder()
                .setEventId(number)
                .setSource(source)
                .setOccurredAt(occurredAt)
                .setCustomerId(customer)
                .setRegion(country)
                .setDealId(number);
    }

    private RecordedEvent returned(String source, Instant occurredAt, long pence) {
        SupportEvent event = SupportEvent.newBuilder()
                .setEventId(number)
                .setSource(source)
                .setOccurredAt(occurredAt)
                .setCustomerId(customer)
                .setActor(Actor.customer)
                .setType(SupportType.returned)
                .setRegion(country)
                .setTicketId(number)
                .setAttributes(Map.of("amount_minor", Long.toString(pence), "currency", CURRENCY))
                .build();
        return RecordedEvent.of(event, occurredAt.toEpochMilli());
    }
}
