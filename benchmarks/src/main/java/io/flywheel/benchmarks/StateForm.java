package io.flywheel.benchmarks;

import io.flywheel.domain.customer.CustomerState;
import java.io.Serializable;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** A form in which a peer keeps a customer in one value of the state backend. */
interface StateForm<S> extends Serializable {

    ValueStateDescriptor<S> descriptor();

    CustomerState read(S kept);

    S write(CustomerState state);
}
