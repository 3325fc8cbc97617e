package io.flywheel.local.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.momentum.WayBack;
import io.flywheel.local.postgres.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of the tables that explain one customer, all of one moment.
 *
 * <p><b>Shape:</b> one customer, on a connection whose transaction sees one state of the database.
 */
final class ExplanationRows {

    private static final double DAY_MILLIS = 86_400_000;
    private static final String MOMENTUM = """
            SELECT as_of, momentum_index, band, prev_band, trend, mass, velocity, friction, momentum, next_crossing_at, standing
            FROM flywheel.customer_momentum WHERE customer_id = ?""";
    private static final String CONTRIBUTIONS = """
            SELECT side, signal_type, phase, department, points_per_day, rate_per_day, share, count_28d, last_at, event_ids
            FROM flywheel.momentum_contribution WHERE customer_id = ?
            ORDER BY points_per_day DESC, side, signal_type""";
    private static final String CHURN = """
            SELECT as_of, churn_risk, log_odds, base_log_odds, level, prev_level, next_crossing_at, silent_days, cadence_days, exposure,
                   observed_friction, expected_friction, friction_excess, flywheel.churn_reason('friction_excess', ln(friction_excess)) AS excess_in_words,
                   standing_per_day, p_alive, clumpiness, waiting_deals, model_version
            FROM flywheel.churn_friction WHERE customer_id = ?""";
    private static final String CHURN_REASONS = """
            SELECT reason.factor, reason.value, flywheel.churn_reason(reason.factor, reason.value) AS words, reason.log_odds, reason.share
            FROM flywheel.churn_friction f,
                 ROWS FROM (jsonb_to_recordset(f.reasons) AS (factor text, value double precision, log_odds double precision, share double precision))
                     WITH ORDINALITY AS reason(factor, value, log_odds, share, place)
            WHERE f.customer_id = ? ORDER BY reason.place""";

    private final Connection connection;
    private final String customerId;
    private final ObjectMapper json = new ObjectMapper();

    private ExplanationRows(Connection connection, String customerId) {
        this.connection = connection;
        this.customerId = customerId;
    }

    /** Turns a row into a value. */
    @FunctionalInterface
    private interface Form<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** The current state of one customer with the reasons for it, if the tables know that customer. */
    static Optional<Explanation> read(DatabaseAccess database, String customerId) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new ExplanationRows(connection, customerId).read();
        }
    }

    private Optional<Explanation> read() throws SQLException {
        return all(MOMENTUM, this::explanation).stream().findFirst();
    }

    private <T> List<T> all(String query, Form<T> form) throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, customerId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(form.of(row));
                }
            }
        }
        return all;
    }

    private Explanation explanation(ResultSet row) throws SQLException {
        Instant asOf = moment(row, "as_of");
        String band = row.getString("band");
        double mass = row.getDouble("mass");
        double velocity = row.getDouble("velocity");
        double friction = row.getDouble("friction");
        JsonNode standing = tree(row.getString("standing"));
        return new Explanation(
                customerId,
                asOf,
                row.getDouble("momentum_index"),
                band,
                row.getString("prev_band"),
                row.getDouble("trend"),
                mass,
                velocity,
                friction,
                row.getDouble("momentum"),
                instant(row, "next_crossing_at"),
                conditions(standing),
                all(CONTRIBUTIONS, ExplanationRows::contribution),
                all(CHURN, this::risk).stream().findFirst().orElse(null),
                wayBack(WayBack.of(
                        Band.valueOf(band.toUpperCase(Locale.ROOT)),
                        mass,
                        velocity,
                        friction,
                        terms(standing),
                        asOf.toEpochMilli())));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("customer_momentum.standing is written by us alone", e);
        }
    }

    private List<Map<String, Object>> conditions(JsonNode standing) {
        List<Map<String, Object>> conditions = new ArrayList<>();
        standing.forEach(condition -> conditions.add(json.convertValue(
                condition, json.getTypeFactory().constructMapType(Map.class, String.class, Object.class))));
        return conditions;
    }

    private static List<StandingTerm> terms(JsonNode standing) {
        List<StandingTerm> terms = new ArrayList<>();
        for (JsonNode condition : standing) {
            terms.add(new StandingTerm(
                    condition.path("signal_type").asText(),
                    condition.path("object_ref").asText(),
                    condition.path("opened_at").asLong(),
                    condition.path("base").asDouble(),
                    Math.round(condition.path("ref").asDouble() * DAY_MILLIS),
                    condition.path("cap").asDouble(),
                    condition.path("ends_at").asLong(Long.MAX_VALUE),
                    condition.path("event_id").asText()));
        }
        return terms;
    }

    private static Explanation.@Nullable WayBack wayBack(@Nullable WayBack way) {
        return way == null
                ? null
                : new Explanation.WayBack(
                        way.band().word(),
                        way.indexAbove(),
                        way.velocityRise(),
                        way.frictionFall(),
                        way.closings().stream()
                                .map(closing -> new Explanation.Closing(
                                        closing.signalType(),
                                        closing.objectRef(),
                                        closing.frictionPerDay(),
                                        closing.index(),
                                        closing.suffices()))
                                .toList());
    }

    private static Explanation.Reason contribution(ResultSet row) throws SQLException {
        String side = row.getString("side");
        boolean isPush = side.equals("push");
        double points = row.getDouble("points_per_day");
        double rate = row.getDouble("rate_per_day");
        return new Explanation.Reason(
                side,
                row.getString("signal_type"),
                row.getString("phase"),
                row.getString("department"),
                isPush ? rate : 0,
                isPush ? 0 : rate,
                isPush ? points : -points,
                row.getDouble("share"),
                row.getLong("count_28d"),
                instant(row, "last_at"),
                texts(row, "event_ids"));
    }

    private Explanation.Risk risk(ResultSet row) throws SQLException {
        return new Explanation.Risk(
                moment(row, "as_of"),
                row.getDouble("churn_risk"),
                row.getString("level"),
                row.getString("prev_level"),
                row.getDouble("log_odds"),
                row.getDouble("base_log_odds"),
                instant(row, "next_crossing_at"),
                row.getDouble("silent_days"),
                row.getDouble("cadence_days"),
                row.getDouble("exposure"),
                row.getDouble("observed_friction"),
                row.getDouble("expected_friction"),
                row.getDouble("friction_excess"),
                row.getString("excess_in_words"),
                row.getDouble("standing_per_day"),
                number(row, "p_alive"),
                number(row, "clumpiness"),
                texts(row, "waiting_deals"),
                all(CHURN_REASONS, ExplanationRows::riskReason),
                row.getString("model_version"));
    }

    private static Explanation.RiskReason riskReason(ResultSet row) throws SQLException {
        return new Explanation.RiskReason(
                row.getString("factor"),
                row.getString("words"),
                row.getDouble("value"),
                row.getDouble("log_odds"),
                row.getDouble("share"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Double.class);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
