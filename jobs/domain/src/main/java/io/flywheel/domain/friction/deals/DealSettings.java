package io.flywheel.domain.friction.deals;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.control.InForce;
import io.flywheel.domain.friction.service.BusinessCalendar;
import io.flywheel.domain.friction.service.ServiceTarget;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From when on deals and inquiries count as friction.
 *
 * <p><b>Shape:</b> pipelines go by their name; what is not listed, and a deal that states none, has the default. The longest stay in a stage is the longer one of its limit and {@code medianFactor} times
 * its median. An {@code idleMillis} of 0, a null {@code closePeriod}, false {@code regressions} and a null {@code leadTarget} turn what they stand for off. {@code inquiries} are the kinds with which a
 * customer asks to be contacted; what the target measures in business time counts on {@code leadCalendar}.
 *
 * <p><b>Units:</b> milliseconds. A closed deal to which nothing happens for {@code forgottenAfterMillis} is forgotten; what names it later begins a new history.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for negative numbers.
 *
 * <p><b>Source:</b> docs/reference/friction-deals.md, "Settings".
 */
public record DealSettings(
        Pipeline pipeline,
        Map<String, Pipeline> pipelineByName,
        double medianFactor,
        long idleMillis,
        @Nullable ClosePeriod closePeriod,
        boolean regressions,
        @Nullable ServiceTarget leadTarget,
        BusinessCalendar leadCalendar,
        Set<ActivityKind> inquiries,
        long forgottenAfterMillis)
        implements InForce<DealSettings> {

    /** Thirty days in a stage or 1.5 times its median, 14 days idle, months, an hour day and night for an inquiry, 90 days of memory. */
    public static final DealSettings DEFAULT = new DealSettings(
            Pipeline.DEFAULT,
            Map.of(),
            1.5,
            Duration.ofDays(14).toMillis(),
            ClosePeriod.MONTH,
            true,
            ServiceTarget.inBusinessTime(Duration.ofHours(1)),
            BusinessCalendar.alwaysOpen(),
            Set.of(
                    ActivityKind.FORM_SUBMIT,
                    ActivityKind.CALL_MISSED,
                    ActivityKind.CALL_ABANDONED,
                    ActivityKind.VOICEMAIL),
            Duration.ofDays(90).toMillis());

    public DealSettings {
        if (!(medianFactor >= 0) || idleMillis < 0 || forgottenAfterMillis < 0) {
            throw new IllegalArgumentException("numbers of the deal settings must not be negative: median factor "
                    + medianFactor + ", idle " + idleMillis + ", forgotten after " + forgottenAfterMillis
                    + "; 0 switches the first two off");
        }
        pipelineByName = Map.copyOf(pipelineByName);
        inquiries = Set.copyOf(inquiries);
    }

    /** The same with other pipelines. */
    public DealSettings withPipelines(Pipeline other, Map<String, Pipeline> byName) {
        return new DealSettings(
                other,
                byName,
                medianFactor,
                idleMillis,
                closePeriod,
                regressions,
                leadTarget,
                leadCalendar,
                inquiries,
                forgottenAfterMillis);
    }

    /** The same with another time without any event of a deal; 0 for any time. */
    public DealSettings withIdleMillis(long other) {
        return new DealSettings(
                pipeline,
                pipelineByName,
                medianFactor,
                other,
                closePeriod,
                regressions,
                leadTarget,
                leadCalendar,
                inquiries,
                forgottenAfterMillis);
    }

    /** The same with other periods of the forecast; null for none. */
    public DealSettings withClosePeriod(@Nullable ClosePeriod other) {
        return new DealSettings(
                pipeline,
                pipelineByName,
                medianFactor,
                idleMillis,
                other,
                regressions,
                leadTarget,
                leadCalendar,
                inquiries,
                forgottenAfterMillis);
    }

    /** The same with another time to answer an inquiry, null for any time, and another calendar. */
    public DealSettings withLeadTarget(@Nullable ServiceTarget other, BusinessCalendar calendar) {
        return new DealSettings(
                pipeline,
                pipelineByName,
                medianFactor,
                idleMillis,
                closePeriod,
                regressions,
                other,
                calendar,
                inquiries,
                forgottenAfterMillis);
    }

    Pipeline pipelineOf(@Nullable String name) {
        return name == null ? pipeline : pipelineByName.getOrDefault(name, pipeline);
    }

    /** The longest stay in a stage, or 0 for any. */
    long longestStayMillis(@Nullable String pipelineName, @Nullable String stage) {
        return pipelineOf(pipelineName).limitOf(stage).longestMillis(medianFactor);
    }

    /** Alone, they are in force for all time. */
    @Override
    public DealSettings at(long momentMillis) {
        return this;
    }
}
