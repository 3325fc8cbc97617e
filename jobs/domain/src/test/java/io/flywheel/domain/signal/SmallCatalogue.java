package io.flywheel.domain.signal;

import static io.flywheel.domain.signal.Department.MARKETING;
import static io.flywheel.domain.signal.Department.SALES;
import static io.flywheel.domain.signal.Department.SERVICE;
import static io.flywheel.domain.signal.Phase.ATTRACT;
import static io.flywheel.domain.signal.Phase.DELIGHT;
import static io.flywheel.domain.signal.Phase.ENGAGE;
import static io.flywheel.domain.signal.Side.FRICTION;
import static io.flywheel.domain.signal.Side.PUSH;

import io.flywheel.domain.activity.ActivityKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A catalogue with one rule of each sort, for tests. */
public final class SmallCatalogue {

    public static final HalfLifeClass UI = halfLife("ui", 1, 0);
    public static final HalfLifeClass TOUCH = halfLife("touch", 7, 10);
    public static final HalfLifeClass INTENT = halfLife("intent", 14, 0);
    public static final HalfLifeClass COMMERCIAL = halfLife("commercial", 45, 0);
    public static final HalfLifeClass ADVOCACY = halfLife("advocacy", 90, 0);
    public static final List<HalfLifeClass> CLASSES = List.of(UI, TOUCH, INTENT, COMMERCIAL, ADVOCACY);

    public static final StandingRule BREACH =
            standing(1.5, 1, 5, 180, EnumSet.of(ActivityKind.SOLVED, ActivityKind.CLOSED));
    public static final StandingRule UNPAID = standing(1, 3, 3, 30, EnumSet.of(ActivityKind.PAYMENT_SUCCEEDED));

    private SmallCatalogue() {}

    public static SignalCatalogue create() {
        return of(rules());
    }

    public static SignalCatalogue of(List<SignalRule> rules) {
        return new SignalCatalogue(
                3,
                CLASSES,
                rules,
                Map.of("GBP", 200_000L, "EUR", 300_000L),
                250_000L,
                EnumSet.of(ActivityKind.WON, ActivityKind.ORDER_COMPLETED, ActivityKind.RENEWED),
                EnumSet.of(ActivityKind.REFUNDED, ActivityKind.ORDER_CANCELLED));
    }

    public static List<SignalRule> rules() {
        return List.of(
                push(1, "page_view", 200, TOUCH, ATTRACT, MARKETING, ActivityKind.PAGE_VIEW),
                push(2, "feature_used", 1_000, TOUCH, DELIGHT, SERVICE, ActivityKind.FEATURE_USED),
                push(3, "form_submit", 3_000, INTENT, ATTRACT, MARKETING, ActivityKind.FORM_SUBMIT),
                rule(4, "deal_won", PUSH, Weight.byAmount(30_000, 10_000, 60_000), COMMERCIAL, ENGAGE, SALES)
                        .on(ActivityKind.WON)
                        .byAnybody()
                        .build(),
                push(5, "order_completed", 15_000, COMMERCIAL, ENGAGE, SALES, ActivityKind.ORDER_COMPLETED),
                friction(6, "rage_click", 2_000, UI, ActivityKind.RAGE_CLICK).build(),
                rule(7, "ticket_created", FRICTION, Weight.byPriority(1_000), TOUCH, DELIGHT, SERVICE)
                        .on(ActivityKind.TICKET_OPENED)
                        .byAnybody()
                        .build(),
                friction(8, "sla_breach", 8_000, TOUCH, ActivityKind.SLA_MISSED)
                        .standing(BREACH)
                        .build(),
                friction(9, "payment_failed", 0, COMMERCIAL, ActivityKind.PAYMENT_FAILED)
                        .standing(UNPAID)
                        .build(),
                rule(10, "nps_promoter", PUSH, Weight.fixed(10_000), ADVOCACY, DELIGHT, SERVICE)
                        .on(ActivityKind.NPS_RATED)
                        .where(Condition.between(Condition.Field.SCORE, 9, 10))
                        .build(),
                friction(11, "nps_detractor", 10_000, ADVOCACY, ActivityKind.NPS_RATED)
                        .where(Condition.between(Condition.Field.SCORE, 0, 6))
                        .build(),
                rule(12, "call_answered", PUSH, Weight.fixed(4_000), INTENT, ATTRACT, SALES)
                        .on(ActivityKind.CALL_ANSWERED)
                        .byAnybody()
                        .where(Condition.between(Condition.Field.TALK_SECONDS, 60, Double.POSITIVE_INFINITY))
                        .build(),
                rule(13, "webinar", PUSH, Weight.fixed(5_000), INTENT, ATTRACT, MARKETING)
                        .on(ActivityKind.CLICKSTREAM_CUSTOM)
                        .named("webinar_joined")
                        .where(Condition.attributeIs("live", "yes"))
                        .build(),
                friction(14, "refund", 8_000, COMMERCIAL, ActivityKind.REFUNDED).build(),
                push(15, "referral_converted", 25_000, ADVOCACY, DELIGHT, SERVICE, ActivityKind.REFERRAL_CONVERTED),
                friction(16, "came_back", 6_000, TOUCH, ActivityKind.SUPPORT_REOPENED)
                        .build(),
                friction(16, "came_back", 4_000, TOUCH, ActivityKind.RETURNED).build(),
                push(17, "session", 0, TOUCH, ATTRACT, MARKETING, ActivityKind.SESSION_START));
    }

