package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.signal.Condition;
import io.flywheel.domain.signal.Condition.Field;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.domain.signal.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue with one signal of every form, whose half-lives are short enough for bands to change within days.
 *
 * <p>The committed savepoint rests on its numbers: they may be added to, not changed.
 */
public final class SmallCatalogue {

    private static final HalfLifeClass UI =
            new HalfLifeClass("ui", Duration.ofHours(6).toMillis(), 0);
    private static final HalfLifeClass TOUCH =
            new HalfLifeClass("touch", Duration.ofDays(1).toMillis(), 10);
    private static final HalfLifeClass COMMERCIAL =
            new HalfLifeClass("commercial", Duration.ofDays(5).toMillis(), 10);

    private static final StandingRule OPEN_TICKET = new StandingRule(
            2,
            Duration.ofDays(1).toMillis(),
            3,
            Duration.ofDays(3).toMillis(),
            Set.of(ActivityKind.SOLVED, ActivityKind.CLOSED));

    private SmallCatalogue() {}

    /** Builds the catalogue; fits where a {@code CatalogueSource} is wanted. */
    public static SignalCatalogue load() {
        return called(1);
    }

    /** The same under another version. */
    public static SignalCatalogue called(int version) {
        return new SignalCatalogue(
                version,
                List.of(UI, TOUCH, COMMERCIAL),
                List.of(
                        push(1, "page_view", 500, TOUCH, Phase.ATTRACT, ActivityKind.PAGE_VIEW),
                        push(2, "signup", 8_000, TOUCH, Phase.ENGAGE, ActivityKind.SIGNUP),
                        friction(3, "rage_click", Weight.fixed(4_000), ActivityKind.RAGE_CLICK, null),
                        new SignalRule(
                                4,
                                "deal_won",
                                Side.PUSH,
                                Weight.byAmount(30_000, 100_000, 60_000),
                                COMMERCIAL,
                                Phase.ENGAGE,
                                Department.SALES,
                                ActivityKind.WON,
                                null,
                                true,
                                List.of(),
                                null),
                        push(5, "order_completed", 15_000, COMMERCIAL, Phase.ENGAGE, ActivityKind.ORDER_COMPLETED),
                        friction(6, "refunded", Weight.fixed(6_000), ActivityKind.REFUNDED, null),
                        friction(7, "ticket_open", Weight.byPriority(2_000), ActivityKind.TICKET_OPENED, OPEN_TICKET),
                        push(8, "ticket_solved", 2_000, TOUCH, Phase.DELIGHT, ActivityKind.SOLVED),
                        new SignalRule(
                                9,
                                "nps_promoter",
                                Side.PUSH,
                                Weight.fixed(10_000),
                                COMMERCIAL,
                                Phase.DELIGHT,
                                Department.SERVICE,
                                ActivityKind.NPS_RATED,
                                null,
                                false,
                                List.of(Condition.between(Field.SCORE, 9, 10)),
                                null),
                        new SignalRule(
                                10,
                                "demo_requested",
                                Side.PUSH,
                                Weight.fixed(6_000),
                                TOUCH,
                                Phase.ATTRACT,
                                Department.MARKETING,
                                ActivityKind.CLICKSTREAM_CUSTOM,
                                "demo_requested",
                                false,
                                List.of(),
                                null),
                        push(
                                11,
                                "referral_converted",
                                25_000,
                                COMMERCIAL,
                                Phase.ATTRACT,
                                ActivityKind.REFERRAL_CONVERTED)),
                Map.of("EUR", 50_000L),
                60_000L,
                Set.of(ActivityKind.WON, ActivityKind.ORDER_COMPLETED, ActivityKind.RENEWED),
                Set.of(ActivityKind.REFUNDED));
    }

    private static SignalRule push(
            int id, String name, long thousandths, HalfLifeClass halfLife, Phase phase, ActivityKind on) {
        return new SignalRule(
                id,
                name,
                Side.PUSH,
                Weight.fixed(thousandths),
                halfLife,
                phase,
                Department.MARKETING,
                on,
                null,
                false,
                List.of(),
                null);
    }

    private static SignalRule friction(
            int id, String name, Weight weight, ActivityKind on, @Nullable StandingRule standing) {
        return new SignalRule(
                id,
                name,
                Side.FRICTION,
                weight,
                UI,
                Phase.DELIGHT,
                Department.SERVICE,
                on,
                null,
                false,
                List.of(),
                standing);
    }
}
