package io.flywheel.domain.alert;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the alert of one rule and one subject: the state machine of a fingerprint.
 *
 * <p>Moves by readings and by time that passes, and tells every change once. Before a reading counts, all that was due until then has happened; so it does not matter whether a timer or the next reading is
 * the first to notice.
 *
 * <p><b>Shape:</b> mutable; readings in the order of their moments. One from before the latest only matters if it corrects the one that began the alert.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Life of an alert".
 */
public final class AlertCourse {

    /** No such moment. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final AlertStatus[] STATUSES = AlertStatus.values();

    private AlertStatus status = AlertStatus.INACTIVE;
    private long fired;
    private long steps;
    private long heardAt = Long.MIN_VALUE;
    private long begunAt = NEVER;
    private long heldSince = NEVER;
    private long pendingSince = NEVER;
    private long firedAt = NEVER;
    private long recoveringSince = NEVER;
    private long resolvedAt = NEVER;
    private long breaches;
    private long clears;
    private double value = Double.NaN;
    private boolean isSilent;
    private @Nullable String acknowledgedBy;
    private long acknowledgedAt = NEVER;

    /** Takes in what the rule says now. */
    public void read(AlertTerms terms, Reading reading, Consumer<AlertStep> told) {
        if (!reading.isKnown()) {
            pass(terms, reading.atMillis(), told);
            return;
        }
        Condition condition = terms.of(reading);
        long at = reading.atMillis();
        if (at < heardAt) {
            if (takesBack(at, condition)) {
                end(AlertReason.RETRACTED, heardAt, told);
            }
            return;
        }
        pass(terms, at - 1, told);
        boolean isNew = at > heardAt;
        heardAt = at;
        value = reading.value();
        if (isSilent) {
            isSilent = false;
            heldSince = heldSince == NEVER ? NEVER : at;
            step(status, AlertReason.DATA_BACK, at, told);
        }
        if (takesBack(at, condition)) {
            end(AlertReason.RETRACTED, at, told);
        } else {
            apply(terms, condition, isNew, told);
        }
        pass(terms, at, told);
    }

    /** Lets time pass: all that is due until a moment, and at it, happens. */
    public void pass(AlertTerms terms, long atMillis, Consumer<AlertStep> told) {
        while (true) {
            long due = dueAtMillis(terms);
            if (due > atMillis || due == NEVER) {
                return;
            }
            if (due < heldUntil(terms)) {
                isSilent = true;
                step(status, AlertReason.NO_DATA, due, told);
            } else if (status == AlertStatus.PENDING) {
                fire(AlertReason.HELD, due, told);
            } else {
                resolve(AlertReason.HELD, due, told);
            }
        }
    }

    /** When time alone changes something; {@link #NEVER} if it does not. */
    public long dueAtMillis(AlertTerms terms) {
        if (!status.isOpen() || isSilent) {
            return NEVER;
        }
        long silentAt = terms.noDataMillis() == 0 ? NEVER : heardAt + terms.noDataMillis();
        return Math.min(silentAt, heldUntil(terms));
    }

    /** The rule is gone: what is open ends. */
    public void retire(long atMillis, Consumer<AlertStep> told) {
        endWhatIsOpen(AlertReason.RULE_CHANGED, atMillis, told);
    }

    /** The subject was erased: what is open ends. */
    public void erase(long atMillis, Consumer<AlertStep> told) {
        endWhatIsOpen(AlertReason.ERASED, atMillis, told);
    }

    private void endWhatIsOpen(AlertReason reason, long atMillis, Consumer<AlertStep> told) {
        if (status.isOpen()) {
            end(reason, Math.max(atMillis, heardAt), told);
        }
    }

    /** Somebody takes care of it; counts once in an episode, and only while the alert is on. */
    public void acknowledge(String who, long atMillis, Consumer<AlertStep> told) {
        if (status.isOn() && acknowledgedBy == null) {
            acknowledgedBy = who;
            acknowledgedAt = atMillis;
            step(status, AlertReason.ACKNOWLEDGED, atMillis, told);
        }
    }

    /** Whether nothing of it is worth to be kept: it never changed and no breach counts. */
    public boolean isBlank() {
        return steps == 0 && breaches == 0;
    }

    public AlertStatus status() {
        return status;
    }

    /** The run that this is, or will be once it fires; from 1 on. */
    public long episode() {
        return status.isOn() || status == AlertStatus.RESOLVED ? fired : fired + 1;
    }

    /** Moment of the latest reading; {@link Long#MIN_VALUE} before the first. */
    public long heardAtMillis() {
        return heardAt;
    }

    /** The latest value heard; NaN before the first. */
    public double value() {
        return value;
    }

    /** Whether nothing was heard for longer than the rule allows. */
    public boolean isSilent() {
        return isSilent;
    }

    public long pendingSince() {
        return pendingSince;
    }

    public long firedAt() {
        return firedAt;
    }

    public long recoveringSince() {
        return recoveringSince;
    }

    public long resolvedAt() {
        return resolvedAt;
    }

    public @Nullable String acknowledgedBy() {
        return acknowledgedBy;
    }

    public long acknowledgedAt() {
        return acknowledgedAt;
    }

