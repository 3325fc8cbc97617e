package io.flywheel.notifier.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert as a message tells it.
 *
 * <p><b>Units:</b> event time; value and threshold in the unit of the rule.
 *
 * @param status firing or resolved
 * @param subject whom or what it is about, in words
 * @param summary what the rule says in a sentence
 * @param why what weighs most, in one line; empty if nothing is known
 * @param unit what value and threshold are numbers of, by its word; null if the rule says none
 * @param url the customer's page; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertLine(
        String fingerprint,
        long episode,
        String rule,
        String severity,
        String status,
        Map<String, String> labels,
        String subject,
        String summary,
        String why,
        @Nullable Double value,
        String direction,
        double threshold,
        @Nullable String unit,
        Instant since,
        @Nullable Instant resolvedAt,
        String runbook,
        @Nullable String url,
        List<String> evidence) {

    public static final String FIRING = "firing";
    public static final String RESOLVED = "resolved";

    @JsonIgnore
    public boolean isOver() {
        return status.equals(RESOLVED);
    }
}
