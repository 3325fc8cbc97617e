package io.flywheel.domain.friction.watch;

import io.flywheel.domain.friction.clicks.ClickSettings;
import io.flywheel.domain.friction.service.ServiceSettings;
import org.jspecify.annotations.Nullable;

/**
 * What thresholds and calendars may change when they follow others while the jobs run: all but what decides which events are kept, and how they fall into visits.
 *
 * <p><b>Source:</b> docs/decisions/0024-settings-in-versions.md.
 */
public final class DetectorSuccession {

    private DetectorSuccession() {}

    /** Why settings can not follow others, with the field and the next step; null if they can. */
    public static @Nullable String problem(DetectorSettings before, DetectorSettings next) {
        String clicks = problem(before.clicks(), next.clicks());
        return clicks == null ? problem(before.service(), next.service()) : clicks;
    }

    private static @Nullable String problem(ClickSettings before, ClickSettings next) {
        if (before.sessionGapMillis() != next.sessionGapMillis()) {
            return fixed("clicks.visit_ends_after", "visits that are kept were made by it");
        }
        if (!before.resultsAttribute().equals(next.resultsAttribute())) {
            return fixed("clicks.results_attribute", "intake keeps no other one");
        }
        if (isOn(before.rageClicks()) != isOn(next.rageClicks())) {
            return turned("clicks.rage_clicks");
        }
        if (isOn(before.errorClickMillis()) != isOn(next.errorClickMillis())) {
            return turned("clicks.error_click_within");
        }
        if (isOn(before.deadClickMillis()) != isOn(next.deadClickMillis())) {
            return turned("clicks.dead_click_after");
        }
        if (isOn(before.quickBackMillis()) != isOn(next.quickBackMillis())) {
            return turned("clicks.quick_back_within");
        }
        if (before.forms() != next.forms()) {
            return turned("clicks.forms");
        }
        return isOn(before.checkoutMillis()) == isOn(next.checkoutMillis())
                ? null
                : turned("clicks.checkout_left_after");
    }

    private static @Nullable String problem(ServiceSettings before, ServiceSettings next) {
        if (next.repeatContactMillis() > before.repeatContactMillis()) {
            return longer("service.repeat_contact_within");
        }
        return next.channelSwitchMillis() > before.channelSwitchMillis()
                ? longer("service.channel_switch_within")
                : null;
    }

    private static boolean isOn(long threshold) {
        return threshold > 0;
    }

    private static String turned(String field) {
        return field + " is turned on or off, which decides what is kept of events"
                + "; give it a number that finds nothing or much instead, or change the file and start the job again";
    }

    private static String fixed(String field, String why) {
        return field + " can not change while the jobs run, for " + why
                + "; take the change back, or change the file and start the job again";
    }

    private static String longer(String field) {
        return field + " is longer than before, but older contacts are forgotten"
                + "; make it no longer, or change the file and start the job again";
    }
}
