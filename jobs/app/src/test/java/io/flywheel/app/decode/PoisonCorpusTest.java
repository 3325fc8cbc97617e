package io.flywheel.app.decode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.pipeline.intake.Inbound;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad records never stop the decoder, cost next to nothing, leave their neighbours alone, and are refused for the right reason. */
class PoisonCorpusTest {

    private static final long ARRIVED = Written.ARRIVED.toEpochMilli();
    private static final int GREATEST_SIZE = 1 << 20;
    private static final int FOREIGN_ID = 90;

    /** A stream, and the producer that writes to it: ours, or one with another version of the contract. */
    record Producer(EventStream stream, String version, Schema schema, int id) {

        EventDecoder decoder(int greatestSize) {
            return new EventDecoder(
                    stream,
                    new KnownSchemas(Map.of(FOREIGN_ID, schema)),
                    Lateness.DEFAULT,
                    greatestSize,
                    Set.of("kept"));
        }

        List<PoisonCorpus.Poison> corpus() {
            return PoisonCorpus.of(stream, schema, id);
        }

        GenericRecord good() {
            return Written.generic(Written.full(stream), schema);
        }

        @Override
        public String toString() {
            return stream.word() + ", " + version;
        }
    }

    static Stream<Producer> producers() {
        return Arrays.stream(EventStream.values()).flatMap(stream -> {
            Schema contract = Written.bare(stream).getSchema();
            Schema newer = ContractVersion.of(contract)
                    .with(0, ContractVersion.optionalText("trace_id"))
                    .with(ContractVersion.optionalText("note"))
                    .schema();
            return Stream.of(
                    new Producer(stream, "our version", contract, new BundledSchemas().idFor("any", contract)),
                    new Producer(stream, "another version", newer, FOREIGN_ID));
        });
    }

    @ParameterizedTest
    @MethodSource("producers")
    void meetsWhatIsExpected(Producer producer) throws IOException {
        EventDecoder decoder = producer.decoder(GREATEST_SIZE);
        byte[] neighbour = Written.bytes(producer.id(), producer.good());
        Inbound expected = decoder.decode(neighbour, ARRIVED, 0, 0);
        assertThat(expected.activity()).isNotNull();
        SoftAssertions soft = new SoftAssertions();
        for (PoisonCorpus.Poison poison : producer.corpus()) {
            Inbound inbound = decoder.decode(poison.value(), poison.arrivedAtMillis(), 2, 17);
            soft.assertThat(reason(inbound)).as(poison.name()).isEqualTo(poison.expected());
            soft.assertThat(reason(
                            producer.decoder(GREATEST_SIZE).decode(poison.value(), poison.arrivedAtMillis(), 2, 17)))
                    .as("first of all: " + poison.name())
                    .isEqualTo(poison.expected());
            soft.assertThat(inbound.isHeartbeat()).as(poison.name()).isFalse();
            soft.assertThat(decoder.decode(neighbour, ARRIVED, 0, 0))
                    .as("neighbour of " + poison.name())
                    .isEqualTo(expected);
        }
        soft.assertAll();
    }

    private static @Nullable RejectReason reason(Inbound inbound) {
        Refusal refusal = inbound.refusal();
        return refusal == null ? null : refusal.reason();
    }

    @ParameterizedTest
    @MethodSource("producers")
    void saysWhatIsWrongAndNeverRepeatsIt(Producer producer) throws IOException {
        EventDecoder decoder = producer.decoder(GREATEST_SIZE);
        SoftAssertions soft = new SoftAssertions();
        for (PoisonCorpus.Poison poison : producer.corpus()) {
            Refusal refusal = decoder.decode(poison.value(), poison.arrivedAtMillis(), 2, 17)
                    .refusal();
            if (refusal != null) {
                soft.assertThat(refusal.detail())
                        .as(poison.name())
                        .isNotBlank()
                        .hasSizeLessThan(200)
                        .doesNotContain("the customer", "the source", "ccc", "ttt", "\0");
                byte[] value = poison.value() == null ? new byte[0] : poison.value();
                soft.assertThat(refusal.payload())
                        .as(poison.name())
                        .isEqualTo(Arrays.copyOf(value, Math.min(value.length, Refusal.PAYLOAD_LIMIT)));
                soft.assertThat(refusal.payloadSize())
                        .as(poison.name())
                        .isEqualTo(poison.value() == null ? -1 : value.length);
            }
        }
        soft.assertAll();
    }

