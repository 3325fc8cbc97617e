package io.flywheel.domain.friction.service;

import io.flywheel.domain.control.InForce;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How waiting for support is measured.
 *
 * <p><b>Shape:</b> the policy goes by the source of the ticket, the calendar by its team; what is not listed has the default. {@code statuses} says what the words of the sources mean, in small
 * letters with spaces between words; a word that is not listed means open. The clocks of a ticket stand still while its status means one of {@code pausing}.
 *
 * <p><b>Units:</b> milliseconds. A solved or closed ticket to which nothing happens for {@code forgottenAfterMillis} is forgotten; what names it later begins a new history.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for negative times.
 *
 * <p><b>Source:</b> docs/reference/friction-service.md, "Settings".
 */
public record ServiceSettings(
        ServicePolicy policy,
        Map<String, ServicePolicy> policyBySource,
        BusinessCalendar calendar,
        Map<String, BusinessCalendar> calendarByTeam,
        Map<String, StatusMeaning> statuses,
        Set<StatusMeaning> pausing,
        long repeatContactMillis,
        long channelSwitchMillis,
        long forgottenAfterMillis)
        implements InForce<ServiceSettings> {

    /** The default policy on a calendar open day and night, clocks that pause while pending or on hold, 72 hours for a repeated contact, 24 for a switch of channel, 90 days of memory. */
    public static final ServiceSettings DEFAULT = new ServiceSettings(
            ServicePolicy.DEFAULT,
            Map.of(),
            BusinessCalendar.alwaysOpen(),
            Map.of(),
            StatusMeaning.USUAL_WORDS,
            Set.of(StatusMeaning.PENDING, StatusMeaning.ON_HOLD),
            Duration.ofHours(72).toMillis(),
            Duration.ofHours(24).toMillis(),
            Duration.ofDays(365).toMillis());

    public ServiceSettings {
        if (repeatContactMillis < 0 || channelSwitchMillis < 0 || forgottenAfterMillis < 0) {
            throw new IllegalArgumentException("times of the service settings must not be negative: repeat contact "
                    + repeatContactMillis + ", channel switch " + channelSwitchMillis + ", forgotten after "
                    + forgottenAfterMillis);
        }
        policyBySource = Map.copyOf(policyBySource);
        calendarByTeam = Map.copyOf(calendarByTeam);
        Map<String, StatusMeaning> plain = new HashMap<>();
        statuses.forEach((word, meaning) -> plain.put(StatusMeaning.plain(word), meaning));
        statuses = Map.copyOf(plain);
        pausing = Set.copyOf(pausing);
    }

    /** The same with another policy for sources that have none of their own. */
    public ServiceSettings withPolicy(ServicePolicy other) {
        return new ServiceSettings(
                other,
                policyBySource,
                calendar,
                calendarByTeam,
                statuses,
                pausing,
                repeatContactMillis,
                channelSwitchMillis,
                forgottenAfterMillis);
    }

    /** The same with other calendars. */
    public ServiceSettings withCalendars(BusinessCalendar other, Map<String, BusinessCalendar> byTeam) {
        return new ServiceSettings(
                policy,
                policyBySource,
                other,
                byTeam,
                statuses,
                pausing,
                repeatContactMillis,
                channelSwitchMillis,
                forgottenAfterMillis);
    }

    ServicePolicy policyOf(String source) {
        return policyBySource.getOrDefault(source, policy);
    }

    BusinessCalendar calendarOf(@Nullable String team) {
        return team == null ? calendar : calendarByTeam.getOrDefault(team, calendar);
    }

    StatusMeaning meaningOf(String status) {
        return statuses.getOrDefault(StatusMeaning.plain(status), StatusMeaning.OPEN);
    }

    boolean isPausing(StatusMeaning meaning) {
        return pausing.contains(meaning);
    }

    /** For how long a contact can matter to a later one. */
    long contactMemoryMillis() {
        return Math.max(repeatContactMillis, channelSwitchMillis);
    }

    /** Alone, they are in force for all time. */
    @Override
    public ServiceSettings at(long momentMillis) {
        return this;
    }
}
