package io.flywheel.benchmarks;

import io.flywheel.app.decode.BundledSchemas;
import io.flywheel.app.decode.EventDecoder;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the bytes of a clickstream event of about 180 bytes to something to work with: our decoder, which also checks every field and computes the fingerprint for duplicates, and
 * Avro's two readers, which do neither.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx1g", "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.flywheel.schema"})
@SuppressWarnings("NullAway.Init") // JMH sets a state up before it measures
public class DecodeBenchmark {

    private static final int HEADER = 5;
    private static final int EVENTS = 1_000;
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int GREATEST_SIZE = 1 << 20;

    private final byte[][] values = new byte[EVENTS][];
    private EventDecoder ours;
    private DatumReader<ClickstreamEvent> specific;
    private DatumReader<GenericRecord> generic;
    private @Nullable BinaryDecoder decoder;
    private int next;

    @Setup
    public void writeEvents() {
        BundledSchemas schemas = new BundledSchemas();
        int id = schemas.idFor("clickstream", ClickstreamEvent.getClassSchema());
        WireFormat<ClickstreamEvent> wire = new WireFormat<>(id, ClickstreamEvent.getClassSchema());
        for (int i = 0; i < EVENTS; i++) {
            values[i] = wire.write(event(i));
        }
        ours = new EventDecoder(
                EventStream.CLICKSTREAM,
                schemas,
                Lateness.DEFAULT,
                GREATEST_SIZE,
                Contestant.builtIn().attributes());
        specific = new SpecificDatumReader<>(ClickstreamEvent.class);
        generic = new GenericDatumReader<>(ClickstreamEvent.getClassSchema());
    }

    private static ClickstreamEvent event(int number) {
        return ClickstreamEvent.newBuilder()
                .setEventId("0190b5f2-8e7a-7c3d-9f00-%012d".formatted(number))
                .setSource("web")
                .setOccurredAt(START.plusMillis(number))
                .setCustomerId("customer-%06d".formatted(number * 7919 % 200_000))
                .setSessionId("session-%08d".formatted(number / 10))
                .setActor(Actor.customer)
                .setType(ClickstreamType.page_view)
                .setChannel("organic")
                .setCampaign("spring-2026")
                .setPage("/products/%04d".formatted(number))
                .setRegion("DACH")
                .setSegment("segment-17")
                .setPlan("business")
                .setAttributes(Map.of())
                .setDurationMs(4_200L)
                .setCount(1)
                .build();
    }

    @Benchmark
    public Inbound ours() throws IOException {
        int number = next++ % EVENTS;
        return ours.decode(values[number], START.toEpochMilli() + number, 0, number);
    }

    @Benchmark
    public ClickstreamEvent avroSpecific() throws IOException {
        return specific.read(null, open(values[next++ % EVENTS]));
    }

    @Benchmark
    public GenericRecord avroGeneric() throws IOException {
        return generic.read(null, open(values[next++ % EVENTS]));
    }

    private BinaryDecoder open(byte[] value) {
        BinaryDecoder opened = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
        decoder = opened;
        return opened;
    }
}
