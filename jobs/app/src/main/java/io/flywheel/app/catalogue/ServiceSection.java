package io.flywheel.app.catalogue;

import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.friction.service.BusinessCalendar;
import io.flywheel.domain.friction.service.ServicePolicy;
import io.flywheel.domain.friction.service.ServiceSettings;
import io.flywheel.domain.friction.service.ServiceTarget;
import io.flywheel.domain.friction.service.ServiceTargets;
import io.flywheel.domain.friction.service.StatusMeaning;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The part of the thresholds that is about waiting for support. */
final class ServiceSection {

    static final Set<String> KNOWN = Set.of(
            "policy",
            "policy_by_source",
            "calendar",
            "calendar_by_team",
            "statuses",
            "pausing",
            "repeat_contact_within",
            "channel_switch_within",
            "forgotten_after");

    private static final Set<String> PROMISES = Set.of("first_response", "next_response", "resolution");

    private ServiceSection() {}

    static ServiceSettings read(YamlTree section, ServiceSettings kept) {
        OptionalFields fields = new OptionalFields(section, KNOWN);
        ServicePolicy policy = policy(fields.child("policy"), kept.policy().name(), kept.policy());
        Map<String, ServicePolicy> bySource = fields.byName(
                "policy_by_source", kept.policyBySource(), (source, entry) -> policy(entry, source, policy));
        BusinessCalendar calendar = CalendarEntry.read(fields.child("calendar"), kept.calendar());
        Map<String, BusinessCalendar> byTeam = fields.byName(
                "calendar_by_team", kept.calendarByTeam(), (team, entry) -> CalendarEntry.read(entry, calendar));
        Map<String, StatusMeaning> statuses = statuses(fields.child("statuses"), kept.statuses());
        Set<StatusMeaning> pausing = fields.constants("pausing", kept.pausing(), StatusMeaning.values());
        long repeat = fields.duration("repeat_contact_within", kept.repeatContactMillis());
        long channel = fields.duration("channel_switch_within", kept.channelSwitchMillis());
        long forgotten = fields.duration("forgotten_after", kept.forgottenAfterMillis());
        return fields.whole(
                kept,
                () -> new ServiceSettings(
                        policy, bySource, calendar, byTeam, statuses, pausing, repeat, channel, forgotten));
    }

    private static ServicePolicy policy(YamlTree entry, String name, ServicePolicy kept) {
        OptionalFields fields = new OptionalFields(entry, Set.of("name", "targets"));
        return new ServicePolicy(fields.word("name", name), targets(fields.child("targets"), kept.targets()));
    }

    private static Map<Priority, ServiceTargets> targets(YamlTree map, Map<Priority, ServiceTargets> kept) {
        if (OptionalFields.isNone(map)) {
            return Map.of();
        }
        Map<Priority, ServiceTargets> targets = new EnumMap<>(Priority.class);
        targets.putAll(kept);
        Set<String> known = new LinkedHashSet<>();
        for (Priority priority : Priority.values()) {
            known.add(Fields.lower(priority));
        }
        OptionalFields fields = new OptionalFields(map, known);
        for (Priority priority : Priority.values()) {
            YamlTree entry = fields.child(Fields.lower(priority));
            if (OptionalFields.isNone(entry)) {
                targets.remove(priority);
            } else if (entry.isPresent()) {
                targets.put(priority, promises(entry, kept.getOrDefault(priority, ServiceTargets.NONE)));
            }
        }
        return targets;
    }

    private static ServiceTargets promises(YamlTree map, ServiceTargets kept) {
        OptionalFields fields = new OptionalFields(map, PROMISES);
        ServiceTarget first = TargetEntry.read(fields.child("first_response"), kept.firstResponse());
        ServiceTarget next = TargetEntry.read(fields.child("next_response"), kept.nextResponse());
        ServiceTarget resolution = TargetEntry.read(fields.child("resolution"), kept.resolution());
        return new ServiceTargets(first, next, resolution);
    }

    /** A meaning that is given has just the words given; those of the others stay, unless the file gives one of them another meaning. */
    private static Map<String, StatusMeaning> statuses(YamlTree map, Map<String, StatusMeaning> kept) {
        Map<String, StatusMeaning> words = new HashMap<>(kept);
        Map<String, StatusMeaning> given = new HashMap<>();
        Set<String> known = new LinkedHashSet<>();
        for (StatusMeaning meaning : StatusMeaning.values()) {
            known.add(Fields.lower(meaning));
        }
        OptionalFields fields = new OptionalFields(map, known);
        for (StatusMeaning meaning : StatusMeaning.values()) {
            YamlTree list = fields.child(Fields.lower(meaning));
            if (list.isPresent()) {
                words.values().removeIf(meaning::equals);
            }
            for (YamlTree entry : list.list()) {
                String word = StatusMeaning.plain(OptionalFields.given(entry, "the word of a status"));
                StatusMeaning other = word.isEmpty() ? null : given.put(word, meaning);
                if (other != null) {
                    entry.problem("the status '" + word + "' already means " + Fields.lower(other)
                            + " (capitals, hyphens and underscores make no difference); list it once");
                }
            }
        }
        words.putAll(given);
        return words;
    }
}
