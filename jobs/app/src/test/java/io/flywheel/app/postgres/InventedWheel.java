package io.flywheel.app.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands in the tables of the wheel: a seeded crowd, and by hand what a crowd seldom does. */
final class InventedWheel {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    static final LocalDate LAST_DAY = LocalDate.of(2026, 7, 20);

    private static final int BUSY_DAYS = 130;

    private final SplittableRandom random = new SplittableRandom(20_260_105);

    final List<Customer> customers = new ArrayList<>();
    final List<Move> moves = new ArrayList<>();
    final List<Deal> deals = new ArrayList<>();
    final List<Window> windows = new ArrayList<>();
    final List<GrowthDay> growth = new ArrayList<>();

    /** A value event. */
    record Payment(
            Instant at,
            @Nullable Long amountMinor,
            @Nullable String currency) {}

    /** First times, each by itself. */
    record Steps(
            @Nullable Instant lead,
            @Nullable Instant mql,
            @Nullable Instant sql,
            @Nullable Instant opportunity,
            @Nullable Instant won,
            @Nullable Instant inquiry,
            @Nullable Instant answered,
            @Nullable Instant salesTouch,
            @Nullable Instant serviceTouch) {
        static final Steps NONE = new Steps(null, null, null, null, null, null, null, null, null);
    }

    /** A customer; {@code aheadBy} value events are known to the customer's sum of money, but not yet to the wheel. */
    record Customer(String id, List<Payment> payments, Steps steps, int aheadBy) {
        Customer {
            payments =
                    payments.stream().sorted(Comparator.comparing(Payment::at)).toList();
        }

        Payment last() {
            return payments.get(payments.size() - 1);
        }

        double smoothedCycle() {
            double smoothed = Double.NaN;
            for (int i = 1; i < payments.size(); i++) {
                double cycle = days(payments.get(i - 1).at(), payments.get(i).at());
                smoothed = i == 1 ? cycle : 0.3 * cycle + 0.7 * smoothed;
            }
            return smoothed;
        }
    }

    /** A transition between stages. */
    record Move(String customer, int n, String kind, String from, String to, LocalDate day) {}

    record Deal(
            String id,
            @Nullable String pipeline,
            @Nullable String currency,
            @Nullable Long amountMinor,
            Instant created,
            @Nullable Instant qualified,
            @Nullable Instant closed,
            @Nullable String outcome,
            Instant lastActivity) {}

    record Window(
            String grain,
            Instant start,
            Instant end,
            String dimType,
            String dimValue,
            double velocity,
            double friction,
            double weighted,
            @Nullable Double mass,
            long active,
            String byPhase) {
        double momentum() {
            return weighted - friction;
        }
    }

    record GrowthDay(
            String level,
            String segment,
            LocalDate day,
            long appeared,
            long retained,
            long resurrected,
            long churned,
            long dau) {
        long active() {
            return appeared + retained + resurrected;
        }

        @Nullable
        Double quickRatio() {
            return churned == 0 ? null : (double) (appeared + resurrected) / churned;
        }

        @Nullable
        Double stickiness() {
            return active() == 0 ? null : (double) dau / active();
        }
    }

    InventedWheel() {
        crowd();
        payersByHand();
        stepsByHand();
        for (int i = 0; i < 40; i++) {
            walk("walker-" + i);
        }
        dealsOfTheCrowd();
        dealsByHand();
        trailingWindows();
        daysOfDimensions();
        growthDays();
    }

    static double days(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 86_400_000.0;
    }

    static Instant at(int day, String time) {
        return FIRST_DAY.plusDays(day).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }

    private Instant sometime(int fromDay, int toDay) {
        long millis = random.nextLong(fromDay * 86_400_000L, toDay * 86_400_000L);
        // every fourth is on a midnight, where a day ends and another begins
        return at(0, "00:00").plusMillis(random.nextInt(4) == 0 ? millis / 86_400_000L * 86_400_000L : millis);
    }

    private @Nullable Instant perhaps(@Nullable Instant from) {
        return from == null || random.nextInt(4) == 0 ? null : from.plusSeconds(random.nextLong(0, 20 * 86_400L));
    }

