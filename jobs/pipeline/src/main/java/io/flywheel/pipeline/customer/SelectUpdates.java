package io.flywheel.pipeline.customer;

import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Lets the updates of customers pass and leaves the progress behind: topics carry their own. */
public final class SelectUpdates implements FlatMapFunction<CustomerOutput, CustomerUpdate> {

    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(CustomerOutput output, Collector<CustomerUpdate> out) {
        CustomerUpdate update = output.update();
        if (update != null) {
            out.collect(update);
        }
    }
}
