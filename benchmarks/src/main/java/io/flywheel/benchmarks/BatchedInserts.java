package io.flywheel.benchmarks;

import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.RevenueTotal;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.local.postgres.DatabaseAccess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/**
 * The peer of our PostgreSQL sink: JDBC batches of INSERT ... ON CONFLICT into the same four tables, a transaction for as many rows as ours.
 *
 * <p><b>Shape:</b> writes the JSON columns empty and neither fences nor retires rows: it does less than ours.
 */
final class BatchedInserts implements Sink<CustomerOutput> {

    private static final long serialVersionUID = 1;
    private static final int BATCH_ROWS = 1_000;

    private final String url;
    private final String user;
    private final String password;
    private final int flushRows;

    BatchedInserts(DatabaseAccess access, int flushRows) {
        this.url = access.jdbcUrl();
        this.user = access.user();
        this.password = access.password();
        this.flushRows = flushRows;
    }

    @Override
    public SinkWriter<CustomerOutput> createWriter(WriterInitContext context) throws IOException {
        try {
            return new Writer(DriverManager.getConnection(url, user, password), flushRows);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** One statement of one table, sent a thousand rows at a time. */
    private static final Set<String> JSON_COLUMNS = Set.of("decay", "standing", "top_push", "top_friction", "reasons");

    private static final class Inserts {
        private final PreparedStatement statement;
        private int column;
        private int rows;

        Inserts(Connection connection, String table, int keys, String... columns) throws SQLException {
            String all = String.join(", ", columns) + ", writer_epoch, row_version";
            String values = Arrays.stream(columns)
                    .map(name -> JSON_COLUMNS.contains(name) ? "?::jsonb" : "?")
                    .collect(Collectors.joining(", "));
            String updates = Arrays.stream(columns)
                    .skip(keys)
                    .map(name -> name + " = excluded." + name)
                    .collect(Collectors.joining(", "));
            statement = connection.prepareStatement(
                    "INSERT INTO flywheel.%s (%s) VALUES (%s, 0, 0) ON CONFLICT (%s) DO UPDATE SET %s"
                            .formatted(table, all, values, String.join(", ", Arrays.copyOf(columns, keys)), updates));
        }

        Inserts add(@Nullable Object... values) throws SQLException {
            for (Object value : values) {
                statement.setObject(++column, value);
            }
            return this;
        }

        Inserts numbers(double... values) throws SQLException {
            for (double value : values) {
                statement.setDouble(++column, value);
            }
            return this;
        }

        void end() throws SQLException {
            column = 0;
            statement.addBatch();
            if (++rows % BATCH_ROWS == 0) {
                statement.executeBatch();
            }
        }

        void flush() throws SQLException {
            statement.executeBatch();
        }
    }

    private static final class Writer implements SinkWriter<CustomerOutput> {
        private final Connection connection;
        private final int flushRows;
        private final Inserts customers;
        private final Inserts readings;
        private final Inserts contributions;
        private final Inserts churn;
        private final Inserts revenues;
        private int waiting;

        Writer(Connection connection, int flushRows) throws SQLException {
            this.connection = connection;
            this.flushRows = flushRows;
            connection.setAutoCommit(false);
            customers = new Inserts(
                    connection,
                    "customer",
                    1,
                    "customer_id account_id segment plan region phase first_seen_at last_seen_at activities"
                            .split(" "));
            readings = new Inserts(
                    connection,
                    "customer_momentum",
                    1,
                    ("customer_id as_of mass mass_value mass_loyalty mass_advocacy mass_breadth velocity v_fast v_slow trend"
                                    + " friction_impulse friction_standing friction momentum momentum_index stored_momentum"
                                    + " pushes_total friction_total band prev_band revolutions_total next_crossing_at"
                                    + " decay standing top_push top_friction map_version")
                            .split(" "));
            contributions = new Inserts(
                    connection,
                    "momentum_contribution",
                    3,
                    ("customer_id side signal_type phase department points_per_day rate_per_day share count_28d last_at"
                                    + " event_ids as_of")
                            .split(" "));
            churn = new Inserts(
                    connection,
                    "churn_friction",
                    1,
                    ("customer_id as_of churn_risk log_odds base_log_odds silent_days cadence_days exposure observed_friction"
                                    + " expected_friction friction_excess standing_per_day level prev_level next_crossing_at"
                                    + " p_alive clumpiness waiting_deals reasons model_version")
                            .split(" "));
            revenues = new Inserts(
                    connection,
                    "customer_revenue",
                    2,
                    "customer_id currency won_minor refunded_minor value_events".split(" "));
        }

        @Override
        public void write(CustomerOutput output, Context context) throws IOException {
            CustomerUpdate update = output.update();
            if (update == null) {
                return;
            }
            try {
                insert(update);
                waiting += 3 + update.contributions().size() + update.revenue().size();
                if (waiting >= flushRows) {
                    commit();
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        private void insert(CustomerUpdate update) throws SQLException {
            CustomerProfile who = update.profile();
            MomentumReading its = update.momentum();
            customers
                    .add(
                            who.customerId(),
                            who.accountId(),
                            who.segment(),
                            who.plan(),
                            who.region(),
                            who.phase().word())
                    .add(time(who.firstSeenAtMillis()), time(who.lastSeenAtMillis()), who.activities())
                    .end();
            Long crossing = its.nextCrossingAtMillis();
            readings.add(who.customerId(), time(its.asOfMillis()))
                    .numbers(its.mass(), its.massValue(), its.massLoyalty(), its.massAdvocacy(), its.massBreadth())
                    .numbers(its.velocity(), its.velocityFast(), its.velocitySlow(), its.trend())
                    .numbers(its.frictionImpulse(), its.frictionStanding(), its.friction())
                    .numbers(its.momentum(), its.momentumIndex(), its.storedMomentum())
                    .numbers(its.pushesTotalThousandths() / 1e3, its.frictionTotalThousandths() / 1e3)
                    .add(its.band().word(), its.previousBand().word(), its.revolutionsTotal())
                    .add(crossing == null ? null : time(crossing), "{}", "[]", "[]", "[]", its.catalogueVersion())
                    .end();
            for (Contribution each : update.contributions()) {
                contributions
                        .add(who.customerId(), each.side().word(), each.signalType())
                        .add(each.phase().word(), each.department().word())
                        .numbers(each.pointsPerDay(), each.ratePerDay(), each.share())
                        .add(each.count28d(), time(each.lastAtMillis()))
                        .add(connection.createArrayOf("text", each.eventIds().toArray()), time(its.asOfMillis()))
                        .end();
            }
            insert(who.customerId(), update.churn());
            for (RevenueTotal total : update.revenue()) {
                revenues.add(who.customerId(), total.currency())
                        .add(total.wonMinor(), total.refundedMinor(), total.valueEvents())
                        .end();
            }
        }

        private void insert(String customerId, ChurnOutlook outlook) throws SQLException {
            ChurnRisk its = outlook.risk();
            Long crossing = outlook.nextCrossingAtMillis();
            churn.add(customerId, time(its.asOfMillis()))
                    .numbers(its.risk(), its.logOdds(), its.baseLogOdds(), its.silentDays(), its.cadenceDays())
                    .numbers(its.exposure(), its.observedFriction(), its.expectedFriction(), its.excess())
                    .numbers(its.standingPerDay())
                    .add(outlook.level().word(), outlook.levelBefore().word())
                    .add(crossing == null ? null : time(crossing), its.pAlive(), its.clumpiness())
                    .add(connection.createArrayOf("text", its.waiting().toArray()), "[]", its.modelVersion())
                    .end();
        }

        private static Timestamp time(long millis) {
            return new Timestamp(millis);
        }

        private void commit() throws SQLException {
            customers.flush();
            readings.flush();
            contributions.flush();
            churn.flush();
            revenues.flush();
            connection.commit();
            waiting = 0;
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            try {
                commit();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
