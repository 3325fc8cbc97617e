package io.flywheel.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.MeasuredCustomer;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerOutlookTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /** Packed, unpacked and moved to a later moment, the index is what the meter itself gives then. */
    @ParameterizedTest
    @MethodSource("seeds")
    void isWhatTheMeterSaysLater(int seed) {
        MeasuredCustomer customer = MeasuredCustomer.invent(seed);
        CustomerUpdate update = customer.update();
        CustomerOutlook outlook = again(CustomerOutlook.of(update));
        for (long hours : new long[] {0, 1, 30, 24 * 40}) {
            long at = update.momentum().asOfMillis() + hours * HOUR;
            assertThat(outlook.at(at).number(Fact.MOMENTUM_INDEX))
                    .as("seed %d, %d h later", seed, hours)
                    .isCloseTo(customer.indexAt().applyAsDouble(at), within(1e-9));
        }
    }

    /** A moment later everything is nearly as it was stated: what is moved is moved by the formulas that stated it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void beginsWithWhatWasStated(int seed) {
        CustomerUpdate update = MeasuredCustomer.invent(seed).update();
        MomentumReading stated = update.momentum();
        FactSheet soon = CustomerOutlook.of(update).at(stated.asOfMillis() + 1);
        double near = 1e-4;
        assertThat(soon.number(Fact.VELOCITY)).isCloseTo(stated.velocity(), within(near));
        assertThat(soon.number(Fact.VELOCITY_FAST)).isCloseTo(stated.velocityFast(), within(near));
        assertThat(soon.number(Fact.VELOCITY_SLOW)).isCloseTo(stated.velocitySlow(), within(near));
        assertThat(soon.number(Fact.FRICTION_IMPULSE)).isCloseTo(stated.frictionImpulse(), within(near));
        assertThat(soon.number(Fact.FRICTION_STANDING)).isCloseTo(stated.frictionStanding(), within(near));
        assertThat(soon.number(Fact.FRICTION)).isCloseTo(stated.friction(), within(near));
        assertThat(soon.number(Fact.MASS)).isCloseTo(stated.mass(), within(near));
        assertThat(soon.number(Fact.MOMENTUM)).isCloseTo(stated.momentum(), within(near));
        assertThat(soon.text(Fact.CUSTOMER_ID)).isEqualTo("globex");
        assertThat(soon.number(Fact.CHURN_RISK)).isEqualTo(update.churn().risk().risk());
    }

    private static CustomerOutlook again(CustomerOutlook outlook) {
        StateWriter out = new StateWriter();
        outlook.write(out);
        StateReader in = new StateReader(out.toBytes());
        CustomerOutlook read = CustomerOutlook.read(in);
        assertThat(in.isAtEnd()).isTrue();
        return read;
    }
}
