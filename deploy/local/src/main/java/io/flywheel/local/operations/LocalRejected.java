package io.flywheel.local.operations;

import io.flywheel.app.decode.DeadLetterReader;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.RowCounts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.TopicReader;
import io.flywheel.local.postgres.RefusedRows;
import io.flywheel.schema.DeadLetter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Reads the dead-letter topic and the table of refused rows of a configuration. */
public final class LocalRejected implements Rejected {

    private final Configurations configurations;

    public LocalRejected(Configurations configurations) {
        this.configurations = configurations;
    }

    @Override
    public Listing list(Path configuration, Map<String, String> settings) {
        Endpoints endpoints = configurations.endpoints(configuration, settings);
        Map<String, Group> groups = new TreeMap<>();
        letters(
                endpoints,
                letter -> groups.merge(
                        letter.getTopic() + "/" + letter.getReason(), alone(letter), LocalRejected::joined));
        List<RowGroup> rows =
                RowCounts.answer(endpoints.database(), () -> RefusedRows.groups(endpoints.database())).stream()
                        .map(row -> new RowGroup(
                                row.table(),
                                row.sqlstate(),
                                row.rows(),
                                row.first(),
                                row.last(),
                                row.table() + "/" + row.exampleKey()))
                        .toList();
        return new Listing(
                groups.values().stream().mapToLong(Group::records).sum(),
                groups.values().stream()
                        .sorted(Comparator.comparingLong(Group::records).reversed())
                        .toList(),
                rows);
    }

    private static Group alone(DeadLetter letter) {
        return new Group(
                letter.getTopic(),
                letter.getReason(),
                1,
                letter.getArrivedAt(),
                letter.getArrivedAt(),
                placeOf(letter));
    }

    private static Group joined(Group one, Group other) {
        return new Group(
                one.topic(),
                one.reason(),
                one.records() + other.records(),
                earlier(one.first(), other.first()),
                earlier(other.last(), one.last()).equals(one.last()) ? other.last() : one.last(),
                one.example());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public Detail show(Path configuration, Map<String, String> settings, String place) {
        Endpoints endpoints = configurations.endpoints(configuration, settings);
        AtomicReference<Detail> found = new AtomicReference<>();
        letters(endpoints, letter -> {
            if (placeOf(letter).equals(place)) {
                found.set(detail(letter));
            }
        });
        return Optional.ofNullable(found.get())
                .or(() -> row(endpoints, place))
                .orElseThrow(() -> new Failure(
                        ErrorCode.INPUT_UNREADABLE,
                        "nothing refused lies at " + place,
                        "neither the dead-letter topic nor flywheel.rejected_row has it",
                        "take a place from: flywheel rejected list"));
    }

    private static Detail detail(DeadLetter letter) {
        byte[] payload = bytes(letter);
        return new Detail(
                placeOf(letter),
                letter.getReason(),
                letter.getDetail(),
                letter.getArrivedAt(),
                letter.getPayloadSize(),
                letter.getPayloadSha256(),
                printable(payload),
                Base64.getEncoder().encodeToString(payload));
    }

    private static Optional<Detail> row(Endpoints endpoints, String place) {
        int slash = place.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String table = place.substring(0, slash);
        String key = place.substring(slash + 1);
        return RowCounts.answer(endpoints.database(), () -> RefusedRows.find(endpoints.database(), table, key))
                .map(row -> new Detail(place, row.sqlstate(), row.message(), row.rejectedAt(), 0, "", row.row(), ""));
    }

    private static String printable(byte[] payload) {
        StringBuilder text = new StringBuilder(payload.length);
        new String(payload, StandardCharsets.ISO_8859_1)
                .chars()
                .forEach(character -> text.append(character >= ' ' && character < 127 ? (char) character : '.'));
        return text.toString();
    }

    @Override
    public Resending resend(ResendRequest request) {
        return new Resend(configurations.endpoints(request.configuration(), request.settings()), request).run();
    }

    /** Every dead letter, once; a job that was restarted may have written one twice. */
    static void letters(Endpoints endpoints, Consumer<DeadLetter> consumer) {
        URI registry = endpoints.registry();
        DeadLetterReader reader = new DeadLetterReader(new SchemaSource(registry == null ? null : registry.toString()));
        Set<String> seen = new HashSet<>();
        try (TopicReader topic = new TopicReader(endpoints.bootstrapServers(), endpoints.kafkaSecurity())) {
            topic.read(TopicNames.of(endpoints.config()).deadLetters(), value -> {
                try {
                    reader.read(value)
                            .filter(letter -> seen.add(placeOf(letter)))
                            .ifPresent(consumer);
                } catch (IOException e) {
                    throw new Failure(
                            ErrorCode.REGISTRY_UNREACHABLE,
                            "a dead letter can not be read",
                            Failure.wordsOf(e),
                            "check registry.url",
                            e);
                }
            });
        }
    }

    static String placeOf(DeadLetter letter) {
        return letter.getTopic() + "/" + letter.getPartition() + "/" + letter.getOffset();
    }

    static byte[] bytes(DeadLetter letter) {
        byte[] payload = new byte[letter.getPayload().remaining()];
        letter.getPayload().duplicate().get(payload);
        return payload;
    }
}
