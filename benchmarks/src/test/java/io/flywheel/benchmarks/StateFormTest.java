package io.flywheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.signal.SignalCatalogue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class StateFormTest {

    private final SignalCatalogue catalogue = Contestant.builtIn();
    private final CustomerStateLayout layout = new CustomerStateLayout(catalogue.decayFingerprint());

    @Test
    void flinkSerializesThePlainCustomerAsPojosAllTheWayDown() {
        TypeInformation<PlainCustomer> type = TypeInformation.of(PlainCustomer.class);
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        assertThat(type.createSerializer(config)).isNotNull();
    }

    @Test
    void nothingIsLostOnTheWayThroughThePlainForm() throws Exception {
        PlainForm form = new PlainForm();
        TypeSerializer<PlainCustomer> serializer =
                TypeInformation.of(PlainCustomer.class).createSerializer(new SerializerConfigImpl());
        for (CustomerState state : Samples.customers(
                        Samples.activities(50, 3_000), new CustomerRules(catalogue, DetectorSettings.DEFAULT))
                .values()) {
            DataOutputSerializer out = new DataOutputSerializer(1024);
            serializer.serialize(form.write(state), out);
            PlainCustomer restored = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
            assertThat(layout.write(form.read(restored))).isEqualTo(layout.write(state));
        }
    }

    @Test
    void nothingIsLostOnTheWayThroughThePackedForm() {
        PackedForm form = new PackedForm(catalogue.decayFingerprint());
        for (CustomerState state : Samples.customers(
                        Samples.activities(50, 3_000), new CustomerRules(catalogue, DetectorSettings.DEFAULT))
                .values()) {
            byte[] packed = layout.write(state);
            assertThat(form.write(form.read(packed))).isEqualTo(packed);
        }
    }
}
