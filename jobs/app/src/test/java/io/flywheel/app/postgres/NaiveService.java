package io.flywheel.app.postgres;

import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.friction.service.TicketRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What each customer went through with support, and what rubs now, once more, customer by customer from all facts. */
final class NaiveService {

    private static final double DAY = Duration.ofDays(1).toMillis();
    private static final Set<String> DONE = Set.of("solved", "resolved", "closed");

    private final List<CustomerFact> facts;

    NaiveService(List<CustomerFact> facts) {
        this.facts = facts;
    }

    List<Map<String, @Nullable Object>> byCustomer() {
        Set<String> customers = new TreeSet<>();
        for (CustomerFact fact : facts) {
            if (fact.ticket() != null || (fact.friction() != null && isContact(fact.friction()))) {
                customers.add(fact.customerId());
            }
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String customer : customers) {
            List<CustomerFact> own = facts.stream()
                    .filter(one -> one.customerId().equals(customer))
                    .toList();
            List<TicketRow> tickets = own.stream()
                    .map(CustomerFact::ticket)
                    .filter(Objects::nonNull)
                    .toList();
            List<String> contacts = own.stream()
                    .map(CustomerFact::friction)
                    .filter(one -> one != null && isContact(one))
                    .map(one -> Objects.requireNonNull(one).signalType())
                    .toList();
            rows.add(row(customer, tickets, contacts));
        }
        return rows;
    }

    private static boolean isContact(FrictionRow row) {
        return row.status() != FrictionRow.Status.RETRACTED
                && Set.of("repeat_contact", "channel_switched").contains(row.signalType());
    }

    private static Map<String, @Nullable Object> row(String customer, List<TicketRow> tickets, List<String> contacts) {
        OptionalDouble csat = tickets.stream()
                .map(TicketRow::csat)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return ViewRows.row(
                "customer_id",
                customer,
                "tickets",
                (long) tickets.size(),
                "open_tickets",
                sum(tickets, one -> DONE.contains(one.status().toLowerCase(Locale.ROOT)) ? 0 : 1),
                "replies",
                sum(tickets, TicketRow::replies),
                "reassignments",
                sum(tickets, TicketRow::reassignments),
                "reopens",
                sum(tickets, TicketRow::reopens),
                "escalations",
                sum(tickets, TicketRow::escalations),
                "sla_missed",
                sum(tickets, TicketRow::slaMissed),
                "frt_breached",
                sum(tickets, one -> one.firstReplyBreached() ? 1 : 0),
                "nrt_breached",
                sum(tickets, one -> one.nextReplyBreached() ? 1 : 0),
                "ttr_breached",
                sum(tickets, one -> one.resolutionBreached() ? 1 : 0),
                "repeat_contacts",
                contacts.stream().filter("repeat_contact"::equals).count(),
                "channel_switches",
                contacts.stream().filter("channel_switched"::equals).count(),
                "csat_mean",
                csat.isEmpty() ? null : csat.getAsDouble());
    }

    private static long sum(List<TicketRow> tickets, ToLongFunction<TicketRow> value) {
        return tickets.stream().mapToLong(value).sum();
    }

    List<Map<String, @Nullable Object>> openFriction(Instant now) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (CustomerFact fact : facts) {
            FrictionRow friction = fact.friction();
            if (friction != null && friction.status() == FrictionRow.Status.OPEN) {
                Instant began = Instant.ofEpochMilli(friction.occurredAtMillis());
                rows.add(ViewRows.row(
                        "customer_id",
                        fact.customerId(),
                        "account_id",
                        friction.accountId(),
                        "friction_id",
                        friction.frictionId(),
                        "signal_type",
                        friction.signalType(),
                        "department",
                        friction.department().word(),
                        "phase",
                        friction.phase().word(),
                        "severity",
                        friction.severity().name().toLowerCase(Locale.ROOT),
                        "weight",
                        BigDecimal.valueOf(friction.weightThousandths(), 3).stripTrailingZeros(),
                        "object_type",
                        friction.objectType(),
                        "object_ref",
                        friction.objectRef(),
                        "occurred_at",
                        began,
                        "age_d",
                        Duration.between(began, now).toNanos() / 1e6 / DAY,
                        "event_ids",
                        friction.eventIds()));
            }
        }
        return rows;
    }
}
