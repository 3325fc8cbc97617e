package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.SmallRiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SmallCatalogue;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/** A customer with an invented history, as of their last activity, and the index that the meter gives them later. */
public record MeasuredCustomer(CustomerUpdate update, LongToDoubleFunction indexAt) {

    public static MeasuredCustomer invent(int seed) {
        SignalCatalogue catalogue = SmallCatalogue.create();
        CustomerMeter meter = new CustomerMeter(catalogue, SmallRiskModel.MODEL);
        CustomerState state = new CustomerState();
        for (Activity activity : History.invent(new SplittableRandom(seed))) {
            state.fold(activity, new CustomerRules(catalogue, DetectorSettings.DEFAULT), SignalListener.NONE);
        }
        return new MeasuredCustomer(meter.measure("globex", state, Long.MIN_VALUE), at -> meter.indexAt(state, at));
    }
}
