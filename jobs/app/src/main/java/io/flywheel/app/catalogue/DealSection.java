package io.flywheel.app.catalogue;

import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.friction.deals.ClosePeriod;
import io.flywheel.domain.friction.deals.DealSettings;
import io.flywheel.domain.friction.deals.Pipeline;
import io.flywheel.domain.friction.deals.StageLimit;
import io.flywheel.domain.friction.service.BusinessCalendar;
import io.flywheel.domain.friction.service.ServiceTarget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the thresholds that is about deals and inquiries. */
final class DealSection {

    static final Set<String> KNOWN = Set.of(
            "pipeline",
            "pipeline_by_name",
            "median_factor",
            "idle_after",
            "close_period",
            "regressions",
            "lead_target",
            "lead_calendar",
            "inquiries",
            "forgotten_after");

    private static final double MOST_MEDIANS = 1000;

    private DealSection() {}

    static DealSettings read(YamlTree section, DealSettings kept) {
        OptionalFields fields = new OptionalFields(section, KNOWN);
        Pipeline pipeline = pipeline(fields.child("pipeline"), kept.pipeline());
        Map<String, Pipeline> byName =
                fields.byName("pipeline_by_name", kept.pipelineByName(), (name, entry) -> pipeline(entry, pipeline));
        double medianFactor = fields.number("median_factor", kept.medianFactor(), MOST_MEDIANS);
        long idle = fields.duration("idle_after", kept.idleMillis());
        ClosePeriod period = period(fields.child("close_period"), kept.closePeriod());
        boolean regressions = fields.flag("regressions", kept.regressions());
        ServiceTarget leadTarget = TargetEntry.read(fields.child("lead_target"), kept.leadTarget());
        BusinessCalendar calendar = CalendarEntry.read(fields.child("lead_calendar"), kept.leadCalendar());
        Set<ActivityKind> inquiries = inquiries(fields.child("inquiries"), kept.inquiries());
        long forgotten = fields.duration("forgotten_after", kept.forgottenAfterMillis());
        return fields.whole(
                kept,
                () -> new DealSettings(
                        pipeline,
                        byName,
                        medianFactor,
                        idle,
                        period,
                        regressions,
                        leadTarget,
                        calendar,
                        inquiries,
                        forgotten));
    }

    private static Pipeline pipeline(YamlTree entry, Pipeline kept) {
        OptionalFields fields = new OptionalFields(entry, Set.of("limit", "median", "stages", "order"));
        StageLimit limit = limit(fields, kept.limit());
        Map<String, StageLimit> stages = fields.byName(
                "stages",
                kept.limitByStage(),
                (stage, one) -> limit(new OptionalFields(one, Set.of("limit", "median")), limit));
        List<String> order = fields.words("order", kept.order());
        if (Set.copyOf(order).size() < order.size()) {
            fields.child("order").problem("a stage stands twice in the order; name each once");
        }
        return new Pipeline(limit, stages, order);
    }

    private static StageLimit limit(OptionalFields fields, StageLimit kept) {
        return new StageLimit(
                fields.duration("limit", kept.rottenMillis()), fields.duration("median", kept.medianMillis()));
    }

    private static @Nullable ClosePeriod period(YamlTree value, @Nullable ClosePeriod kept) {
        if (!value.isPresent()) {
            return kept;
        }
        String text = OptionalFields.given(value, "month, quarter or none");
        if (text.isEmpty() || text.equals(OptionalFields.NONE)) {
            return null;
        }
        return OptionalFields.constant(value, text, ClosePeriod.values(), ClosePeriod.MONTH);
    }

    private static Set<ActivityKind> inquiries(YamlTree list, Set<ActivityKind> kept) {
        if (!list.isPresent()) {
            return kept;
        }
        Set<ActivityKind> kinds = Fields.kinds(list);
        kinds.stream()
                .filter(ActivityKind::isDerived)
                .forEach(kind -> list.problem(
                        kind.qualifiedName() + " is found in other events; an inquiry is what a customer does"));
        return kinds;
    }
}
