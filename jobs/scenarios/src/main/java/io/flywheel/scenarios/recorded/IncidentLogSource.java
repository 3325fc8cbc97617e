package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the audit log of a company's incident desk (ServiceNow): every line is an update of one incident and gives one event, and one
 * more for each further thing that changed with it.
 *
 * <p><b>Shape:</b> incidents come in the order in which they first appear, the updates of each by sys_updated_at, then sys_mod_count,
 * then file order. What changed is told by comparing with the update before, and nothing else is known: the columns that hold the final
 * outcome on every line (resolved_at, closed_at, closed_code, resolved_by, caused_by, problem_id) are never read. The id of an event is
 * the incident, a colon, and the position of the update in this order, counted from 1; a further event of the same update adds a slash
 * and its type. {@link RecordedEvents#additionalEvents} counts the further ones.
 *
 * <table>
 * <caption>What an update gives; the first row that holds is its event, each later one a further event</caption>
 * <tr><th>update</th><th>event</th><th>actor</th></tr>
 * <tr><td>first of the incident (and nothing further)</td><td>ticket_opened</td><td>customer</td></tr>
 * <tr><td>reopen_count rose</td><td>reopened; attributes.by the rise</td><td>agent</td></tr>
 * <tr><td>reassignment_count rose</td><td>reassigned; attributes.by the rise</td><td>agent</td></tr>
 * <tr><td>made_sla from true to false</td><td>sla_missed</td><td>agent</td></tr>
 * <tr><td>incident_state became Awaiting User Info, Resolved, Closed</td><td>waiting_on_customer, solved, closed</td>
 * <td>agent</td></tr>
 * <tr><td>incident_state became anything else</td><td>status_changed</td><td>agent</td></tr>
 * <tr><td>none of these</td><td>status_changed</td><td>system</td></tr>
 * </table>
 *
 * <p><b>Units:</b> times are day/month/year and stated without a zone; they are taken as UTC. A question mark means unknown.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException}.
 */
final class IncidentLogSource implements RecordedSource {

    private static final List<String> COLUMNS = List.of(
            "number",
            "incident_state",
            "reassignment_count",
            "reopen_count",
            "sys_mod_count",
            "made_sla",
            "caller_id",
            "sys_updated_at",
            "contact_type",
            "category",
            "priority",
            "assignment_group");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d/M/uuuu H:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Comparator<IncidentUpdate> BY_UPDATE =
            Comparator.comparingLong(IncidentUpdate::atMillis).thenComparingInt(IncidentUpdate::changeNumber);

    @Override
    public String name() {
        return "servicenow";
    }

    @Override
    public RecordedEvents read(Path file) {
        Map<String, List<IncidentUpdate>> incidents = new LinkedHashMap<>();
        SharedTexts texts = new SharedTexts();
        Table.eachRow(file, COLUMNS, row -> {
            IncidentUpdate update = update(row, texts);
            incidents
                    .computeIfAbsent(update.incident(), incident -> new ArrayList<>())
                    .add(update);
        });
        List<RecordedEvent> events = new ArrayList<>();
        long lines = 0;
        for (List<IncidentUpdate> updates : incidents.values()) {
            updates.sort(BY_UPDATE);
            lines += updates.size();
            events.addAll(new IncidentHistory(name(), updates).events());
        }
        return new RecordedEvents(events, lines, Map.of(), events.size() - lines);
    }

    private static IncidentUpdate update(Row row, SharedTexts texts) {
        return new IncidentUpdate(
                texts.share(row.name("number")),
                row.time("sys_updated_at", "29/2/2016 01:23", text -> LocalDateTime.parse(text, TIME))
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli(),
                row.count("sys_mod_count"),
                texts.share(row.name("incident_state")),
                row.count("reassignment_count"),
                row.count("reopen_count"),
                row.truth("made_sla"),
                texts.share(row.text("caller_id")),
                texts.share(row.text("contact_type")),
                texts.share(row.text("category")),
                IncidentUpdate.priority(row),
                texts.share(row.text("assignment_group")));
    }
}
