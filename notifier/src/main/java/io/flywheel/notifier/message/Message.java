package io.flywheel.notifier.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What a receiver is told at once.
 *
 * <p><b>Shape:</b> kept in {@code alert_notification} as it was decided, so that a retry says the same. At most {@link #MOST_LINES} alerts by name; the numbers are of all.
 *
 * @param id the same for every attempt
 * @param kind firing, resolved, repeat or summary
 * @param alertsNew told for the first time
 * @param alertsOn on, the new ones among them
 * @param alertsOver whose end is told
 * @param alertsStale of a summary's alerts those that began too long ago to be told by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        String id,
        String receiver,
        String kind,
        String group,
        boolean isSummary,
        String severity,
        String title,
        long alertsNew,
        long alertsOn,
        long alertsOver,
        long alertsStale,
        List<RuleCount> counts,
        List<AlertLine> alerts,
        Instant plannedAt) {

    public static final int MOST_LINES = 10;

    @JsonIgnore
    public boolean isOver() {
        return alertsOn == 0;
    }

    /** Alerts that the message is about but does not name. */
    public long unnamed() {
        return Math.max(0, alertsOn + alertsOver - alerts.size());
    }
}