    private void crowd() {
        String[] currencies = {"EUR", "GBP", "EUR"};
        for (int i = 0; i < 160; i++) {
            List<Payment> payments = new ArrayList<>();
            for (int p = random.nextInt(6) - 1; p > 0; p--) {
                boolean isFree = random.nextInt(6) == 0;
                payments.add(new Payment(
                        sometime(0, BUSY_DAYS),
                        isFree ? null : Long.valueOf(random.nextInt(0, 5) * 1_000L),
                        isFree ? null : currencies[random.nextInt(3)]));
            }
            Instant lead = sometime(0, BUSY_DAYS);
            Instant mql = perhaps(lead);
            Instant sql = perhaps(lead);
            Instant inquiry = perhaps(lead);
            Instant won = perhaps(lead);
            Steps steps =
                    new Steps(lead, mql, sql, perhaps(sql), won, inquiry, perhaps(inquiry), perhaps(mql), perhaps(won));
            customers.add(new Customer("crowd-" + i, payments, steps, 0));
        }
    }

    private void payersByHand() {
        payer("to the day", 0, eur(3, 700), eur(31, 900), eur(87, 100), eur(142, 100));
        payer("always the same", 0, eur(5, 400), eur(33, 400), eur(61, 400));
        payer("less and less", 0, eur(5, 900), eur(33, 800), eur(61, 100));
        payer("first in another currency", 0, new Payment(at(9, "23:59:59.999"), 1L, "JPY"), eur(12, 300));
        payer("first without an amount", 0, new Payment(at(9, "00:00"), null, null), eur(12, 300), eur(50, 300));
        payer("first for nothing", 0, eur(20, 0), eur(60, 250), eur(125, 250));
        payer("only for nothing", 0, new Payment(at(9, "10:00"), 0L, "SEK"));
        payer("rich", 0, new Payment(at(8, "12:00"), 1_000_000_000_000_000L, "USD"));
        payer("ahead by one", 1, eur(15, 111), eur(40, 222));
        payer("ahead by two", 2, eur(15, 333));
        payer("two at once", 0, new Payment(at(7, "08:00"), null, null), new Payment(at(7, "08:00"), null, null));
        Instant farAhead = Instant.parse("2190-01-01T00:00:00Z");
        payer("ahead of the clock", 0, new Payment(at(7, "08:00"), null, null), new Payment(farAhead, null, null));
        payer("two ahead of it", 0, new Payment(farAhead, null, null), new Payment(farAhead, null, null));
    }

    private void payer(String id, int aheadBy, Payment... payments) {
        customers.add(new Customer(id, List.of(payments), Steps.NONE, aheadBy));
    }

    private static Payment eur(int day, long amountMinor) {
        return new Payment(at(day, "18:30"), amountMinor, "EUR");
    }

    private void stepsByHand() {
        // a cohort of which nobody came further, alone in its month; and one at the last moment of a month
        step(
                "alone",
                new Steps(Instant.parse("2025-09-30T23:59:59.999Z"), null, null, null, null, null, null, null, null));
        Instant turn = Instant.parse("2025-11-01T00:00:00Z");
        step("all at once", new Steps(turn, turn, turn, turn, turn, turn, turn, turn, turn));
        Instant before = turn.minusMillis(1);
        step(
                "backwards",
                new Steps(
                        before, turn, before, before.minusSeconds(1), before.minusSeconds(2), null, null, turn, null));
        step("never seen", new Steps(null, turn, null, turn, turn, turn, null, null, null));
    }

    private void step(String id, Steps steps) {
        customers.add(new Customer(id, List.of(), steps, 0));
    }

    private void walk(String customer) {
        List<String> stages = List.of("stranger", "evaluator", "beginner", "regular", "champion");
        List<String> up = List.of("identify", "activate", "adopt", "adore", "advocate");
        int day = random.nextInt(60);
        int stage = 0;
        int end = random.nextInt(60, BUSY_DAYS);
        for (int n = 1; day < end; n++) {
            int choice = stage == 0 ? 9 : random.nextInt(10);
            String kind = choice == 0 ? "lapse" : choice == 1 ? "resurrect" : up.get(stage);
            int to = choice <= 1 ? stage : Math.min(stage + 1, 4);
            if (choice == 2 && stage >= 2) {
                kind = "regress";
                to = stage - 1;
            }
            moves.add(new Move(customer, n, kind, stages.get(stage), stages.get(to), FIRST_DAY.plusDays(day)));
            stage = to;
            day += random.nextInt(30);
        }
    }

