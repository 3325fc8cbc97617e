package io.flywheel.app.decode;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.SupportEvent;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Reads the fields that only one of the three contracts has, in the order in which its schema lists them.
 *
 * <p>The order is bound to the schema by a test that writes every field and compares.
 */
enum EventBody {
    CLICKSTREAM(EventStream.CLICKSTREAM, ClickstreamEvent.getClassSchema()) {
        @Override
        void read(
                FieldReader in,
                ActivityKind kind,
                Activity.Builder activity,
                Fingerprint print,
                Map<String, String> attributes)
                throws RefusedException {
            boolean hasX = in.present("x");
            int x = hasX ? in.whole("x") : Activity.NO_POSITION;
            print.add(hasX ? x : Fingerprint.ABSENT);
            boolean hasY = in.present("y");
            int y = hasY ? in.whole("y") : Activity.NO_POSITION;
            print.add(hasY ? y : Fingerprint.ABSENT);
            boolean lasted = in.present("duration_ms");
            long duration = lasted
                    ? Checks.within("duration_ms", in.number("duration_ms"), 0, Checks.GREATEST_NUMBER)
                    : Activity.ABSENT;
            print.add(lasted ? duration : Fingerprint.ABSENT);
            activity.x(x).y(y).durationMillis(duration);
            long count = Checks.within("count", in.number("count"), 1, 1_000_000);
            print.add(count);
            activity.count((int) count);
        }
    },
    DEALS(EventStream.DEALS, DealEvent.getClassSchema()) {
        @Override
        void read(
                FieldReader in,
                ActivityKind kind,
                Activity.Builder activity,
                Fingerprint print,
                Map<String, String> attributes)
                throws RefusedException {
            String dealId = Checks.text("deal_id", in.optionalText("deal_id"));
            print.add(dealId);
            activity.objectRef(dealId);
            String pipeline = Checks.text("pipeline", in.optionalText("pipeline"));
            String stage = Checks.text("stage", in.optionalText("stage"));
            String owner = Checks.text("owner", in.optionalText("owner"));
            print.add(pipeline);
            print.add(stage);
            print.add(owner);
            activity.pipeline(pipeline).stage(stage).owner(owner);
            boolean hasAmount = in.present("amount_minor");
            long amount = hasAmount
                    ? Checks.within("amount_minor", in.number("amount_minor"), 0, Checks.GREATEST_AMOUNT)
                    : Activity.ABSENT;
            String currency = Checks.currency(in.optionalText("currency"), hasAmount);
            print.add(amount);
            print.add(currency);
            boolean hasCloseDay = in.present("expected_close_on");
            int closeDay = hasCloseDay ? in.whole("expected_close_on") : (int) Activity.ABSENT;
            print.add(hasCloseDay ? closeDay : Fingerprint.ABSENT);
            activity.amountMinor(amount).currency(currency).expectedCloseDay(closeDay);
        }
    },
    SUPPORT(EventStream.SUPPORT, SupportEvent.getClassSchema()) {
        @Override
        void read(
                FieldReader in,
                ActivityKind kind,
                Activity.Builder activity,
                Fingerprint print,
                Map<String, String> attributes)
                throws RefusedException {
            String ticketId = Checks.text("ticket_id", in.optionalText("ticket_id"));
            String callId = Checks.text("call_id", in.optionalText("call_id"));
            print.add(ticketId);
            print.add(callId);
            activity.objectRef(ticketId == null ? callId : ticketId);
            String team = Checks.text("team", in.optionalText("team"));
            print.add(team);
            int priority =
                    in.present("priority") ? in.symbol("priority", PRIORITIES.length) : Priority.NORMAL.ordinal();
            print.add(priority);
            activity.priority(PRIORITIES[priority]);
            String status = Checks.text("status", in.optionalText("status"));
            String topic = Checks.text("topic", in.optionalText("topic"));
            print.add(status);
            print.add(topic);
            activity.team(team).status(status).topic(topic);
            double score = in.present("score") ? Checks.finite("score", in.real("score")) : Double.NaN;
            print.add(score);
            long waited = seconds(in, "wait_s");
            long talked = seconds(in, "talk_s");
            long held = seconds(in, "hold_s");
            boolean transferred = in.present("transfers");
            int transfers = transferred
                    ? (int) Checks.within("transfers", in.number("transfers"), 0, 10_000)
                    : (int) Activity.ABSENT;
            print.add(waited);
            print.add(talked);
            print.add(held);
            print.add(transfers);
            boolean saysWhoSees = in.present("public");
            boolean isPublic = !saysWhoSees || in.truth("public");
            print.add(saysWhoSees ? (isPublic ? 1 : 0) : Fingerprint.ABSENT);
            activity.isPublic(isPublic)
                    .score(score)
                    .waitSeconds(waited)
                    .talkSeconds(talked)
                    .holdSeconds(held)
                    .transfers(transfers);
            if (kind == ActivityKind.RETURNED) {
                returned(activity, attributes);
            }
        }
    };

    private static final Priority[] PRIORITIES = {Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.URGENT};

    private final EventStream stream;
    private final Schema schema;

    EventBody(EventStream stream, Schema schema) {
        this.stream = stream;
        this.schema = schema;
    }

    abstract void read(
            FieldReader in,
            ActivityKind kind,
            Activity.Builder activity,
            Fingerprint print,
            Map<String, String> attributes)
            throws RefusedException;

    static EventBody of(EventStream stream) {
        return switch (stream) {
            case CLICKSTREAM -> CLICKSTREAM;
            case DEALS -> DEALS;
            case SUPPORT -> SUPPORT;
        };
    }

    EventStream stream() {
        return stream;
    }

    /** The schema that the fields are read with. */
    Schema schema() {
        return schema;
    }

    private static long seconds(FieldReader in, String field) throws RefusedException {
        return in.present(field) ? Checks.within(field, in.number(field), 0, Checks.GREATEST_NUMBER) : Activity.ABSENT;
    }

    /** A return may state in its attributes what it gives back, for the contract of support has no amount; attributes of other events are free. */
    private static void returned(Activity.Builder activity, Map<String, String> attributes) throws RefusedException {
        String amount = attributes.get("amount_minor");
        if (amount == null) {
            return;
        }
        try {
            activity.amountMinor(
                    Checks.within("attributes.amount_minor", Long.parseLong(amount), 0, Checks.GREATEST_AMOUNT));
        } catch (NumberFormatException e) {
            throw new RefusedException(RejectReason.INVALID_VALUE, "attributes.amount_minor is no whole number");
        }
        activity.currency(Checks.currency(attributes.get("currency"), true));
    }
}
