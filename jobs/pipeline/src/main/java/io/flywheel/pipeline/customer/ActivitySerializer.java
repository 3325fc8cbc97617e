package io.flywheel.pipeline.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Carries an activity from intake to the subtask of its customer.
 *
 * <p>Written by hand because it runs once per event: a mask tells which optional fields follow, so that what an event does not state costs no byte. The bytes live only between two
 * operators, and in the in-flight part of an unaligned checkpoint; an enum is its place in the list.
 */
public final class ActivitySerializer extends TypeSerializerSingleton<Activity> {

    public static final ActivitySerializer INSTANCE = new ActivitySerializer();

    private static final long serialVersionUID = 1;
    private static final ActivityKind[] KINDS = ActivityKind.values();
    private static final Actor[] ACTORS = Actor.values();
    private static final Priority[] PRIORITIES = Priority.values();

    private static final int TEXTS = 18;
    private static final int AMOUNT = 1 << TEXTS;
    private static final int SCORE = AMOUNT << 1;
    private static final int CALL = AMOUNT << 2;
    private static final int COUNT = AMOUNT << 3;
    private static final int ATTRIBUTES = AMOUNT << 4;
    private static final int POSITION = AMOUNT << 5;
    private static final int DURATION = AMOUNT << 6;
    private static final int CLOSE_DAY = AMOUNT << 7;
    private static final int INTERNAL = AMOUNT << 8;