    private void apply(AlertTerms terms, Condition condition, boolean isNew, Consumer<AlertStep> told) {
        breaches = condition == Condition.ON ? inARow(breaches, isNew, terms.breaches()) : 0;
        clears = condition == Condition.OFF ? inARow(clears, isNew, terms.clears()) : 0;
        switch (status) {
            case INACTIVE, RESOLVED -> {
                if (condition == Condition.ON && breaches >= terms.breaches()) {
                    begin(terms, told);
                }
            }
            case PENDING -> {
                if (condition == Condition.OFF) {
                    end(AlertReason.CLEARED, heardAt, told);
                }
            }
            case FIRING -> {
                if (condition == Condition.OFF && clears >= terms.clears()) {
                    recover(terms, told);
                }
            }
            case RECOVERING -> {
                if (condition == Condition.ON) {
                    recoveringSince = NEVER;
                    heldSince = NEVER;
                    step(AlertStatus.FIRING, AlertReason.BREACHED, heardAt, told);
                }
            }
        }
    }

    /** Readings of one moment count as one. */
    private static long inARow(long before, boolean isNew, int enough) {
        return Math.min(enough, isNew ? before + 1 : Math.max(before, 1));
    }

    /** A moment that began what is open is told anew, and would not begin it. */
    private boolean takesBack(long atMillis, Condition condition) {
        return status.isOpen() && atMillis == begunAt && condition != Condition.ON;
    }

    private void begin(AlertTerms terms, Consumer<AlertStep> told) {
        begunAt = heardAt;
        recoveringSince = NEVER;
        resolvedAt = NEVER;
        firedAt = NEVER;
        acknowledgedBy = null;
        acknowledgedAt = NEVER;
        pendingSince = heardAt;
        if (terms.forMillis() == 0) {
            fire(AlertReason.BREACHED, heardAt, told);
        } else {
            heldSince = heardAt;
            step(AlertStatus.PENDING, AlertReason.BREACHED, heardAt, told);
        }
    }

    private void fire(AlertReason reason, long atMillis, Consumer<AlertStep> told) {
        fired++;
        firedAt = atMillis;
        heldSince = NEVER;
        step(AlertStatus.FIRING, reason, atMillis, told);
    }

    private void recover(AlertTerms terms, Consumer<AlertStep> told) {
        recoveringSince = heardAt;
        if (terms.keepFiringMillis() == 0) {
            resolve(AlertReason.CLEARED, heardAt, told);
        } else {
            heldSince = heardAt;
            step(AlertStatus.RECOVERING, AlertReason.CLEARED, heardAt, told);
        }
    }

    private void end(AlertReason reason, long atMillis, Consumer<AlertStep> told) {
        if (status == AlertStatus.PENDING) {
            close();
            step(AlertStatus.INACTIVE, reason, atMillis, told);
        } else {
            resolve(reason, atMillis, told);
        }
    }

    private void resolve(AlertReason reason, long atMillis, Consumer<AlertStep> told) {
        close();
        resolvedAt = atMillis;
        step(AlertStatus.RESOLVED, reason, atMillis, told);
    }

    private void close() {
        begunAt = NEVER;
        heldSince = NEVER;
        isSilent = false;
        breaches = 0;
        clears = 0;
    }

    private long heldUntil(AlertTerms terms) {
        if (heldSince == NEVER) {
            return NEVER;
        }
        return heldSince + (status == AlertStatus.PENDING ? terms.forMillis() : terms.keepFiringMillis());
    }

    /** Told as the run that it leaves or enters, whichever has begun. */
    private void step(AlertStatus to, AlertReason reason, long atMillis, Consumer<AlertStep> told) {
        AlertStatus from = status;
        status = to;
        steps++;
        told.accept(new AlertStep(episode(), steps, from, to, atMillis, value, reason));
    }

    /** Writes the packed course; the layout is that of {@link AlertBook}. */
    void write(StateWriter out) {
        out.putByte(status.ordinal());
        out.putCount(fired);
        out.putCount(steps);
        out.putLong(heardAt);
        out.putLong(begunAt);
        out.putLong(heldSince);
        out.putLong(pendingSince);
        out.putLong(firedAt);
        out.putLong(recoveringSince);
        out.putLong(resolvedAt);
        out.putCount(breaches);
        out.putCount(clears);
        out.putDouble(value);
        out.putByte(isSilent ? 1 : 0);
        out.putText(acknowledgedBy);
        out.putLong(acknowledgedAt);
    }

    static AlertCourse read(StateReader in) {
        AlertCourse course = new AlertCourse();
        int status = in.getByte();
        if (status >= STATUSES.length) {
            throw new IllegalStateException("an alert has a status that this release does not know, number " + status
                    + "; restore with the release that wrote it, or a later one");
        }
        course.status = STATUSES[status];
        course.fired = in.getVariable();
        course.steps = in.getVariable();
        course.heardAt = in.getLong();
        course.begunAt = in.getLong();
        course.heldSince = in.getLong();
        course.pendingSince = in.getLong();
        course.firedAt = in.getLong();
        course.recoveringSince = in.getLong();
        course.resolvedAt = in.getLong();
        course.breaches = in.getVariable();
        course.clears = in.getVariable();
        course.value = in.getDouble();
        course.isSilent = in.getByte() == 1;
        course.acknowledgedBy = in.getText();
        course.acknowledgedAt = in.getLong();
        return course;
    }
}
