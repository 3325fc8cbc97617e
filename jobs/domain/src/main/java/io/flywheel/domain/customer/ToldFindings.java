package io.flywheel.domain.customer;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was told of the findings that may still be undone, so that each is told once and taken back if it vanishes.
 *
 * <p><b>Shape:</b> by the id of the finding. One that changes is taken back as it was and told anew. What was taken back is remembered for as long as it could come back, so that it is then told under
 * another number.
 *
 * <p><b>Units:</b> epoch milliseconds of event time.
 */
final class ToldFindings {

    private static final ActivityKind[] KINDS = ActivityKind.values();
    private static final int LEAST_BYTES = 10;

    private final Map<String, Told> byId = new TreeMap<>();
    private long lookedAtMillis = Long.MIN_VALUE;

    /** The last telling of a finding, the how-manieth it was, and whether it still stands. */
    private record Told(Finding finding, int times, boolean stands) {}

    /** Hears what becomes of findings. */
    interface Teller {
        void tell(Finding finding, int times);

        void takeBack(Finding finding, int times);
    }

    /** The later one of a watermark and the last at which findings were told: what was told once the time was known stays told while a restored stop does not know it yet. */
    long lookAt(long watermarkMillis) {
        lookedAtMillis = Math.max(lookedAtMillis, watermarkMillis);
        return lookedAtMillis;
    }

    /** Tells what is new among all that holds and is not certain, and takes back what holds no more. */
    void update(List<Finding> found, Teller teller) {
        if (found.isEmpty() && byId.isEmpty()) {
            return;
        }
        Set<String> holding = new HashSet<>();
        for (Finding finding : found) {
            holding.add(finding.eventId());
            tell(finding, teller);
        }
        for (Told told : new ArrayList<>(byId.values())) {
            if (told.stands && !holding.contains(told.finding.eventId())) {
                teller.takeBack(told.finding, told.times);
                byId.put(told.finding.eventId(), new Told(told.finding, told.times, false));
            }
        }
    }

    private void tell(Finding finding, Teller teller) {
        Told told = byId.get(finding.eventId());
        if (told != null && told.stands && told.finding.equals(finding)) {
            return;
        }
        if (told != null && told.stands) {
            teller.takeBack(told.finding, told.times);
        }
        int times = told == null ? 1 : told.times + 1;
        byId.put(finding.eventId(), new Told(finding, times, true));
        teller.tell(finding, times);
    }

    /** A finding has become certain: it is told if it was not, and needs no more remembering. */
    void settle(Finding certain, Teller teller) {
        tell(certain, teller);
        byId.remove(certain.eventId());
    }

    /** Forgets what was taken back and cannot come back. */
    void settle(long horizonMillis) {
        byId.values().removeIf(told -> !told.stands && told.finding.occurredAtMillis() < horizonMillis);
    }

    void write(StateWriter out) {
        out.putSigned(lookedAtMillis);
        out.putCount(byId.size());
        for (Told told : byId.values()) {
            write(told.finding, out);
            out.putCount(told.times);
            out.putByte(told.stands ? 1 : 0);
        }
    }

    private static void write(Finding finding, StateWriter out) {
        out.putCount(finding.kind().ordinal());
        out.putText(finding.source());
        out.putText(finding.eventId());
        out.putSigned(finding.occurredAtMillis());
        out.putText(finding.objectRef());
        out.putText(finding.page());
        out.putText(finding.target());
        out.putText(finding.channel());
        out.putCount(finding.count());
        out.putCount(finding.evidence().size());
        finding.evidence().forEach(out::putText);
    }

    static ToldFindings read(StateReader in) {
        ToldFindings read = new ToldFindings();
        read.lookedAtMillis = in.getSigned();
        for (int left = in.getCountOf(LEAST_BYTES); left > 0; left--) {
            Finding finding = readFinding(in);
            read.byId.put(finding.eventId(), new Told(finding, in.getCount(), in.getByte() == 1));
        }
        return read;
    }

    private static Finding readFinding(StateReader in) {
        ActivityKind kind = KINDS[in.getCount()];
        String source = in.getPresentText();
        String eventId = in.getPresentText();
        long occurredAtMillis = in.getSigned();
        String objectRef = in.getText();
        String page = in.getText();
        String target = in.getText();
        String channel = in.getText();
        int count = in.getCount();
        List<String> evidence = new ArrayList<>(Finding.MOST_EVIDENCE);
        for (int left = in.getCount(); left > 0; left--) {
            evidence.add(in.getPresentText());
        }
        return new Finding(kind, source, eventId, occurredAtMillis, objectRef, page, target, channel, count, evidence);
    }
}
