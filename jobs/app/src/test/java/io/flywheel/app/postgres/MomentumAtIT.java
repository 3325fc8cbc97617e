package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.SampleOutputs.DAY;
import static io.flywheel.app.postgres.SampleOutputs.NOW;
import static io.flywheel.app.postgres.SampleOutputs.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the SQL with the definitions, written out once more in plain arithmetic. */
class MomentumAtIT {

    private static final double LOYALTY = 0.25;
    private static final double BREADTH = 0.2;
    private static final long YEAR = 365 * DAY;

    private static final Map<String, List<DecayTerm>> DECAY = new LinkedHashMap<>();
    private static final Map<String, List<StandingTerm>> STANDING = new LinkedHashMap<>();
    private static final Map<String, Band> BANDS = new LinkedHashMap<>();

    private static EmbeddedServer server;
    private static PostgresAccess database;

    @BeforeAll
    static void write() throws Exception {
        server = EmbeddedServer.start();
        database = server.database();
        fill();
        try (WriterBench bench = new WriterBench(database)) {
            for (String id : DECAY.keySet()) {
                bench.write(customer(id, reading(id), List.of()));
            }
            bench.flush();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void numbersAreThoseOfTheDefinitions() throws Exception {
        long[] moments = {
            NOW - DAY,
            NOW,
            NOW + 1,
            NOW + Duration.ofHours(5).toMillis(),
            NOW + 3 * DAY,
            NOW + 40 * DAY,
            NOW + YEAR,
            NOW + 4 * YEAR,
            NOW + 40 * YEAR
        };
        for (long moment : moments) {
            Map<String, double[]> rows = at(moment);
            assertThat(rows).hasSameSizeAs(DECAY);
            rows.forEach((id, actual) -> {
                double[] expected = expected(id, Math.max(moment, NOW));
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i])
                            .describedAs("number %d of %s, %d ms after", i, id, moment - NOW)
                            .isCloseTo(expected[i], tolerance(expected[i]));
                }
            });
        }
    }

    @Test
    void bandsHaveHysteresis() throws Exception {
        String[][] cases = {
            {"red", "46", "red"},
            {"red", "50", "red"},
            {"red", "50.1", "yellow"},
            {"red", "75", "yellow"},
            {"red", "75.1", "green"},
            {"yellow", "46.9", "red"},
            {"yellow", "47", "yellow"},
            {"yellow", "75", "yellow"},
            {"yellow", "75.1", "green"},
            {"green", "46.9", "red"},
            {"green", "47", "yellow"},
            {"green", "71.9", "yellow"},
            {"green", "72", "green"}
        };
        for (String[] c : cases) {
            assertThat(EmbeddedServer.query(database, "SELECT flywheel.next_band('%s', %s)".formatted(c[0], c[1])))
                    .describedAs("%s at %s", c[0], c[1])
                    .containsExactly(c[2]);
        }
        assertThat(
                        EmbeddedServer.query(
                                database,
                                "SELECT band, prev_band FROM flywheel.customer_momentum_at('2100-01-01') WHERE customer_id = 'steep'"))
                .describedAs("a green customer of whom nothing is heard")
                .containsExactly("yellow|green");
    }

    @Test
    void decayedHalvesWithEachHalfLife() throws Exception {
        assertThat(EmbeddedServer.query(
                        database,
                        "SELECT flywheel.decayed(8, '2026-01-01Z', 7, '2026-01-22Z'), flywheel.decayed(8, '2026-01-01Z', 1, '2046-01-01Z'),"
                                + " flywheel.decayed(4.9e-324, '2026-01-01Z', 1, '2026-01-02Z')"))
                .containsExactly("1|0|0");
    }

    @Test
    void questionAboutOneCustomerReadsOneRow() throws Exception {
        assertThat(String.join(
                        "\n",
                        EmbeddedServer.query(
                                database,
                                "EXPLAIN SELECT * FROM flywheel.customer_momentum_live WHERE customer_id = 'steep'")))
                .contains("customer_momentum_pkey")
                .doesNotContain("Function Scan on customer_momentum_at");
    }

    @Test
    void viewsAddUp() throws Exception {
        assertThat(EmbeddedServer.query(
                        database,
                        "SELECT sum(customers), round(sum(share)::numeric, 9) FROM flywheel.v_customers_by_band"))
                .containsExactly(DECAY.size() + "|1.000000000");
        assertThat(EmbeddedServer.query(
                        database,
                        "SELECT abs(sum(p.momentum_sum) - (SELECT sum(momentum) FROM flywheel.customer_momentum_live)) < 1e-9"
                                + " FROM flywheel.v_wheel_by_phase p"))
                .containsExactly("t");
    }

    private static void fill() {
        SplittableRandom random = new SplittableRandom(20_260_108);
        put("empty", Band.YELLOW, List.of(), List.of());
        put(
                "steep",
                Band.GREEN,
                List.of(
                        new DecayTerm("push.ui", 1_000_000, DAY, 20),
                        new DecayTerm("push.touch", 3, 7 * DAY, 30),
                        new DecayTerm("push.tiny", 4.9e-324, 7 * DAY, 30),
                        new DecayTerm("friction.ui", 50, DAY, 0),
                        new DecayTerm("fast", 9, 3 * DAY, 0),
                        new DecayTerm("slow", 2, 21 * DAY, 0),
                        new DecayTerm("revenue", -0.5, 180 * DAY, 0),
                        new DecayTerm("promoter", -0.5, 90 * DAY, 0)),
                List.of());
        put(
                "rubbing",
                Band.RED,
                List.of(new DecayTerm("push.touch", 1, 7 * DAY, 0)),
                List.of(
                        standing("open", NOW - 3 * DAY, NOW + 180 * DAY),
                        standing("ends", NOW - 3 * DAY, NOW + 3 * DAY),
                        standing("ended", NOW - 3 * DAY, NOW),
                        standing("later", NOW + 2 * DAY, NOW + 60 * DAY),
                        standing("forever", NOW - DAY, Long.MAX_VALUE)));
        for (int i = 0; i < 40; i++) {
            List<DecayTerm> terms = new ArrayList<>();
            for (String name : List.of(
                    "push.ui",
                    "push.touch",
                    "push.intent",
                    "friction.touch",
                    "friction.commercial",
                    "fast",
                    "slow",
                    "revenue",
                    "referral")) {
                if (random.nextInt(4) > 0) {
                    boolean saturates = name.startsWith("push.");
                    terms.add(new DecayTerm(
                            name,
                            random.nextDouble() * Math.pow(10, random.nextInt(-6, 4)),
                            random.nextInt(1, 180) * DAY,
                            saturates ? random.nextInt(0, 40) : 0));
                }
            }
            terms.add(new DecayTerm("promoter", random.nextDouble() - 0.5, 90 * DAY, 0));
            List<StandingTerm> standing = new ArrayList<>();
            for (int s = random.nextInt(3); s > 0; s--) {
                long opened = NOW - random.nextInt(1, 30) * DAY;
                standing.add(standing("s" + s, opened, opened + random.nextInt(1, 60) * DAY));
            }
            put("random" + i, List.of(Band.RED, Band.YELLOW, Band.GREEN).get(random.nextInt(3)), terms, standing);
        }
    }

    private static void put(String id, Band band, List<DecayTerm> decay, List<StandingTerm> standing) {
        DECAY.put(id, decay);
        STANDING.put(id, standing);
        BANDS.put(id, band);
    }

    private static StandingTerm standing(String ref, long opened, long ends) {
        return new StandingTerm("ticket_open", ref, opened, 0.75, 2 * DAY + 7, 3.5, ends, "e-" + ref);
    }

    private static MomentumReading reading(String id) {
        return new MomentumReading(
                NOW,
                1,
                0,
                LOYALTY,
                0,
                BREADTH,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                50,
                BANDS.getOrDefault(id, Band.RED),
                Band.RED,
                0,
                0,
                0,
                0,
                null,
                DECAY.getOrDefault(id, List.of()),
                STANDING.getOrDefault(id, List.of()),
                1);
    }

    private static double[] expected(String id, long at) {
        double velocity = 0;
        double impulse = 0;
        double fast = 0;
        double slow = 0;
        double revenue = 0;
        double referral = 0;
        double promoter = 0;
        for (DecayTerm term : DECAY.getOrDefault(id, List.of())) {
            double left = term.amount() * Math.pow(2, -((double) (at - NOW)) / term.halfLifeMillis());
            double rate = left * Math.log(2) / ((double) term.halfLifeMillis() / DAY);
            if (term.name().startsWith("push.")) {
                double k = term.saturationPerDay();
                velocity += k == 0 ? rate : -k * Math.expm1(-rate / k);
            } else if (term.name().startsWith("friction.")) {
                impulse += rate;
            }
            switch (term.name()) {
                case "fast" -> fast = rate;
                case "slow" -> slow = rate;
                case "revenue" -> revenue = Math.max(0, left);
                case "referral" -> referral = left;
                case "promoter" -> promoter = left;
                default -> {}
            }
        }
        double standing = 0;
        for (StandingTerm term : STANDING.getOrDefault(id, List.of())) {
            if (at >= term.openedAtMillis() && at < term.endsAtMillis()) {
                double age = (double) (at - term.openedAtMillis()) / term.referenceMillis();
                standing += term.basePerDay() * Math.min(1 + age, term.cap());
            }
        }
        double value = revenue / (revenue + 1);
        double advocacy = 0.5 * (0.5 + promoter) + 0.5 * referral / (referral + 1);
        double mass = 1 + 4 * (0.35 * value + 0.25 * LOYALTY + 0.25 * advocacy + 0.15 * BREADTH);
        double friction = impulse + standing;
        double trend = Math.min(3, Math.max(-1, (fast - slow) / Math.max(slow, 0.1)));
        double force = mass * velocity;
        return new double[] {
            mass,
            value,
            LOYALTY,
            advocacy,
            BREADTH,
            velocity,
            fast,
            slow,
            trend,
            impulse,
            standing,
            friction,
            force - friction,
            100 * (force + 0.5) / (force + friction + 1)
        };
    }

    private static Offset<Double> tolerance(double expected) {
        return within(1e-9 * Math.abs(expected) + 1e-12);
    }

    private static Map<String, double[]> at(long millis) throws SQLException, IOException {
        String sql =
                "SELECT customer_id, mass, mass_value, mass_loyalty, mass_advocacy, mass_breadth, velocity, v_fast, v_slow, trend,"
                        + " friction_impulse, friction_standing, friction, momentum, momentum_index FROM flywheel.customer_momentum_at(?)";
        Map<String, double[]> rows = new LinkedHashMap<>();
        try (Connection connection = database.connect("test");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, new Timestamp(millis));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    double[] numbers = new double[14];
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = result.getDouble(i + 2);
                    }
                    rows.put(result.getString(1), numbers);
                }
            }
        }
        return rows;
    }
}
