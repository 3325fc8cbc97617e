package io.flywheel.app.catalogue;

import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.friction.clicks.ClickSettings;
import io.flywheel.domain.friction.clicks.TargetPatterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The part of the thresholds that is about clicks, pages, forms and checkouts. */
final class ClickSection {

    static final Set<String> KNOWN = Set.of(
            "rage_clicks",
            "rage_gap",
            "rage_distance_px",
            "reported_within",
            "left_alone",
            "error_click_within",
            "dead_click_after",
            "quick_back_within",
            "visit_ends_after",
            "forms",
            "form_recovery",
            "checkout_left_after",
            "checkout_recovery",
            "results_attribute");

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final String IN_A_VISIT = "; a window within a visit is no longer than visit_ends_after";
    private static final String WHILE_OPEN =
            "; what came later could be a week late and undo numbers of windows that are final after eight days";

    private ClickSection() {}

    static ClickSettings read(YamlTree section, ClickSettings kept) {
        OptionalFields fields = new OptionalFields(section, KNOWN);
        long visit = fields.duration("visit_ends_after", kept.sessionGapMillis(), DAY_MILLIS, "");
        int rageClicks = fields.whole("rage_clicks", kept.rageClicks());
        long rageGap = fields.duration("rage_gap", kept.rageGapMillis(), visit, IN_A_VISIT);
        int rageDistance = fields.whole("rage_distance_px", kept.rageDistance());
        long reported = fields.duration("reported_within", kept.reportedWithinMillis(), visit, IN_A_VISIT);
        TargetPatterns leftAlone = patterns(fields.child("left_alone"), kept.leftAlone());
        long errorClick = fields.duration("error_click_within", kept.errorClickMillis(), visit, IN_A_VISIT);
        long deadClick = fields.duration("dead_click_after", kept.deadClickMillis(), visit, IN_A_VISIT);
        long quickBack = fields.duration("quick_back_within", kept.quickBackMillis(), visit, IN_A_VISIT);
        boolean forms = fields.flag("forms", kept.forms());
        long formRecovery = recovery(fields, "form_recovery", kept.formRecoveryMillis());
        long checkout = fields.duration("checkout_left_after", kept.checkoutMillis(), DAY_MILLIS, "");
        long checkoutRecovery = recovery(fields, "checkout_recovery", kept.checkoutRecoveryMillis());
        String results = fields.word("results_attribute", kept.resultsAttribute());
        return fields.whole(
                kept,
                () -> new ClickSettings(
                        rageClicks,
                        rageGap,
                        rageDistance,
                        reported,
                        leftAlone,
                        errorClick,
                        deadClick,
                        quickBack,
                        visit,
                        forms,
                        formRecovery,
                        checkout,
                        checkoutRecovery,
                        results));
    }

    private static long recovery(OptionalFields fields, String name, long kept) {
        return fields.duration(name, kept, ClickSettings.LONGEST_RECOVERY_MILLIS, WHILE_OPEN);
    }

    /** Each pattern is tried by itself, so that each wrong one is named where it stands. */
    private static TargetPatterns patterns(YamlTree list, TargetPatterns kept) {
        if (!list.isPresent()) {
            return kept;
        }
        List<String> texts = new ArrayList<>();
        for (YamlTree entry : list.list()) {
            String text = OptionalFields.given(entry, "a regular expression");
            try {
                texts.addAll(text.isEmpty() ? List.of() : new TargetPatterns(List.of(text)).texts());
            } catch (IllegalArgumentException e) {
                entry.problem(String.valueOf(e.getMessage()));
            }
        }
        return new TargetPatterns(texts);
    }
}
