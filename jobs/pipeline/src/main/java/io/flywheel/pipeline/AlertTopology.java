package io.flywheel.pipeline;

import static io.flywheel.pipeline.names.Operators.ALERT_PROGRESS;
import static io.flywheel.pipeline.names.Operators.ALERT_ROWS;
import static io.flywheel.pipeline.names.Operators.ALERT_TOPIC;
import static io.flywheel.pipeline.names.Operators.ALERT_TRANSITIONS;
import static io.flywheel.pipeline.names.Operators.WATCH_CUSTOMERS;
import static io.flywheel.pipeline.names.Operators.WATCH_HOTSPOTS;
import static io.flywheel.pipeline.names.Operators.WATCH_WINDOWS;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.alert.RuleSource;
import io.flywheel.pipeline.alert.SelectTransitions;
import io.flywheel.pipeline.alert.WatchCustomers;
import io.flywheel.pipeline.alert.WatchHotspots;
import io.flywheel.pipeline.alert.WatchWindows;
import io.flywheel.pipeline.stop.TellProgress;
import io.flywheel.pipeline.wheel.CellRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The graph from customers and windows to alerts.
 *
 * <pre>
 * customers ── watch customers ─┐
 *                               ├─ tell progress ── alert rows
 * windows ──── watch windows ───┤
 * hotspots ─── watch hotspots ──┤
 *                               └─ alert topic
 * </pre>
 *
 * <p><b>Shape:</b> streams in, nothing out; the streams come straight from their stops or from the topics of other jobs. What people decide reaches all three watches. Nothing turns back.
 */
public final class AlertTopology {

    private static final String STAGE = "alerts";

    private AlertTopology() {}

    /** Builds the graph for the job of a name, by which it says how far it has come. */
    public static void build(
            AlertInputs inputs,
            BroadcastStream<ControlRecord> decisions,
            AlertOutputs outputs,
            RuleSource rules,
            String job) {
        DataStream<AlertOutput> alerts = ofCustomers(inputs.customers(), decisions, rules, job)
                .union(ofWindows(inputs.windows(), decisions, rules), ofHotspots(inputs.hotspots(), decisions, rules));
        ALERT_ROWS.mark(ALERT_PROGRESS
                .mark(alerts.transform(
                        ALERT_PROGRESS.title(),
                        TypeInformation.of(AlertOutput.class),
                        new TellProgress<>(job, STAGE, (AlertOutput told) -> told, AlertOutput::of)))
                .sinkTo(outputs.alertRows()));
        SingleOutputStreamOperator<AlertTransition> transitions = ALERT_TRANSITIONS.mark(
                alerts.flatMap(new SelectTransitions()).returns(TypeInformation.of(AlertTransition.class)));
        ALERT_TOPIC.mark(transitions.sinkTo(outputs.alertTopic()));
    }

    /** The alerts of customers alone. */
    public static DataStream<AlertOutput> ofCustomers(
            KeyedStream<CustomerUpdate, String> customers,
            BroadcastStream<ControlRecord> decisions,
            RuleSource rules,
            String job) {
        // not by process(): the stop has to reach timers of customers whom no update is about
        DataStream<ControlRecord> broadcast =
                new DataStream<>(decisions.getEnvironment(), decisions.getTransformation());
        return WATCH_CUSTOMERS.mark(customers
                .connect(broadcast)
                .transform(
                        WATCH_CUSTOMERS.title(),
                        TypeInformation.of(AlertOutput.class),
                        WatchCustomers.stop(rules, job, STAGE)));
    }

    /** The alerts of windows alone. */
    public static DataStream<AlertOutput> ofWindows(
            KeyedStream<CellRow, String> windows, BroadcastStream<ControlRecord> decisions, RuleSource rules) {
        return WATCH_WINDOWS.mark(
                windows.connect(decisions).process(new WatchWindows(rules), TypeInformation.of(AlertOutput.class)));
    }

    /** The alerts of hotspots alone. */
    public static DataStream<AlertOutput> ofHotspots(
            KeyedStream<SpotReading, String> hotspots, BroadcastStream<ControlRecord> decisions, RuleSource rules) {
        return WATCH_HOTSPOTS.mark(
                hotspots.connect(decisions).process(new WatchHotspots(rules), TypeInformation.of(AlertOutput.class)));
    }
}
