package io.flywheel.pipeline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivitySerializerTest {

    private static final ActivitySerializer SERIALIZER = ActivitySerializer.INSTANCE;

    static Stream<Activity> activities() {
        SplittableRandom random = new SplittableRandom(11);
        return Stream.generate(() -> random(random)).limit(500);
    }

    @ParameterizedTest
    @MethodSource("activities")
    void whatIsWrittenIsRead(Activity activity) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes(activity));
        assertThat(SERIALIZER.deserialize(in)).isEqualTo(activity);
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @MethodSource("activities")
    void copyingBytesTakesOneActivityAndLeavesTheRest(Activity activity) throws IOException {
        DataOutputSerializer two = new DataOutputSerializer(256);
        SERIALIZER.serialize(activity, two);
        SERIALIZER.serialize(Activity.builder().eventId("the next").build(), two);
        DataInputDeserializer in = new DataInputDeserializer(two.getCopyOfBuffer());

        DataOutputSerializer copy = new DataOutputSerializer(256);
        SERIALIZER.copy(in, copy);

        assertThat(SERIALIZER.deserialize(new DataInputDeserializer(copy.getCopyOfBuffer())))
                .isEqualTo(activity);
        assertThat(SERIALIZER.deserialize(activity, in).eventId()).isEqualTo("the next");
    }

    @ParameterizedTest
    @EnumSource(ActivityKind.class)
    void everyKindIsCarried(ActivityKind kind) throws IOException {
        Activity activity = Activity.builder().kind(kind).build();
        assertThat(again(activity)).isEqualTo(activity);
    }

    @Test
    void whatAnActivityDoesNotStateCostsNoByte() throws IOException {
        Activity bare =
                Activity.builder().customerId("c").source("s").eventId("e").build();
        int threeTexts = 3 * 3;
        int fixed = 1 + 1 + 8 + 8 + 4 + 4 + 8 + 4;
        assertThat(bytes(bare)).hasSize(threeTexts + fixed);
        assertThat(again(bare)).isEqualTo(bare);
    }

    @Test
    void oneNumberOfACallBringsTheOthersAlongAsAbsent() throws IOException {
        Activity activity = Activity.builder().waitSeconds(0).build();
        assertThat(again(activity)).isEqualTo(activity);
        assertThat(again(activity).talkSeconds()).isEqualTo(Activity.ABSENT);
    }

    @Test
    void aReplyThatTheCustomerCannotSeeStaysHiddenAndCostsNoByteMore() throws IOException {
        Activity hidden = Activity.builder().isPublic(false).build();
        assertThat(again(hidden).isPublic()).isFalse();
        assertThat(bytes(hidden)).hasSameSizeAs(bytes(Activity.builder().build()));
    }

    @Test
    void everyKindFitsTheByteThatCarriesIt() {
        assertThat(ActivityKind.values()).hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void activitiesNeverChangeSoTheyNeedNoCopies() {
        Activity activity = Activity.builder().build();
        assertThat(SERIALIZER.isImmutableType()).isTrue();
        assertThat(SERIALIZER.copy(activity)).isSameAs(activity);
        assertThat(SERIALIZER.copy(activity, activity)).isSameAs(activity);
        assertThat(SERIALIZER.getLength()).isEqualTo(-1);
        assertThat(SERIALIZER.createInstance()).isEqualTo(activity);
    }

    @Test
    void aSnapshotOfTheSerializerGivesItBackAndFitsIt() {
        var snapshot = SERIALIZER.snapshotConfiguration();
        assertThat(snapshot.restoreSerializer()).isEqualTo(SERIALIZER);
        assertThat(SERIALIZER
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void theTypeTravelsWithTheJob() throws Exception {
        ActivityTypeInfo type = InstantiationUtil.clone(ActivityTypeInfo.INSTANCE);
        TypeSerializer<Activity> serializer = type.createSerializer(new SerializerConfigImpl());
        assertThat(serializer).isEqualTo(SERIALIZER);
        assertThat(type).isEqualTo(ActivityTypeInfo.INSTANCE).hasSameHashCodeAs(ActivityTypeInfo.INSTANCE);
        assertThat(type.getTypeClass()).isEqualTo(Activity.class);
    }

    private static byte[] bytes(Activity activity) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        SERIALIZER.serialize(activity, out);
        return out.getCopyOfBuffer();
    }

    private static Activity again(Activity activity) throws IOException {
        return SERIALIZER.deserialize(new DataInputDeserializer(bytes(activity)));
    }

    private static Activity random(SplittableRandom random) {
        Activity.Builder activity = Activity.builder()
                .customerId("customer-" + random.nextInt())
                .source(text(random))
                .eventId(text(random))
                .kind(any(random, ActivityKind.values()))
                .occurredAtMillis(random.nextLong())
                .arrivedAtMillis(random.nextLong())
                .actor(any(random, Actor.values()))
                .priority(any(random, Priority.values()))
                .accountId(textOrNull(random))
                .channel(textOrNull(random))
                .campaign(textOrNull(random))
                .content(textOrNull(random))
                .page(textOrNull(random))
                .target(textOrNull(random))
                .region(textOrNull(random))
                .segment(textOrNull(random))
                .plan(textOrNull(random))
                .objectRef(textOrNull(random))
                .currency(textOrNull(random))
                .pipeline(textOrNull(random))
                .stage(textOrNull(random))
                .owner(textOrNull(random))
                .sessionId(textOrNull(random))
                .team(textOrNull(random))
                .status(textOrNull(random))
                .topic(textOrNull(random))
                .isPublic(random.nextBoolean())
                .fingerprint(random.nextInt())
                .partition(random.nextInt(100))
                .offset(random.nextLong());
        if (random.nextBoolean()) {
            activity.amountMinor(random.nextLong()).score(random.nextDouble() * 10);
        }
        if (random.nextBoolean()) {
            activity.x(random.nextBoolean() ? random.nextInt() : Activity.NO_POSITION)
                    .y(random.nextInt());
        }
        if (random.nextBoolean()) {
            activity.durationMillis(random.nextLong()).expectedCloseDay(random.nextInt());
        }
        if (random.nextBoolean()) {
            activity.waitSeconds(random.nextLong(1_000))
                    .talkSeconds(random.nextBoolean() ? random.nextLong(1_000) : Activity.ABSENT)
                    .holdSeconds(random.nextLong(1_000))
                    .transfers(random.nextInt(5))
                    .count(random.nextInt());
        }
        Map<String, String> attributes = new HashMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            attributes.put(text(random), text(random));
        }
        return activity.attributes(attributes).build();
    }

    private static <T> T any(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String text(SplittableRandom random) {
        String letters = "aZ09 äß€\u0000日本\uD83D\uDEDE";
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(20); left > 0; left--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static @Nullable String textOrNull(SplittableRandom random) {
        return random.nextBoolean() ? text(random) : null;
    }
}