    private void dealsOfTheCrowd() {
        String[] pipelines = {"new", "renewal"};
        String[] currencies = {"EUR", "GBP"};
        String[] outcomes = {"won", "won", "lost", "disqualified"};
        for (int i = 0; i < 70; i++) {
            Instant created = sometime(0, 100);
            Instant closed = random.nextInt(4) == 0 ? null : created.plusSeconds(random.nextLong(1, 40 * 86_400L));
            boolean isQualified = random.nextInt(3) > 0;
            deals.add(new Deal(
                    "crowd-" + i,
                    pipelines[random.nextInt(2)],
                    currencies[random.nextInt(2)],
                    random.nextInt(6) == 0 ? null : Long.valueOf(random.nextInt(1, 900)),
                    created,
                    isQualified ? created.plusSeconds(random.nextLong(0, 10 * 86_400L)) : null,
                    closed,
                    closed == null ? null : outcomes[random.nextInt(4)],
                    closed == null ? created : closed));
        }
    }

    private void dealsByHand() {
        // the span of days begins late on its first and ends early on its last
        deal("first", "edge", null, null, at(-30, "23:30"), null, null);
        deal("last", "edge", "EUR", 5L, at(196, "00:10"), null, null);
        deal("in no time", "quick", "EUR", 500L, at(10, "09:00"), at(10, "09:00"), "won");
        deal("unpriced", "unpriced", "EUR", null, at(10, "09:00"), at(14, "00:00"), "won");
        deal("lost alone", null, "EUR", 70L, at(10, "09:00"), at(11, "23:59:59.999"), "lost");
        deal("nobody says", null, null, 70L, at(10, "09:00"), at(40, "00:00"), "won");
        deal("for nothing", "free", "EUR", 0L, at(10, "09:00"), at(12, "09:00"), "won");
        deal("still open", "free", "EUR", 0L, at(11, "09:00"), null, null);
    }

    private void deal(
            String id,
            @Nullable String pipeline,
            @Nullable String currency,
            @Nullable Long amountMinor,
            Instant created,
            @Nullable Instant closed,
            @Nullable String outcome) {
        deals.add(new Deal(
                id,
                pipeline,
                currency,
                amountMinor,
                created,
                null,
                closed,
                outcome,
                closed == null ? created : closed));
    }

    private void trailingWindows() {
        Instant end = at(197, "00:00");
        for (String grain : List.of("1h", "trailing_1h", "trailing_24h", "trailing_7d", "trailing_28d")) {
            Duration length = Duration.parse(
                    grain.endsWith("d") ? "P" + grain.substring(9) : "PT" + grain.substring(grain.indexOf('_') + 1));
            for (int back = 0; back < 4; back++) {
                Instant windowEnd = end.minus(Duration.ofDays(back));
                window(grain, windowEnd.minus(length), windowEnd, "all", "all");
                window(grain, windowEnd.minus(length), windowEnd, "channel", "web");
                if (back > 1) {
                    window(grain, windowEnd.minus(length), windowEnd, "channel", "gone quiet");
                }
            }
        }
    }

    private void daysOfDimensions() {
        for (String value : List.of("all", "web", "email", "all week")) {
            String type = value.equals("all") ? "all" : "channel";
            for (int day = value.equals("email") ? 60 : 0; day < 110; day++) {
                if (value.equals("all week") ? day % 7 == 0 : random.nextInt(4) > 0) {
                    window("1d", at(day, "00:00"), at(day + 1, "00:00"), type, value);
                }
            }
        }
    }

    private void window(String grain, Instant start, Instant end, String dimType, String dimValue) {
        windows.add(new Window(
                grain,
                start,
                end,
                dimType,
                dimValue,
                random.nextInt(1_000) / 8.0,
                random.nextInt(1_000) / 8.0,
                random.nextInt(1_000) / 8.0,
                random.nextInt(5) == 0 ? null : Double.valueOf(1 + random.nextDouble()),
                random.nextInt(1, 100),
                "{\"attract\": {\"push\": %d.5, \"friction\": 0}}".formatted(random.nextInt(100))));
    }

    private void growthDays() {
        Stream.iterate(FIRST_DAY, day -> !day.isAfter(LAST_DAY), day -> day.plusDays(1))
                .forEach(day -> {
                    if (random.nextInt(10) > 0 || day.equals(LAST_DAY)) {
                        growth.add(growthDay("customer", "all", day));
                    }
                });
        growth.add(growthDay("account", "all", FIRST_DAY));
        growth.add(growthDay("customer", "pro", FIRST_DAY));
    }

    private GrowthDay growthDay(String level, String segment, LocalDate day) {
        return new GrowthDay(
                level, segment, day, random.nextInt(2), random.nextInt(2), random.nextInt(3), random.nextInt(4), 1);
    }
}
