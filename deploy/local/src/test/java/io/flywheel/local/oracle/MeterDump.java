package io.flywheel.local.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.signal.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the domain says of customers as the files that a dump of the tables would be, without a database. */
final class MeterDump {

    private static final double DAY = Duration.ofDays(1).toMillis();

    private final Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();

    void add(CustomerUpdate update) {
        String customerId = update.profile().customerId();
        row("customer")
                .put("customer_id", customerId)
                .put("account_id", update.profile().accountId())
                .put("segment", update.profile().segment())
                .put("plan", update.profile().plan())
                .put("region", update.profile().region())
                .put("phase", update.profile().phase().word())
                .put("first_seen_at", Instant.ofEpochMilli(update.profile().firstSeenAtMillis()))
                .put("last_seen_at", Instant.ofEpochMilli(update.profile().lastSeenAtMillis()))
                .put("activities", update.profile().activities());
        addChurn(customerId, update.churn());
        addMomentum(customerId, update.momentum(), update.contributions());
        update.contributions().forEach(one -> addContribution(customerId, one, update.momentum()));
        update.revenue()
                .forEach(total -> row("customer_revenue")
                        .put("customer_id", customerId)
                        .put("currency", total.currency())
                        .put("won_minor", total.wonMinor())
                        .put("refunded_minor", total.refundedMinor())
                        .put("value_events", total.valueEvents()));
    }

    private void addChurn(String customerId, ChurnOutlook outlook) {
        ChurnRisk risk = outlook.risk();
        Long next = outlook.nextCrossingAtMillis();
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        risk.ranked()
                .forEach(reason -> reasons.addObject()
                        .put("factor", reason.factor().word())
                        .put("value", reason.value())
                        .put("log_odds", reason.logOdds())
                        .put("share", risk.share(reason)));
        row("churn_friction")
                .put("customer_id", customerId)
                .put("as_of", Instant.ofEpochMilli(risk.asOfMillis()))
                .put("churn_risk", risk.risk())
                .put("log_odds", risk.logOdds())
                .put("base_log_odds", risk.baseLogOdds())
                .put("level", outlook.level().word())
                .put("prev_level", outlook.levelBefore().word())
                .put("next_crossing_at", next == null ? null : Instant.ofEpochMilli(next))
                .put("silent_days", risk.silentDays())
                .put("cadence_days", risk.cadenceDays())
                .put("exposure", risk.exposure())
                .put("observed_friction", risk.observedFriction())
                .put("expected_friction", risk.expectedFriction())
                .put("friction_excess", risk.excess())
                .put("standing_per_day", risk.standingPerDay())
                .put("p_alive", risk.pAlive())
                .put("clumpiness", risk.clumpiness())
                .put("waiting_deals", "{" + String.join(",", risk.waiting()) + "}")
                .put("reasons", reasons)
                .put("model_version", risk.modelVersion());
    }

    private void addMomentum(String customerId, MomentumReading reading, List<Contribution> contributions) {
        Long next = reading.nextCrossingAtMillis();
        row("customer_momentum")
                .put("customer_id", customerId)
                .put("as_of", Instant.ofEpochMilli(reading.asOfMillis()))
                .put("mass", reading.mass())
                .put("mass_value", reading.massValue())
                .put("mass_loyalty", reading.massLoyalty())
                .put("mass_advocacy", reading.massAdvocacy())
                .put("mass_breadth", reading.massBreadth())
                .put("velocity", reading.velocity())
                .put("v_fast", reading.velocityFast())
                .put("v_slow", reading.velocitySlow())
                .put("trend", reading.trend())
                .put("friction_impulse", reading.frictionImpulse())
                .put("friction_standing", reading.frictionStanding())
                .put("friction", reading.friction())
                .put("momentum", reading.momentum())
                .put("momentum_index", reading.momentumIndex())
                .put("band", reading.band().word())
                .put("prev_band", reading.previousBand().word())
                .put("stored_momentum", reading.storedMomentum())
                .put("pushes_total", BigDecimal.valueOf(reading.pushesTotalThousandths(), 3))
                .put("friction_total", BigDecimal.valueOf(reading.frictionTotalThousandths(), 3))
                .put("revolutions_total", reading.revolutionsTotal())
                .put("next_crossing_at", next == null ? null : Instant.ofEpochMilli(next))
                .put("decay", decay(reading))
                .put("standing", standing(reading))
                .put("top_push", top(contributions, Side.PUSH))
                .put("top_friction", top(contributions, Side.FRICTION))
                .put("map_version", reading.catalogueVersion());
    }

