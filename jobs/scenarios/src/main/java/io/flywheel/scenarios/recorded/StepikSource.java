package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers that learners of an online course submitted: every line is one click, a step passed or a step failed.
 *
 * <p><b>Shape:</b> events come in file order, which is not the order of time. The id of an event is a hash of its line (the first 8
 * bytes of SHA-256, hexadecimal), a hyphen, and how often this very line has been seen in the file so far, counted from 1; so equal lines
 * are different events, and a line keeps its id when others are added.
 *
 * <table>
 * <caption>Mapping</caption>
 * <tr><th>column</th><th>event</th></tr>
 * <tr><td>step_id</td><td>page</td></tr>
 * <tr><td>timestamp</td><td>occurred_at, seconds since 1970 UTC; it has arrived at once</td></tr>
 * <tr><td>submission_status correct, wrong</td><td>type step_passed, step_failed</td></tr>
 * <tr><td>user_id</td><td>customer_id</td></tr>
 * </table>
 *
 * <p><b>Errors:</b> {@link UnreadableEventException}; the file has no quoted fields, so a line is split at its commas.
 */
final class StepikSource implements RecordedSource {

    private static final List<String> COLUMNS = List.of("step_id", "timestamp", "submission_status", "user_id");
    private static final int HASH_BYTES = 8;

    @Override
    public String name() {
        return "stepik";
    }

    @Override
    public RecordedEvents read(Path file) {
        Reading reading = new Reading(name());
        EventFile.eachLine(file, reading::take);
        reading.requireHeader(new Place(file, 1));
        return RecordedEvents.onePerLine(reading.events);
    }

    private static final class Reading {
        private final String source;
        private final List<RecordedEvent> events = new ArrayList<>();
        private final Map<String, Integer> occurrences = new HashMap<>();
        private final SharedTexts texts = new SharedTexts();
        private final MessageDigest sha256 = sha256();
        private @Nullable Header header;

        Reading(String source) {
            this.source = source;
        }

        void take(String line, Place place) {
            List<String> fields = List.of(line.split(",", -1));
            if (header == null) {
                header = Header.of(fields, COLUMNS, place);
            } else {
                events.add(event(new Row(header, fields, place), idOf(line)));
            }
        }

        void requireHeader(Place place) {
            if (header == null) {
                throw place.unreadable(
                        "", "a header with the columns " + String.join(",", COLUMNS), null, "check the file");
            }
        }

        private RecordedEvent event(Row row, String eventId) {
            Instant occurredAt = row.time(
                    "timestamp", "1434349275 (seconds)", seconds -> Instant.ofEpochSecond(row.whole("timestamp")));
            ClickstreamEvent event = ClickstreamEvent.newBuilder()
                    .setEventId(eventId)
                    .setSource(source)
                    .setOccurredAt(occurredAt)
                    .setCustomerId(texts.share(row.text("user_id")))
                    .setActor(Actor.customer)
                    .setType(typeOf(row))
                    .setPage(texts.share(row.name("step_id")))
                    .setAttributes(Map.of())
                    .setCount(1)
                    .build();
            return RecordedEvent.of(event, occurredAt.toEpochMilli());
        }

        private static ClickstreamType typeOf(Row row) {
            return switch (row.text("submission_status")) {
                case "correct" -> ClickstreamType.step_passed;
                case "wrong" -> ClickstreamType.step_failed;
                default -> throw row.unreadable("submission_status", "correct or wrong");
            };
        }

        private String idOf(String line) {
            byte[] digest = sha256.digest(line.getBytes(StandardCharsets.UTF_8));
            String hash = HexFormat.of().formatHex(digest, 0, HASH_BYTES);
            return hash + "-" + occurrences.merge(hash, 1, Integer::sum);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }
    }
}
