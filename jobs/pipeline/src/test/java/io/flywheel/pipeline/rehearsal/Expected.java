package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.customer.Outcome;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.domain.quality.QualityWindow;
import io.flywheel.pipeline.intake.Inbound;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must come out of the graph for a log, computed without it. */
public final class Expected {

    private final PlainFold plain = new PlainFold();
    private final Map<String, long[]> counts = new TreeMap<>();
    private final Map<String, Map<String, Long>> reasons = new HashMap<>();
    private final Map<String, Map<String, Long>> unmapped = new HashMap<>();
    private final Set<String> late = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();

    public Expected(InboundLog log) {
        log.history().list().forEach(this::fold);
        log.all().forEach(this::setAside);
    }

    public Map<String, String> customerRows() {
        Map<String, String> rows = new TreeMap<>();
        plain.rows(History.END - MomentumRun.BOUND.toMillis() - 1).forEach((id, row) -> rows.put(id, row.toString()));
        return rows;
    }

    public Map<String, String> qualityRows() {
        Map<String, String> rows = new TreeMap<>();
        counts.forEach((key, n) -> rows.put(
                key,
                line(
                        n[0] + n[1] + n[2] + n[3],
                        n[0],
                        n[1],
                        n[2],
                        n[3],
                        reasons.getOrDefault(key, Map.of()),
                        unmapped.getOrDefault(key, Map.of()))));
        return rows;
    }

    public Set<String> late() {
        return late;
    }

    public Set<String> refused() {
        return refused;
    }

    /** Signals by name, kind and event. */
    public Set<String> signals() {
        return plain.signals();
    }

    static String keyOf(QualityWindow window) {
        return window.stream() + "|" + window.windowStartMillis();
    }

    static String lineOf(QualityWindow window) {
        return line(
                window.received(),
                window.accepted(),
                window.duplicates(),
                window.late(),
                window.rejected(),
                window.rejectedByReason(),
                window.unmappedTypes());
    }

    static String placeOf(LateRecord record) {
        return record.stream().word() + "/" + record.partition() + "/" + record.offset();
    }

    static String placeOf(Refusal refusal) {
        return refusal.reason() + " " + refusal.stream().word() + "/" + refusal.partition() + "/" + refusal.offset();
    }

    private static String line(
            long received,
            long accepted,
            long duplicates,
            long late,
            long rejected,
            Map<String, Long> reasons,
            Map<String, Long> unmapped) {
        return received + " = " + accepted + " + " + duplicates + " + " + late + " + " + rejected + " "
                + new TreeMap<>(reasons) + " " + new TreeMap<>(unmapped);
    }

    private void fold(Activity activity) {
        EventStream stream = activity.kind().stream();
        Outcome outcome = plain.fold(activity);
        switch (outcome) {
            case ACCEPTED -> {
                add(stream, activity.arrivedAtMillis(), 0);
                if (SmallCatalogue.load().isUnmapped(activity)) {
                    note(unmapped, stream, activity.arrivedAtMillis(), String.valueOf(activity.customName()));
                }
            }
            case DUPLICATE -> add(stream, activity.arrivedAtMillis(), 1);
            case CONFLICT -> refuse(Refusal.withoutPayload(activity, RejectReason.ID_CONFLICT, ""));
        }
    }

    private void setAside(Inbound inbound) {
        LateRecord record = inbound.late();
        Refusal refusal = inbound.refusal();
        if (record != null) {
            late.add(placeOf(record));
            add(record.stream(), record.arrivedAtMillis(), 2);
        } else if (refusal != null) {
            refuse(refusal);
        }
    }

    private void refuse(Refusal refusal) {
        refused.add(placeOf(refusal));
        add(refusal.stream(), refusal.arrivedAtMillis(), 3);
        note(
                reasons,
                refusal.stream(),
                refusal.arrivedAtMillis(),
                refusal.reason().name());
    }

    private void add(EventStream stream, long arrivedAt, int place) {
        counts.computeIfAbsent(keyOf(stream, arrivedAt), absent -> new long[4])[place]++;
    }

    private static void note(Map<String, Map<String, Long>> notes, EventStream stream, long arrivedAt, String detail) {
        notes.computeIfAbsent(keyOf(stream, arrivedAt), absent -> new TreeMap<>())
                .merge(detail, 1L, Long::sum);
    }

    private static String keyOf(EventStream stream, long arrivedAt) {
        return stream.word() + "|" + QualityCount.hourOf(arrivedAt);
    }
}
