package io.flywheel.local.operations;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the jobs and PostgreSQL have refused, and what becomes of it. */
public interface Rejected {

    /** Everything refused, by reason: records on the dead-letter topic, and rows in {@code rejected_row}. */
    Listing list(Path configuration, Map<String, String> settings);

    /** One refused record or row. */
    Detail show(Path configuration, Map<String, String> settings, String place);

    /** Sends refused records again to the topics they came from, each once. */
    Resending resend(ResendRequest request);

    /** Records and rows refused alike, most first. */
    record Listing(long records, List<Group> groups, List<RowGroup> rows) {}

    /**
     * Records of one topic refused for one reason.
     *
     * @param example the place of one of them, for {@code rejected show}
     */
    record Group(String topic, String reason, long records, Instant first, Instant last, String example) {}

    /** Rows of one table refused with one SQLSTATE. */
    record RowGroup(String table, String sqlstate, long rows, Instant first, Instant last, String example) {}

    /**
     * One refused record or row.
     *
     * @param place topic/partition/offset of a record, table/key of a row
     * @param size bytes of the whole value; -1 if there was none, 0 for a row
     * @param content what of it can be printed: text as it is, other bytes as a dot
     * @param base64 the first bytes of a record; empty for a row
     */
    record Detail(
            String place,
            String reason,
            String detail,
            Instant refusedAt,
            long size,
            String sha256,
            String content,
            String base64) {}

    /**
     * What shall be sent again.
     *
     * @param reason only those refused for this reason; null is any
     * @param places only these, topic/partition/offset; empty is all
     * @param mended file with the bytes to send instead, for exactly one place
     */
    record ResendRequest(
            Path configuration,
            Map<String, String> settings,
            @Nullable String reason,
            List<String> places,
            @Nullable Path mended,
            boolean dryRun) {

        public ResendRequest {
            settings = Map.copyOf(settings);
            places = List.copyOf(places);
        }
    }

    /**
     * What became of them.
     *
     * @param selected refused records that were meant
     * @param sent those sent, or with a dry run those that would be
     * @param sentBefore those that somebody had sent again already
     * @param incomplete those whose bytes are neither in the dead letter nor in their topic any more
     */
    record Resending(boolean dryRun, long selected, long sent, long sentBefore, long incomplete) {}
}
