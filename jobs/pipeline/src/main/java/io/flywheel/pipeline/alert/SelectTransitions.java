package io.flywheel.pipeline.alert;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertTransition;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Lets the changes of alerts pass that somebody may be told of: all but those of rules that are only tried. */
public final class SelectTransitions implements FlatMapFunction<AlertOutput, AlertTransition> {

    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(AlertOutput output, Collector<AlertTransition> out) {
        AlertTransition transition = output.transition();
        if (transition != null && !transition.after().isShadow()) {
            out.collect(transition);
        }
    }
}
