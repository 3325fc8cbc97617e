package io.flywheel.local.operations;

import io.flywheel.domain.packing.Sha256;
import io.flywheel.local.Endpoints;
import io.flywheel.local.RowCounts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.KafkaSender;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.kafka.TopicReader;
import io.flywheel.local.postgres.RefusedRows;
import io.flywheel.schema.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends refused records again to the topics they came from, with the arrival that they had.
 *
 * <p><b>Shape:</b> each is claimed in the database before it is sent, and the claims of a batch count once Kafka has stored it. A run that dies in between may send a batch twice; the jobs tell
 * repetitions by the identity of the event.
 */
final class Resend {

    /** Says where a record sent again was refused. */
    private static final String ORIGIN = "flywheel-resent-of";

    private static final int BATCH = 500;

    private final Endpoints endpoints;
    private final Rejected.ResendRequest request;
    private long sent;
    private long sentBefore;
    private long incomplete;

    Resend(Endpoints endpoints, Rejected.ResendRequest request) {
        this.endpoints = endpoints;
        this.request = request;
    }

    Rejected.Resending run() {
        if (request.mended() != null && request.places().size() != 1) {
            throw new Failure(
                    ErrorCode.USAGE,
                    "a mended file is for one record",
                    request.places().size() + " places are named",
                    "name the place of the record that the file replaces");
        }
        List<DeadLetter> selected = new ArrayList<>();
        LocalRejected.letters(endpoints, letter -> {
            if (isMeant(letter)) {
                selected.add(letter);
            }
        });
        RowCounts.answer(endpoints.database(), () -> {
            sendAll(selected);
            return selected.size();
        });
        return new Rejected.Resending(request.dryRun(), selected.size(), sent, sentBefore, incomplete);
    }

    private boolean isMeant(DeadLetter letter) {
        String reason = request.reason();
        return (reason == null || reason.equals(letter.getReason()))
                && (request.places().isEmpty() || request.places().contains(LocalRejected.placeOf(letter)));
    }

    private void sendAll(List<DeadLetter> selected) throws SQLException {
        try (RefusedRows.Claims claims = new RefusedRows.Claims(endpoints.database());
                TopicReader topics = new TopicReader(endpoints.bootstrapServers(), endpoints.kafkaSecurity());
                KafkaSender sender = new KafkaSender(endpoints.bootstrapServers(), endpoints.kafkaSecurity())) {
            for (DeadLetter letter : selected) {
                send(letter, claims, topics, sender);
                if (sent % BATCH == 0) {
                    confirm(claims, sender);
                }
            }
            confirm(claims, sender);
        }
    }

    private void confirm(RefusedRows.Claims claims, KafkaSender sender) throws SQLException {
        sender.flush();
        claims.confirm();
    }

    private void send(DeadLetter letter, RefusedRows.Claims claims, TopicReader topics, KafkaSender sender)
            throws SQLException {
        if (claims.isClaimed(letter.getTopic(), letter.getPartition(), letter.getOffset())) {
            sentBefore++;
            return;
        }
        Optional<byte[]> value = value(letter, topics);
        if (value.isEmpty()) {
            incomplete++;
            return;
        }
        if (!request.dryRun()) {
            if (!claims.claim(
                    letter.getTopic(),
                    letter.getPartition(),
                    letter.getOffset(),
                    letter.getReason(),
                    request.mended() != null)) {
                sentBefore++;
                return;
            }
            byte[] origin = LocalRejected.placeOf(letter).getBytes(StandardCharsets.UTF_8);
            sender.send(new OutgoingRecord(
                    letter.getTopic(),
                    null,
                    value.get(),
                    letter.getArrivedAt().toEpochMilli(),
                    Map.of(ORIGIN, origin)));
        }
        sent++;
    }

    /** The bytes to send: mended ones, those in the dead letter, or those still in the topic, by their fingerprint. */
    private Optional<byte[]> value(DeadLetter letter, TopicReader topics) {
        Path mended = request.mended();
        if (mended != null) {
            try {
                return Optional.of(Files.readAllBytes(mended));
            } catch (IOException e) {
                throw new Failure(
                        ErrorCode.INPUT_UNREADABLE,
                        "the mended record " + mended + " can not be read",
                        Failure.wordsOf(e),
                        "name a file that this user can read",
                        e);
            }
        }
        byte[] payload = LocalRejected.bytes(letter);
        if (payload.length == letter.getPayloadSize()) {
            return Optional.of(payload);
        }
        return topics.value(letter.getTopic(), letter.getPartition(), letter.getOffset())
                .filter(whole -> Sha256.hex(whole).equals(letter.getPayloadSha256()));
    }
}
