package io.flywheel.app.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.encode.CustomerRecords;
import io.flywheel.app.encode.HotspotRecords;
import io.flywheel.app.encode.RelayedContents;
import io.flywheel.app.encode.WindowRecords;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.schema.CustomerMomentum;
import io.flywheel.schema.HotspotReading;
import io.flywheel.schema.IndexCount;
import io.flywheel.schema.WindowResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What one job tells another comes back as it was; what is none of it does not come back at all. */
class RelayedContentsTest {

    private static final int FIRST_CUSTOMER_MOMENTUM = 5;

    private final BundledSchemas schemas = new BundledSchemas();
    private final CustomerDecoder customers = new CustomerDecoder(schemas);
    private final WindowDecoder windows = new WindowDecoder(schemas);
    private final HotspotDecoder hotspots = new HotspotDecoder(schemas);

    @Test
    void aCustomerComesBackWhole() throws IOException {
        for (CustomerUpdate update :
                new CustomerUpdate[] {RelayedContents.customer(), RelayedContents.bareCustomer()}) {
            assertThat(customers.decode(bytes(CustomerRecords.of(update)))).contains(update);
        }
    }

    @Test
    void aWindowOfEveryGrainComesBackByteForByte() throws IOException {
        for (CellRow row : RelayedContents.windows()) {
            assertThat(windows.decode(bytes(WindowRecords.of(row)))).hasValueSatisfying(back -> {
                assertThat(back.content()).isEqualTo(row.content());
                assertThat(back).usingRecursiveComparison().isEqualTo(row);
            });
        }
    }

    @Test
    void aHotspotComesBackWithEveryCause() throws IOException {
        for (SpotReading reading : RelayedContents.hotspots()) {
            assertThat(hotspots.decode(bytes(HotspotRecords.of(reading)))).contains(reading);
        }
    }

    @Test
    void aCustomerOfTheFirstVersionSaysTooLittleToBeWatched() throws IOException {
        Schema first = schemas.find(FIRST_CUSTOMER_MOMENTUM).orElseThrow();
        Schema present = CustomerMomentum.getClassSchema();
        byte[] newest = bytes(CustomerRecords.of(RelayedContents.customer()));
        GenericRecord record = new GenericDatumReader<GenericRecord>(present, present)
                .read(null, DecoderFactory.get().binaryDecoder(newest, 5, newest.length - 5, null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, FIRST_CUSTOMER_MOMENTUM});
        GenericRecord old = new GenericData.Record(first);
        first.getFields().forEach(field -> old.put(field.name(), record.get(field.name())));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(first).write(old, encoder);
        encoder.flush();
        assertThat(customers.decode(out.toByteArray())).isEmpty();
    }

    @Test
    void everythingBrokenIsRefusedAndNothingStopsTheJob() throws IOException {
        for (byte[] whole : new byte[][] {
            bytes(CustomerRecords.of(RelayedContents.customer())),
            bytes(WindowRecords.of(RelayedContents.windows().get(0))),
            bytes(HotspotRecords.of(RelayedContents.hotspots().get(1)))
        }) {
            for (int length = 0; length < whole.length; length++) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThat(customers.decode(part)).isEmpty();
                assertThat(windows.decode(part)).isEmpty();
                assertThat(hotspots.decode(part)).isEmpty();
            }
        }
        assertThat(windows.decode(
                        bytes(HotspotRecords.of(RelayedContents.hotspots().get(0)))))
                .as("another contract")
                .isEmpty();
        assertThat(customers.decode(null)).isEmpty();
    }

    @Test
    void aWindowThatCanNotBeIsRefused() throws IOException {
        WindowResult window = WindowRecords.of(RelayedContents.windows().get(1));
        assertThat(windows.decode(bytes(
                        WindowResult.newBuilder(window).setGrain("fortnight").build())))
                .as("a grain that is none")
                .isEmpty();
        assertThat(windows.decode(bytes(
                        WindowResult.newBuilder(window).setDimType("colour").build())))
                .as("a dimension that is none")
                .isEmpty();
        assertThat(windows.decode(bytes(WindowResult.newBuilder(window)
                        .setWindowEnd(window.getWindowEnd().plusMillis(1))
                        .build())))
                .as("between two windows")
                .isEmpty();
        assertThat(windows.decode(bytes(WindowResult.newBuilder(window)
                        .setIndexes(List.of(new IndexCount(201, 1L)))
                        .build())))
                .as("an index beyond 100")
                .isEmpty();
    }

    @Test
    void hotspotsAndCustomersThatCanNotBeAreRefused() throws IOException {
        HotspotReading hotspot = HotspotRecords.of(RelayedContents.hotspots().get(1));
        assertThat(hotspots.decode(bytes(
                        HotspotReading.newBuilder(hotspot).setCause("magic").build())))
                .as("a cause that is none")
                .isEmpty();
        assertThat(hotspots.decode(bytes(HotspotReading.newBuilder(hotspot)
                        .setWindowStart(Instant.ofEpochMilli(1))
                        .build())))
                .as("within five minutes")
                .isEmpty();
        CustomerMomentum customer = CustomerRecords.of(RelayedContents.customer());
        assertThat(customers.decode(bytes(CustomerMomentum.newBuilder(customer)
                        .setPreviousBand("blue")
                        .build())))
                .as("a band that is none")
                .isEmpty();
    }

    private byte[] bytes(SpecificRecord record) {
        return new WireFormat<>(schemas.idFor("any", record.getSchema()), record.getSchema()).write(record);
    }
}
