package io.flywheel.domain.wheel.journey;

import static io.flywheel.domain.wheel.journey.ValueEvents.NEVER;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When a customer did each thing first, and when somebody first answered.
 *
 * <p><b>Shape:</b> minima of event times, so neither order nor repeats matter.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "First times".
 */
final class FirstTimes {

    /** What is first done. Persisted: append only. */
    enum Of {
        LEAD,
        MQL,
        SQL,
        OPPORTUNITY,
        WON,
        INQUIRY,
        SIGNUP,
        MILESTONE
    }

    private final long[] times = new long[Of.values().length];
    private FirstAnswer answered = new FirstAnswer();
    private FirstAnswer salesTouch = new FirstAnswer();
    private FirstAnswer serviceTouch = new FirstAnswer();

    FirstTimes() {
        Arrays.fill(times, NEVER);
    }

    void fold(Signal signal, boolean isValueEvent, long horizonMillis) {
        ActivityKind kind = signal.facts().kind();
        Actor actor = signal.facts().actor();
        long at = signal.occurredAtMillis();
        offer(Of.LEAD, at, true);
        offer(Of.MQL, at, actor == Actor.CUSTOMER && isInterest(kind));
        offer(Of.SQL, at, kind == ActivityKind.QUALIFIED || kind == ActivityKind.MEETING_BOOKED);
        offer(Of.OPPORTUNITY, at, kind == ActivityKind.CREATED);
        offer(Of.WON, at, isValueEvent);
        offer(Of.INQUIRY, at, actor == Actor.CUSTOMER && isInquiry(kind));
        offer(Of.SIGNUP, at, kind == ActivityKind.SIGNUP);
        offer(Of.MILESTONE, at, kind == ActivityKind.ACTIVATION_MILESTONE);
        if (actor == Actor.AGENT && isAnswer(kind)) {
            answered.add(at);
        }
        if (actor == Actor.AGENT && (kind.stream() == EventStream.DEALS || kind == ActivityKind.OUTBOUND_CALL)) {
            salesTouch.add(at);
        }
        if (kind.stream() == EventStream.SUPPORT) {
            serviceTouch.add(at);
        }
        forget(horizonMillis);
    }

    private void offer(Of what, long atMillis, boolean applies) {
        if (applies) {
            times[what.ordinal()] = Math.min(times[what.ordinal()], atMillis);
        }
    }

    private static boolean isInterest(ActivityKind kind) {
        return switch (kind) {
            case SIGNUP, FORM_SUBMIT, CONTENT_DOWNLOAD -> true;
            default -> false;
        };
    }

    private static boolean isInquiry(ActivityKind kind) {
        return switch (kind) {
            case FORM_SUBMIT, SIGNUP, CALL_MISSED, CALL_ABANDONED, VOICEMAIL, CALL_ANSWERED -> true;
            default -> false;
        };
    }

    private static boolean isAnswer(ActivityKind kind) {
        return switch (kind) {
            case OUTBOUND_CALL, CALL_ANSWERED, REPLIED, ACTIVITY_LOGGED, MEETING_BOOKED -> true;
            default -> false;
        };
    }

    long millis(Of what) {
        return times[what.ordinal()];
    }

    @Nullable
    Long at(Of what) {
        return ValueEvents.known(millis(what));
    }

    @Nullable
    Long answeredAt() {
        return answered.to(millis(Of.INQUIRY));
    }

    @Nullable
    Long salesTouchAt() {
        return salesTouch.to(millis(Of.MQL));
    }

    @Nullable
    Long serviceTouchAt() {
        return serviceTouch.to(millis(Of.WON));
    }

    void forget(long horizonMillis) {
        answered.forget(millis(Of.INQUIRY), horizonMillis);
        salesTouch.forget(millis(Of.MQL), horizonMillis);
        serviceTouch.forget(millis(Of.WON), horizonMillis);
    }

    void write(StateWriter out) {
        int known = 0;
        for (int i = 0; i < times.length; i++) {
            known |= times[i] == NEVER ? 0 : 1 << i;
        }
        out.putCount(known);
        for (long at : times) {
            if (at != NEVER) {
                out.putSigned(at);
            }
        }
        answered.write(out);
        salesTouch.write(out);
        serviceTouch.write(out);
    }

    static FirstTimes read(StateReader in) {
        FirstTimes first = new FirstTimes();
        int known = in.getCount();
        for (int i = 0; i < first.times.length; i++) {
            if ((known & 1 << i) != 0) {
                first.times[i] = in.getSigned();
            }
        }
        first.answered = FirstAnswer.read(in);
        first.salesTouch = FirstAnswer.read(in);
        first.serviceTouch = FirstAnswer.read(in);
        return first;
    }
}