    @Override
    public void serialize(Activity activity, DataOutputView out) throws IOException {
        out.writeUTF(activity.customerId());
        out.writeUTF(activity.source());
        out.writeUTF(activity.eventId());
        out.writeByte(activity.kind().ordinal());
        out.writeByte(activity.actor().ordinal() << 4 | activity.priority().ordinal());
        out.writeLong(activity.occurredAtMillis());
        out.writeLong(activity.arrivedAtMillis());
        out.writeInt(activity.fingerprint());
        out.writeInt(activity.partition());
        out.writeLong(activity.offset());
        int mask = mask(activity);
        out.writeInt(mask);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(activity, i);
            if (text != null) {
                out.writeUTF(text);
            }
        }
        writeNumbers(activity, mask, out);
        if ((mask & ATTRIBUTES) != 0) {
            out.writeShort(activity.attributes().size());
            for (Map.Entry<String, String> attribute : activity.attributes().entrySet()) {
                out.writeUTF(attribute.getKey());
                out.writeUTF(attribute.getValue());
            }
        }
    }

    @Override
    public Activity deserialize(DataInputView in) throws IOException {
        Activity.Builder activity = Activity.builder()
                .customerId(in.readUTF())
                .source(in.readUTF())
                .eventId(in.readUTF())
                .kind(KINDS[in.readUnsignedByte()]);
        int actorAndPriority = in.readUnsignedByte();
        activity.actor(ACTORS[actorAndPriority >> 4])
                .priority(PRIORITIES[actorAndPriority & 0xF])
                .occurredAtMillis(in.readLong())
                .arrivedAtMillis(in.readLong())
                .fingerprint(in.readInt())
                .partition(in.readInt())
                .offset(in.readLong());
        int mask = in.readInt();
        readTexts(activity, mask, in);
        readNumbers(activity, mask, in);
        if ((mask & ATTRIBUTES) != 0) {
            activity.attributes(readAttributes(in));
        }
        return activity.build();
    }

    private static int mask(Activity activity) {
        int mask = 0;
        for (int i = 0; i < TEXTS; i++) {
            mask |= text(activity, i) == null ? 0 : 1 << i;
        }
        mask |= activity.amountMinor() == Activity.ABSENT ? 0 : AMOUNT;
        mask |= Double.isNaN(activity.score()) ? 0 : SCORE;
        mask |= isCall(activity) ? CALL : 0;
        mask |= activity.count() == 1 ? 0 : COUNT;
        mask |= isPlaced(activity) ? POSITION : 0;
        mask |= activity.durationMillis() == Activity.ABSENT ? 0 : DURATION;
        mask |= activity.expectedCloseDay() == Activity.ABSENT ? 0 : CLOSE_DAY;
        mask |= activity.isPublic() ? 0 : INTERNAL;
        return mask | (activity.attributes().isEmpty() ? 0 : ATTRIBUTES);
    }

    private static @Nullable String text(Activity activity, int place) {
        return switch (place) {
            case 0 -> activity.accountId();
            case 1 -> activity.channel();
            case 2 -> activity.campaign();
            case 3 -> activity.content();
            case 4 -> activity.page();
            case 5 -> activity.target();
            case 6 -> activity.region();
            case 7 -> activity.segment();
            case 8 -> activity.plan();
            case 9 -> activity.objectRef();
            case 10 -> activity.currency();
            case 11 -> activity.pipeline();
            case 12 -> activity.stage();
            case 13 -> activity.owner();
            case 14 -> activity.sessionId();
            case 15 -> activity.team();
            case 16 -> activity.status();
            case 17 -> activity.topic();
            default -> throw new IllegalArgumentException("no text at place " + place);
        };
    }

    private static void readTexts(Activity.Builder activity, int mask, DataInputView in) throws IOException {
        activity.accountId(readText(mask, 0, in))
                .channel(readText(mask, 1, in))
                .campaign(readText(mask, 2, in))
                .content(readText(mask, 3, in))
                .page(readText(mask, 4, in))
                .target(readText(mask, 5, in))
                .region(readText(mask, 6, in))
                .segment(readText(mask, 7, in))
                .plan(readText(mask, 8, in))
                .objectRef(readText(mask, 9, in))
                .currency(readText(mask, 10, in))
                .pipeline(readText(mask, 11, in))
                .stage(readText(mask, 12, in))
                .owner(readText(mask, 13, in))
                .sessionId(readText(mask, 14, in))
                .team(readText(mask, 15, in))
                .status(readText(mask, 16, in))
                .topic(readText(mask, 17, in));
    }

    private static @Nullable String readText(int mask, int place, DataInputView in) throws IOException {
        return (mask & 1 << place) == 0 ? null : in.readUTF();
    }

    private static boolean isCall(Activity activity) {
        return (activity.waitSeconds() & activity.talkSeconds() & activity.holdSeconds() & activity.transfers())
                != Activity.ABSENT;
    }

    private static boolean isPlaced(Activity activity) {
        return activity.x() != Activity.NO_POSITION || activity.y() != Activity.NO_POSITION;
    }

    private static void writeNumbers(Activity activity, int mask, DataOutputView out) throws IOException {
        if ((mask & AMOUNT) != 0) {
            out.writeLong(activity.amountMinor());
        }
        if ((mask & SCORE) != 0) {
            out.writeDouble(activity.score());
        }
        if ((mask & CALL) != 0) {
            out.writeLong(activity.waitSeconds());
            out.writeLong(activity.talkSeconds());
            out.writeLong(activity.holdSeconds());
            out.writeInt(activity.transfers());
        }
        if ((mask & COUNT) != 0) {
            out.writeInt(activity.count());
        }
        if ((mask & POSITION) != 0) {
            out.writeInt(activity.x());
            out.writeInt(activity.y());
        }
        if ((mask & DURATION) != 0) {
            out.writeLong(activity.durationMillis());
        }
        if ((mask & CLOSE_DAY) != 0) {
            out.writeLong(activity.expectedCloseDay());
        }
    }

    private static void readNumbers(Activity.Builder activity, int mask, DataInputView in) throws IOException {
        if ((mask & AMOUNT) != 0) {
            activity.amountMinor(in.readLong());
        }
        if ((mask & SCORE) != 0) {
            activity.score(in.readDouble());
        }
        if ((mask & CALL) != 0) {
            activity.waitSeconds(in.readLong())
                    .talkSeconds(in.readLong())
                    .holdSeconds(in.readLong())
                    .transfers(in.readInt());
        }
        if ((mask & COUNT) != 0) {
            activity.count(in.readInt());
        }
        if ((mask & POSITION) != 0) {
            activity.x(in.readInt()).y(in.readInt());
        }
        if ((mask & DURATION) != 0) {
            activity.durationMillis(in.readLong());
        }
        if ((mask & CLOSE_DAY) != 0) {
            activity.expectedCloseDay(in.readLong());
        }
        activity.isPublic((mask & INTERNAL) == 0);
    }

    private static Map<String, String> readAttributes(DataInputView in) throws IOException {
        int count = in.readUnsignedShort();
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(in.readUTF(), in.readUTF());
        }
        return attributes;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Activity createInstance() {
        return Activity.builder().build();
    }

    @Override
    public Activity copy(Activity from) {
        return from;
    }

    @Override
    public Activity copy(Activity from, Activity reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public Activity deserialize(Activity reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Activity> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Tells Flink that the bytes have one form so far. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Activity> {

        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
