package io.flywheel.app.decode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.CustomerMomentum;
import io.flywheel.schema.DeadLetter;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.Signal;
import io.flywheel.schema.SupportEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The wire format between a producer, a real registry and the decoder. {@code mvn -Pregistry verify} runs it. */
class RegistryIT {

    private static final RegistrySchemas.Patience IMPATIENT =
            new RegistrySchemas.Patience(Duration.ofSeconds(20), Duration.ofMillis(1));

    @SuppressWarnings("NullAway.Init") // set before the first test; without it there are no tests
    private static Apicurio registry;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        registry = Apicurio.start();
        registry.put("/config", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (registry != null) {
            registry.close();
        }
    }

    private static RegistrySchemas schemas() {
        return new RegistrySchemas(registry.url(), System::nanoTime);
    }

    private static Schema contract(EventStream stream) {
        return Written.bare(stream).getSchema();
    }

    private static Inbound decoded(EventStream stream, WriterSchemas schemas, byte[] value) throws IOException {
        return new EventDecoder(stream, schemas, Lateness.DEFAULT, 1 << 20, Set.of())
                .decode(value, Written.ARRIVED.toEpochMilli(), 0, 0);
    }

    /** What the event is without any registry between. */
    private static Activity expected(EventStream stream) throws IOException {
        byte[] value = Written.bytes(Written.full(stream));
        return requireNonNull(decoded(stream, new BundledSchemas(), value).activity());
    }

    @Test
    void givesEveryContractAnIdOfItsOwnAndTheSameOneAgain() throws IOException {
        List<Integer> first = new ArrayList<>();
        List<Integer> again = new ArrayList<>();
        for (Schema schema : List.of(
                ClickstreamEvent.getClassSchema(),
                DealEvent.getClassSchema(),
                SupportEvent.getClassSchema(),
                Signal.getClassSchema(),
                CustomerMomentum.getClassSchema(),
                DeadLetter.getClassSchema())) {
            int id = schemas().idFor("ids." + schema.getName(), schema);
            first.add(id);
            again.add(schemas().idFor("ids." + schema.getName(), schema));
            assertThat(schemas().find(id)).contains(schema);
        }
        assertThat(first).doesNotHaveDuplicates().isEqualTo(again);
    }

    @ParameterizedTest
    @EnumSource
    void carriesEventsFromAProducerToTheDecoder(EventStream stream) throws IOException {
        SpecificRecord event = Written.full(stream);
        int id = schemas().idFor(stream.word(), event.getSchema());
        byte[] value = new WireFormat<>(id, event.getSchema()).write(event);
        assertThat(decoded(stream, schemas(), value).activity()).isEqualTo(expected(stream));
    }

    @ParameterizedTest
    @EnumSource
    void carriesEventsOfANewerProducer(EventStream stream) throws IOException {
        schemas().idFor("newer." + stream.word(), contract(stream));
        Schema newer = ContractVersion.of(contract(stream))
                .with(3, ContractVersion.optionalText("trace_id"))
                .schema();
        int id = schemas().idFor("newer." + stream.word(), newer);
        GenericRecord event = Written.generic(Written.full(stream), newer);
        event.put("trace_id", "0af7651916cd43dd8448eb211c80319c");
        assertThat(decoded(stream, schemas(), Written.bytes(id, event)).activity())
                .isEqualTo(expected(stream));
    }

    @ParameterizedTest
    @EnumSource
    void refusesASchemaThatReadersCouldNotRead(EventStream stream) throws IOException {
        schemas().idFor("strict." + stream.word(), contract(stream));
        Schema broken =
                ContractVersion.of(contract(stream)).without("customer_id").schema();
        assertThatThrownBy(() -> schemas().idFor("strict." + stream.word(), broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("incompatible");
    }

    @Test
    void refusesRecordsOfIdsThatItDoesNotKnow() throws IOException {
        for (int id : new int[] {0, 4711, Integer.MAX_VALUE, -1}) {
            byte[] value = Written.joined(Written.opened(id), new byte[40]);
            assertThat(requireNonNull(
                                    decoded(EventStream.DEALS, schemas(), value).refusal())
                            .reason())
                    .as("id %s", id)
                    .isEqualTo(RejectReason.UNKNOWN_SCHEMA);
        }
    }

    @Test
    void refusesRecordsOfAnotherTopic() throws IOException {
        SpecificRecord event = Written.full(EventStream.SUPPORT);
        int id = schemas().idFor("support", event.getSchema());
        byte[] value = new WireFormat<>(id, event.getSchema()).write(event);
        assertThat(requireNonNull(decoded(EventStream.DEALS, schemas(), value).refusal())
                        .reason())
                .isEqualTo(RejectReason.WRONG_SCHEMA);
    }

    /** The API has a path; without it nothing is known, and no record is to blame. */
    @Test
    void blamesAnUrlThatLeadsElsewhere() {
        String elsewhere = registry.url().replace("/apis/ccompat/v7", "");
        RegistrySchemas schemas = new RegistrySchemas(elsewhere, System::nanoTime, IMPATIENT);
        assertThatThrownBy(() -> schemas.find(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is the URL right");
    }

    @Test
    void outlivesTheRegistryWithWhatItKnows() throws IOException, InterruptedException {
        SpecificRecord event = Written.full(EventStream.DEALS);
        try (Apicurio mortal = Apicurio.start()) {
            RegistrySchemas schemas = new RegistrySchemas(mortal.url(), System::nanoTime, IMPATIENT);
            int id = schemas.idFor("deals", event.getSchema());
            byte[] value = new WireFormat<>(id, event.getSchema()).write(event);
            EventDecoder decoder = new EventDecoder(EventStream.DEALS, schemas, Lateness.DEFAULT, 1 << 20, Set.of());
            long arrived = Written.ARRIVED.toEpochMilli();
            Activity before = decoder.decode(value, arrived, 0, 0).activity();
            mortal.close();
            assertThat(decoder.decode(value, arrived, 0, 0).activity()).isEqualTo(before);
            byte[] unseen = Written.joined(Written.opened(id + 1), new byte[40]);
            assertThatThrownBy(() -> decoder.decode(unseen, arrived, 0, 0)).isInstanceOf(IOException.class);
        }
    }
}
