package io.flywheel.local.oracle;

import io.flywheel.domain.signal.Condition;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which events may enter, by the rules of docs/reference/events.md and the two timestamps of the record. */
final class Intake {

    static final String LATE = "LATE";

    private static final long ALLOWED = Duration.ofDays(7).toMillis();
    private static final long FUTURE = Duration.ofMinutes(5).toMillis();
    private static final long EARLIEST = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();
    private static final long GREATEST_NUMBER = 1_000_000_000_000L;
    private static final long GREATEST_AMOUNT = 1_000_000_000_000_000L;
    private static final List<String> TEXTS = List.of(
            "account_id",
            "channel",
            "campaign",
            "content",
            "page",
            "target",
            "region",
            "segment",
            "plan",
            "deal_id",
            "pipeline",
            "stage",
            "owner",
            "ticket_id",
            "call_id",
            "team",
            "status",
            "topic");

    private final Set<String> attributes = new HashSet<>(Set.of("name", "amount_minor", "currency"));

    Intake(SignalCatalogue catalogue) {
        for (SignalRule rule : catalogue.rules()) {
            for (Condition condition : rule.conditions()) {
                String attribute = condition.attribute();
                if (attribute != null) {
                    attributes.add(attribute);
                }
            }
        }
    }

    /** The code of the reason for refusal, {@link #LATE}, or null if the event may enter. */
    @Nullable
    String refusal(PlainEvent event) {
        if (!hasValidValues(event)) {
            return "INVALID_VALUE";
        }
        if (event.required("customer_id").isBlank()) {
            return "MISSING_CUSTOMER";
        }
        if (!isIdentifier(event.required("customer_id"), 128)) {
            return "INVALID_CUSTOMER";
        }
        if (!isIdentifier(event.required("event_id"), 256) || !isIdentifier(event.required("source"), 128)) {
            return "INVALID_IDENTITY";
        }
        return judgeTimes(event.occurredAtMillis(), event.arrivedAtMillis());
    }

    private static @Nullable String judgeTimes(long occurred, long arrived) {
        if (occurred < EARLIEST || arrived < EARLIEST || arrived > LATEST) {
            return "TIMESTAMP_OUT_OF_RANGE";
        }
        if (occurred > arrived + FUTURE || occurred > LATEST) {
            return "TIMESTAMP_IN_FUTURE";
        }
        return occurred < arrived - ALLOWED ? LATE : null;
    }

    private boolean hasValidValues(PlainEvent event) {
        for (String field : TEXTS) {
            if (!isText(event.text(field))) {
                return false;
            }
        }
        for (String name : attributes) {
            if (!isText(event.attribute(name))) {
                return false;
            }
        }
        Double score = event.real("score");
        return isWithin(event, "duration_ms", 0, GREATEST_NUMBER)
                && isWithin(event, "count", 1, 1_000_000)
                && isWithin(event, "wait_s", 0, GREATEST_NUMBER)
                && isWithin(event, "talk_s", 0, GREATEST_NUMBER)
                && isWithin(event, "hold_s", 0, GREATEST_NUMBER)
                && isWithin(event, "transfers", 0, 10_000)
                && (score == null || Math.abs(score) <= Double.MAX_VALUE)
                && hasValidMoney(event);
    }

    private static boolean hasValidMoney(PlainEvent event) {
        if (event.stream().equals("support")) {
            String amount = event.attribute("amount_minor");
            return amount == null
                    || amount.matches("[+-]?[0-9]{1,18}")
                            && isAmount(Long.parseLong(amount))
                            && isCurrency(event.attribute("currency"));
        }
        Long amount = event.number("amount_minor");
        String currency = event.text("currency");
        return (amount == null || isAmount(amount) && currency != null) && (currency == null || isCurrency(currency));
    }

    private static boolean isAmount(long amount) {
        return amount >= 0 && amount <= GREATEST_AMOUNT;
    }

    private static boolean isCurrency(@Nullable String currency) {
        return currency != null && currency.matches("[A-Z]{3}");
    }

    private static boolean isWithin(PlainEvent event, String field, long least, long most) {
        Long value = event.number(field);
        return value == null || value >= least && value <= most;
    }

    private static boolean isText(@Nullable String text) {
        return text == null || text.length() <= 1024 && text.indexOf('\0') < 0;
    }

    private static boolean isIdentifier(String text, int longest) {
        return !text.isBlank()
                && text.length() <= longest
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || c == 0xFFFD
                                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
