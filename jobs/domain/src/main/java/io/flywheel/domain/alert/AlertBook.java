package io.flywheel.domain.alert;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one customer or one series of windows, by rule, with what is needed to go on.
 *
 * <p><b>Shape:</b> mutable. Packed as follows, numbers and texts as {@link StateWriter} writes them:
 *
 * <pre>
 * version 4
 *   byte      version
 *   count, then that many of
 *     alert     text rule; byte status; count fired, changes; long x 7 heard, begun, held since, pending since, fired, recovering since, resolved; count breaches, clears; double value; byte silent; text acknowledged by; long acknowledged
 *               count, then text of each event of evidence
 *               byte whether the alert is open and the rule follows: text scope, severity, grain; byte above; double fires at, recovers at; text summary, runbook; byte shadow (not in version 1); text unit (from version 4 on)
 *               text whose trail follows, empty if none does: long first hour; count, then double of each hour (from version 3 on)
 *   byte      whether it is the book of a customer (from version 4 on)
 *   customer  long first seen, next look
 *   byte      whether an outlook follows
 *   outlook   long as of; numbers; texts; points; double loyalty
 *             count, then (text name, double amount, long half-life, double saturation)
 *             count, then (text signal, text object, long opened, double base, long reference, double cap, long ends, text event)
 *     numbers   count, then (text fact, double)
 *     texts     count, then (text fact, text)
 *     points    count, then (text fact; count, then (text signal, double))
 * </pre>
 *
 * <p><b>Source:</b> docs/reference/state.md.
 */
public final class AlertBook {

    private static final int VERSION = 4;

    private final Map<String, Entry> entries = new TreeMap<>();
    private @Nullable CustomerOutlook outlook;
    /** When what all this is about began, as far as is known: before all time in what an earlier release wrote. */
    private long firstSeenAtMillis = AlertCourse.NEVER;

    private long nextLookAtMillis = AlertCourse.NEVER;

    /** One rule's alert. */
    static final class Entry {
        private final AlertCourse course;
        private final ValueTrail trail;
        private List<String> evidence;
        private @Nullable ToldRule rule;

        private Entry(AlertCourse course, ValueTrail trail, List<String> evidence, @Nullable ToldRule rule) {
            this.course = course;
            this.trail = trail;
            this.evidence = evidence;
            this.rule = rule;
        }

        AlertCourse course() {
            return course;
        }

        /** What the value was before, for a rule about changes. */
        ValueTrail trail() {
            return trail;
        }

        List<String> evidence() {
            return evidence;
        }

        void evidence(List<String> its) {
            evidence = List.copyOf(its);
        }

        /** The rule as it was when the alert last changed; null before. */
        @Nullable
        ToldRule rule() {
            return rule;
        }

        void rule(ToldRule its) {
            rule = its;
        }

        private boolean isBlank() {
            return course.isBlank() && !trail.isKept();
        }
    }

    /** The alert of a rule; one that nothing has happened to yet if there is none. */
    Entry entry(String rule) {
        return entries.computeIfAbsent(rule, its -> new Entry(new AlertCourse(), new ValueTrail(), List.of(), null));
    }

    @Nullable
    Entry known(String rule) {
        return entries.get(rule);
    }

    /** Names of rules with an alert here. */
    List<String> rules() {
        return List.copyOf(entries.keySet());
    }

    /** Whether any alert is pending, firing or recovering. */
    public boolean hasOpen() {
        return entries.values().stream().anyMatch(entry -> entry.course.status().isOpen());
    }

    private boolean hasTrail() {
        return entries.values().stream().anyMatch(entry -> entry.trail.isKept());
    }

    /** Whether there is nothing to keep. */
    public boolean isBlank() {
        return entries.values().stream().allMatch(Entry::isBlank);
    }

    @Nullable
    CustomerOutlook outlook() {
        return outlook;
    }

    void outlook(@Nullable CustomerOutlook its) {
        outlook = its;
    }

    /** Notes when a customer was first seen by what the book is told. */
    void seen(long firstSeenMillis) {
        firstSeenAtMillis = Math.min(firstSeenAtMillis, firstSeenMillis);
    }

    /** When what the book was told of began: the earliest activity of the customer; {@link AlertCourse#NEVER} if it was told of none, {@link Long#MIN_VALUE} if an earlier release did not keep it. */
    public long firstSeenAtMillis() {
        return firstSeenAtMillis;
    }

    /** When the customer is looked at next; {@link AlertCourse#NEVER} if no look is planned, or an earlier release did not keep it. */
    public long nextLookAtMillis() {
        return nextLookAtMillis;
    }

    public void nextLookAt(long atMillis) {
        nextLookAtMillis = atMillis;
    }

    /** Without what is not worth to be kept: blank alerts, and the outlook when nothing is open and no trail to go on with. */
    public byte[] pack() {
        StateWriter out = new StateWriter();
        out.putByte(VERSION);
        List<Map.Entry<String, Entry>> kept = new ArrayList<>();
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            if (!entry.getValue().isBlank()) {
                kept.add(entry);
            }
        }
        out.putCount(kept.size());
        for (Map.Entry<String, Entry> entry : kept) {
            out.putText(entry.getKey());
            entry.getValue().course.write(out);
            out.putCount(entry.getValue().evidence.size());
            entry.getValue().evidence.forEach(out::putText);
            ToldRule rule = entry.getValue().course.status().isOpen() ? entry.getValue().rule : null;
            out.putByte(rule == null ? 0 : 1);
            if (rule != null) {
                rule.write(out);
            }
            entry.getValue().trail.write(out);
        }
        boolean isCustomer = firstSeenAtMillis != AlertCourse.NEVER;
        out.putByte(isCustomer ? 1 : 0);
        if (isCustomer) {
            out.putLong(firstSeenAtMillis);
            out.putLong(nextLookAtMillis);
        }
        CustomerOutlook its = hasOpen() || hasTrail() ? outlook : null;
        out.putByte(its == null ? 0 : 1);
        if (its != null) {
            its.write(out);
        }
        return out.toBytes();
    }

    /**
     * What {@link #pack} packed, in this release or an earlier one.
     *
     * <p><b>Errors:</b> {@link IllegalStateException} for bytes of a later release.
     */
    public static AlertBook unpack(byte @Nullable [] packed) {
        AlertBook book = new AlertBook();
        if (packed == null) {
            return book;
        }
        StateReader in = new StateReader(packed);
        int version = in.getByte();
        if (version < 1 || version > VERSION) {
            throw new IllegalStateException(
                    "alerts were packed in version " + version + ", but this release reads versions 1 to " + VERSION
                            + "; restore with the release that wrote them, or a later one");
        }
        for (int left = in.getCountOf(1); left > 0; left--) {
            String rule = in.getPresentText();
            AlertCourse course = AlertCourse.read(in);
            List<String> evidence = new ArrayList<>();
            for (int more = in.getCountOf(1); more > 0; more--) {
                evidence.add(in.getPresentText());
            }
            ToldRule its = in.getByte() == 1 ? ToldRule.read(in, version) : null;
            ValueTrail trail = version > 2 ? ValueTrail.read(in) : new ValueTrail();
            book.entries.put(rule, new Entry(course, trail, evidence, its));
        }
        if (version < 4) {
            book.firstSeenAtMillis = Long.MIN_VALUE;
        } else if (in.getByte() == 1) {
            book.firstSeenAtMillis = in.getLong();
            book.nextLookAtMillis = in.getLong();
        }
        if (in.getByte() == 1) {
            book.outlook = CustomerOutlook.read(in);
        }
        return book;
    }
}