    public static HalfLifeClass halfLife(String name, int days, double saturation) {
        return new HalfLifeClass(name, Duration.ofDays(days).toMillis(), saturation);
    }

    public static StandingRule standing(
            double base, int referenceDays, double cap, int maxAgeDays, Set<ActivityKind> closedBy) {
        return new StandingRule(
                base,
                Duration.ofDays(referenceDays).toMillis(),
                cap,
                Duration.ofDays(maxAgeDays).toMillis(),
                closedBy);
    }

    public static Rule friction(int id, String name, long thousandths, HalfLifeClass halfLife, ActivityKind on) {
        return rule(id, name, FRICTION, Weight.fixed(thousandths), halfLife, DELIGHT, SERVICE)
                .on(on)
                .byAnybody();
    }

    private static SignalRule push(
            int id,
            String name,
            long thousandths,
            HalfLifeClass halfLife,
            Phase phase,
            Department department,
            ActivityKind on) {
        return rule(id, name, PUSH, Weight.fixed(thousandths), halfLife, phase, department)
                .on(on)
                .build();
    }

    private static Rule rule(
            int id, String name, Side side, Weight weight, HalfLifeClass halfLife, Phase phase, Department department) {
        return new Rule(id, name, side, weight, halfLife, phase, department);
    }

    /** Collects what a rule of the test catalogue states beyond its signal. */
    public static final class Rule {
        private final int id;
        private final String name;
        private final Side side;
        private final Weight weight;
        private final HalfLifeClass halfLife;
        private final Phase phase;
        private final Department department;
        private ActivityKind on = ActivityKind.PAGE_VIEW;
        private @Nullable String customName;
        private boolean byAnybody;
        private List<Condition> conditions = List.of();
        private @Nullable StandingRule standing;

        private Rule(
                int id,
                String name,
                Side side,
                Weight weight,
                HalfLifeClass halfLife,
                Phase phase,
                Department department) {
            this.id = id;
            this.name = name;
            this.side = side;
            this.weight = weight;
            this.halfLife = halfLife;
            this.phase = phase;
            this.department = department;
        }

        Rule on(ActivityKind kind) {
            on = kind;
            return this;
        }

        Rule named(String name) {
            customName = name;
            return this;
        }

        Rule byAnybody() {
            byAnybody = true;
            return this;
        }

        Rule where(Condition... all) {
            conditions = List.of(all);
            return this;
        }

        public Rule standing(StandingRule rule) {
            standing = rule;
            return this;
        }

        public SignalRule build() {
            return new SignalRule(
                    id,
                    name,
                    side,
                    weight,
                    halfLife,
                    phase,
                    department,
                    on,
                    customName,
                    byAnybody,
                    conditions,
                    standing);
        }
    }
}
