package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.facts.FrictionRow.Kind;
import io.flywheel.domain.facts.FrictionRow.Status;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The frictions of one customer that may stand, each as it was told last, so that its row is sent when it opens, closes or vanishes.
 *
 * <p><b>Shape:</b> one entry for each signal of a standing rule that is open or young enough to change. From which of several openings a condition counts follows from all of them; the others are
 * impulses, over at once.
 *
 * <p><b>Units:</b> epoch milliseconds of event time.
 */
final class FrictionBook {

    private static final long NEVER = Long.MAX_VALUE;
    private static final int LEAST_BYTES = 15;
    private static final Kind[] KINDS = Kind.values();
    private static final Status[] STATUSES = Status.values();
    private static final Priority[] PRIORITIES = Priority.values();
    private static final Phase[] PHASES = Phase.values();
    private static final Department[] DEPARTMENTS = Department.values();

    private final Map<String, Entry> entries = new TreeMap<>();

    /** A row as it was told last, or as it came if it was not told yet; {@code openedBy} is the event id that its condition knows it by. */
    private record Entry(FrictionRow row, String openedBy, boolean isTold) {}

    /** Notes that something was opened; once told, it is told again only if it changes. */
    void open(FrictionRow row, String openedBy) {
        entries.putIfAbsent(row.frictionId(), new Entry(row, openedBy, false));
    }

    /** What was found is none. */
    void retract(String frictionId, Consumer<FrictionRow> rows) {
        Entry entry = entries.remove(frictionId);
        if (entry != null && entry.isTold) {
            rows.accept(entry.row.retracted());
        }
    }

    /**
     * Tells the rows that differ from what was told, given the conditions at a watermark.
     *
     * @return when something that is open ends by its age alone, or {@link Long#MAX_VALUE}
     */
    long update(
            List<StandingItem> standing, long watermarkMillis, SignalCatalogue catalogue, Consumer<FrictionRow> rows) {
        long next = NEVER;
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            Entry entry = each.getValue();
            SignalRule rule = Objects.requireNonNull(catalogue.ruleNamed(entry.row.signalType()));
            StandingTerm term = termOf(entry, rule, standing);
            FrictionRow now;
            if (term == null) {
                now = entry.row.as(Kind.IMPULSE, Status.CLOSED, entry.row.occurredAtMillis());
            } else if (isOpen(term, rule, watermarkMillis)) {
                now = entry.row.as(Kind.STANDING, Status.OPEN, null);
                next = Math.min(next, term.endsAtMillis());
            } else {
                now = entry.row.as(Kind.STANDING, Status.CLOSED, term.endsAtMillis());
            }
            if (!entry.isTold || !now.equals(entry.row)) {
                each.setValue(new Entry(now, entry.openedBy, true));
                rows.accept(now);
            }
        }
        return next;
    }

    private static @Nullable StandingTerm termOf(Entry entry, SignalRule rule, List<StandingItem> standing) {
        String ref = entry.row.objectRef();
        String object = ref == null ? "" : ref;
        for (StandingItem item : standing) {
            if (item.ruleId == rule.id() && item.objectRef.equals(object)) {
                for (StandingTerm term : item.terms(rule)) {
                    if (term.eventId().equals(entry.openedBy)) {
                        return term;
                    }
                }
            }
        }
        return null;
    }

    /** What ends with its greatest age was not closed by anything. */
    private static boolean isOpen(StandingTerm term, SignalRule rule, long watermarkMillis) {
        long oldest =
                term.openedAtMillis() + Objects.requireNonNull(rule.standing()).maxAgeMillis();
        return term.endsAtMillis() == oldest && oldest > watermarkMillis;
    }

    /** Forgets what was told as over and can change no more. */
    void settle(long horizonMillis) {
        entries.values().removeIf(entry -> {
            Long closedAt = entry.row.closedAtMillis();
            return entry.isTold && closedAt != null && closedAt < horizonMillis;
        });
    }

    void write(StateWriter out) {
        out.putCount(entries.size());
        for (Entry entry : entries.values()) {
            write(entry.row, out);
            out.putText(entry.openedBy);
            out.putByte(entry.isTold ? 1 : 0);
        }
    }

    private static void write(FrictionRow row, StateWriter out) {
        out.putText(row.frictionId());
        out.putText(row.signalType());
        out.putByte(row.kind().ordinal());
        out.putByte(row.status().ordinal());
        out.putCount(row.weightThousandths());
        out.putByte(row.severity().ordinal());
        out.putByte(row.phase().ordinal());
        out.putByte(row.department().ordinal());
        out.putText(row.accountId());
        out.putText(row.channel());
        out.putText(row.page());
        out.putText(row.target());
        out.putText(row.objectType());
        out.putText(row.objectRef());
        out.putSigned(row.occurredAtMillis());
        out.putSigned(row.detectedAtMillis());
        Long closedAt = row.closedAtMillis();
        out.putByte(closedAt == null ? 0 : 1);
        if (closedAt != null) {
            out.putSigned(closedAt);
        }
        out.putByte(row.isFound() ? 1 : 0);
        out.putText(row.source());
        out.putCount(row.eventIds().size());
        row.eventIds().forEach(out::putText);
    }

    static FrictionBook read(StateReader in) {
        FrictionBook book = new FrictionBook();
        for (int left = in.getCountOf(LEAST_BYTES); left > 0; left--) {
            FrictionRow row = readRow(in);
            book.entries.put(row.frictionId(), new Entry(row, in.getPresentText(), in.getByte() == 1));
        }
        return book;
    }

    private static FrictionRow readRow(StateReader in) {
        return new FrictionRow(
                in.getPresentText(),
                in.getPresentText(),
                KINDS[in.getByte()],
                STATUSES[in.getByte()],
                in.getVariable(),
                PRIORITIES[in.getByte()],
                PHASES[in.getByte()],
                DEPARTMENTS[in.getByte()],
                in.getText(),
                in.getText(),
                in.getText(),
                in.getText(),
                in.getText(),
                in.getText(),
                in.getSigned(),
                in.getSigned(),
                in.getByte() == 1 ? in.getSigned() : null,
                in.getByte() == 1,
                in.getPresentText(),
                readTexts(in));
    }

    private static List<String> readTexts(StateReader in) {
        List<String> texts = new ArrayList<>(1);
        for (int left = in.getCount(); left > 0; left--) {
            texts.add(in.getPresentText());
        }
        return texts;
    }
}
