package io.flywheel.scenarios.recorded;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the customers and moments that scores are wanted for: CSV, plain or gzip, with the columns {@code customer_id} and {@code as_of}, and {@code label} (1 = the bad outcome came afterwards) where
 * outcomes are known. Other columns are ignored.
 *
 * <p><b>Units:</b> {@code as_of} is ISO-8601: a time with offset, a time without one, which is UTC, or a day, which means the midnight (UTC) that begins it.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException}.
 */
public final class SnapshotFile {

    private static final String CUSTOMER = "customer_id";
    private static final String AS_OF = "as_of";
    private static final String LABEL = "label";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd[['T'][' ']HH:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS]][XXX][XX][X]]");

    private SnapshotFile() {}

    /** Moments with their outcomes. */
    public static List<Snapshot> labelled(Path file) {
        List<Snapshot> snapshots = new ArrayList<>();
        Table.eachRow(
                file,
                List.of(CUSTOMER, AS_OF, LABEL),
                row -> snapshots.add(new Snapshot(row.name(CUSTOMER), asOf(row), label(row))));
        return snapshots;
    }

    /** Moments alone. */
    public static List<Snapshot> moments(Path file) {
        List<Snapshot> snapshots = new ArrayList<>();
        Table.eachRow(
                file,
                List.of(CUSTOMER, AS_OF),
                row -> snapshots.add(new Snapshot(row.name(CUSTOMER), asOf(row), null)));
        return snapshots;
    }

    private static boolean label(Row row) {
        return switch (row.text(LABEL)) {
            case "1" -> true;
            case "0" -> false;
            default -> throw row.unreadable(LABEL, "1 (the bad outcome came afterwards) or 0");
        };
    }

    private static long asOf(Row row) {
        TemporalAccessor moment = row.time(
                AS_OF,
                "2017-04-02T00:00:00Z or 2017-04-02",
                text -> MOMENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
        if (moment instanceof OffsetDateTime time) {
            return time.toInstant().toEpochMilli();
        }
        LocalDateTime time = moment instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) moment;
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