    /** A record can state a length of gigabytes in five bytes; what is allocated must follow from the bytes that are there. */
    @ParameterizedTest
    @MethodSource("producers")
    void believesNoStatedLength(Producer producer) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        EventDecoder decoder = producer.decoder(GREATEST_SIZE);
        SoftAssertions soft = new SoftAssertions();
        List<PoisonCorpus.Poison> corpus = producer.corpus().stream()
                .filter(poison -> poison.value() != null && poison.value().length < 4_096)
                .toList();
        for (PoisonCorpus.Poison poison : corpus) {
            decoder.decode(poison.value(), poison.arrivedAtMillis(), 0, 0);
            long before = threads.getCurrentThreadAllocatedBytes();
            decoder.decode(poison.value(), poison.arrivedAtMillis(), 0, 0);
            soft.assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(poison.name())
                    .isLessThan(200_000);
        }
        soft.assertAll();
    }

    @ParameterizedTest
    @MethodSource("producers")
    void refusesNoise(Producer producer) throws IOException {
        EventDecoder decoder = producer.decoder(GREATEST_SIZE);
        SplittableRandom random = new SplittableRandom(24);
        for (int size : new int[] {64, 64 << 10}) {
            for (int i = 0; i < 200; i++) {
                byte[] noise = new byte[size];
                random.nextBytes(noise);
                assertThat(reason(decoder.decode(noise, ARRIVED, 0, 0)))
                        .as("%s bytes of noise, number %s", size, i)
                        .isNotNull();
                byte[] dressed = Written.joined(Written.opened(producer.id()), noise);
                assertThat(reason(decoder.decode(dressed, ARRIVED, 0, 0)))
                        .as("%s bytes of noise with a header, number %s", size, i)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("producers")
    void survivesDamage(Producer producer) throws IOException {
        EventDecoder decoder = producer.decoder(GREATEST_SIZE);
        byte[] good = Written.bytes(producer.id(), producer.good());
        SplittableRandom random = new SplittableRandom(11);
        int accepted = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = good.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                damaged[random.nextInt(5, damaged.length)] = (byte) random.nextInt(256);
            }
            Inbound inbound = decoder.decode(damaged, ARRIVED, 0, 0);
            assertThat(Stream.of(inbound.activity() != null, inbound.late() != null, inbound.refusal() != null)
                            .filter(is -> is))
                    .as("outcomes of damage %s", i)
                    .hasSize(1);
            accepted += inbound.activity() != null ? 1 : 0;
        }
        assertThat(accepted).as("records whose damage cannot be seen").isBetween(1, 4_999);
    }

    @ParameterizedTest
    @MethodSource("producers")
    void takesALargeRecordWhereTheLimitAllowsIt(Producer producer) throws IOException {
        GenericRecord large = producer.good();
        large.put("attributes", Map.of("padding", "x".repeat(10 << 20)));
        byte[] value = Written.bytes(producer.id(), large);
        Inbound inbound = producer.decoder(value.length).decode(value, ARRIVED, 0, 0);
        assertThat(requireNonNull(inbound.activity()).attributes()).isEmpty();
        assertThat(reason(producer.decoder(value.length - 1).decode(value, ARRIVED, 0, 0)))
                .isEqualTo(RejectReason.TOO_LARGE);
    }

    @Test
    void turnsNegativeZeroIntoZero() throws IOException {
        Producer producer = producers()
                .filter(each -> each.stream() == EventStream.SUPPORT)
                .findFirst()
                .orElseThrow();
        GenericRecord event = producer.good();
        event.put("score", -0.0);
        Inbound inbound = producer.decoder(GREATEST_SIZE).decode(Written.bytes(producer.id(), event), ARRIVED, 0, 0);
        assertThat(requireNonNull(inbound.activity()).score()).isEqualTo(0.0).hasToString("0.0");
    }

    @Test
    void coversEveryReasonThatADecoderCanGive() {
        Set<RejectReason> given = new HashSet<>(Set.of(RejectReason.values()));
        producers().flatMap(producer -> producer.corpus().stream()).forEach(poison -> given.remove(poison.expected()));
        // Conflicts are found where customers are tracked, by comparing with what was accepted before.
        assertThat(given).containsExactlyInAnyOrder(RejectReason.ID_CONFLICT, RejectReason.ERASED);
    }
}