    private static ObjectNode decay(MomentumReading reading) {
        ObjectNode decay = JsonNodeFactory.instance.objectNode();
        reading.decay()
                .forEach(term -> decay.putObject(term.name())
                        .put("m", term.amount())
                        .put("u", reading.asOfMillis())
                        .put("h", term.halfLifeMillis() / DAY)
                        .put("k", term.saturationPerDay()));
        return decay;
    }

    private static ArrayNode standing(MomentumReading reading) {
        ArrayNode standing = JsonNodeFactory.instance.arrayNode();
        reading.standing().stream()
                .sorted(Comparator.comparing(StandingTerm::signalType).thenComparing(StandingTerm::objectRef))
                .forEach(term -> standing.addObject()
                        .put("signal_type", term.signalType())
                        .put("object_ref", term.objectRef())
                        .put("event_id", term.eventId())
                        .put("opened_at", term.openedAtMillis())
                        .put("ends_at", term.endsAtMillis())
                        .put("base", term.basePerDay())
                        .put("ref", term.referenceMillis() / DAY)
                        .put("cap", term.cap()));
        return standing;
    }

    private static ArrayNode top(List<Contribution> contributions, Side side) {
        ArrayNode top = JsonNodeFactory.instance.arrayNode();
        contributions.stream()
                .filter(one -> one.side() == side)
                .sorted(Comparator.comparingDouble(Contribution::pointsPerDay)
                        .reversed()
                        .thenComparing(Contribution::signalType))
                .limit(3)
                .forEach(one -> {
                    ObjectNode node = top.addObject()
                            .put("signal_type", one.signalType())
                            .put("phase", one.phase().word())
                            .put("department", one.department().word())
                            .put("points_per_day", one.pointsPerDay())
                            .put("share", one.share());
                    ArrayNode ids = node.putArray("event_ids");
                    one.eventIds().forEach(ids::add);
                });
        return top;
    }

    private void addContribution(String customerId, Contribution one, MomentumReading reading) {
        List<String> quoted = one.eventIds().stream()
                .map(id -> '"' + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        row("momentum_contribution")
                .put("customer_id", customerId)
                .put("side", one.side().word())
                .put("signal_type", one.signalType())
                .put("phase", one.phase().word())
                .put("department", one.department().word())
                .put("points_per_day", one.pointsPerDay())
                .put("rate_per_day", one.ratePerDay())
                .put("share", one.share())
                .put("count_28d", one.count28d())
                .put("last_at", Instant.ofEpochMilli(one.lastAtMillis()))
                .put("event_ids", "{" + String.join(",", quoted) + "}")
                .put("as_of", Instant.ofEpochMilli(reading.asOfMillis()));
    }

    /** Writes the files; a table without rows needs none, for its header is not known. */
    void write(Path directory) throws IOException {
        for (Map.Entry<String, List<Map<String, String>>> table : tables.entrySet()) {
            try (CsvWriter file = CsvWriter.builder().build(directory.resolve(table.getKey() + ".csv"))) {
                file.writeRecord(table.getValue().get(0).keySet());
                table.getValue().forEach(row -> file.writeRecord(row.values()));
            }
        }
    }

    private Cells row(String table) {
        Cells cells = new Cells();
        tables.computeIfAbsent(table, unused -> new ArrayList<>()).add(cells.texts);
        return cells;
    }

    private static final class Cells {
        private final Map<String, String> texts = new LinkedHashMap<>();

        Cells put(String column, @Nullable Object value) {
            texts.put(column, value == null ? "" : value.toString());
            return this;
        }
    }
}
