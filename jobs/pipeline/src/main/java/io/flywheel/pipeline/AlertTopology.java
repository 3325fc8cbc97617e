package io.flywheel.pipeline;

import static io.flywheel.pipeline.names.Operators.ALERT_ROWS;
import static io.flywheel.pipeline.names.Operators.ALERT_TOPIC;
import static io.flywheel.pipeline.names.Operators.ALERT_TRANSITIONS;
import static io.flywheel.pipeline.names.Operators.CUSTOMER_PROGRESS;
import static io.flywheel.pipeline.names.Operators.WATCH_CUSTOMERS;
import static io.flywheel.pipeline.names.Operators.WATCH_HOTSPOTS;
import static io.flywheel.pipeline.names.Operators.WATCH_WINDOWS;
import static io.flywheel.pipeline.names.Operators.WINDOW_PROGRESS;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.alert.AlertTransition;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.alert.FollowProgress;
import io.flywheel.pipeline.alert.RuleSource;
import io.flywheel.pipeline.alert.SelectTransitions;
import io.flywheel.pipeline.alert.WatchCustomers;
import io.flywheel.pipeline.alert.WatchHotspots;
import io.flywheel.pipeline.alert.WatchWindows;
import io.flywheel.pipeline.wheel.CellRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The graph from customers and windows to alerts.
 *
 * <pre>
 * track customers ── follow progress ── watch customers ─┐
 *                                                        ├─ alert rows
 * tally windows ──── follow progress ── watch windows ───┤
 * find spikes ────── by place and type ─ watch hotspots ─┤
 *                                                        └─ alert topic
 * </pre>
 *
 * <p><b>Shape:</b> streams in, nothing out; the streams must come straight from their stops, whose keys and subtasks are kept. What people decide reaches all three watches. Nothing turns back.
 */
public final class AlertTopology {

    private AlertTopology() {}

    public static void build(
            DataStream<CustomerOutput> customers,
            VelocityStreams wheel,
            BroadcastStream<ControlRecord> decisions,
            AlertOutputs outputs,
            RuleSource rules) {
        DataStream<AlertOutput> alerts = ofCustomers(customers, decisions, rules)
                .union(ofWindows(wheel.windows(), decisions, rules), ofHotspots(wheel.spikes(), decisions, rules));
        ALERT_ROWS.mark(alerts.sinkTo(outputs.alertRows()));
        SingleOutputStreamOperator<AlertTransition> transitions = ALERT_TRANSITIONS.mark(
                alerts.flatMap(new SelectTransitions()).returns(TypeInformation.of(AlertTransition.class)));
        ALERT_TOPIC.mark(transitions.sinkTo(outputs.alertTopic()));
    }

    /** The alerts of customers alone. */
    private static DataStream<AlertOutput> ofCustomers(
            DataStream<CustomerOutput> customers, BroadcastStream<ControlRecord> decisions, RuleSource rules) {
        SingleOutputStreamOperator<CustomerUpdate> updates = CUSTOMER_PROGRESS.mark(customers.transform(
                CUSTOMER_PROGRESS.title(),
                TypeInformation.of(CustomerUpdate.class),
                new FollowProgress<>(CustomerOutput::progress, CustomerOutput::update)));
        return WATCH_CUSTOMERS.mark(DataStreamUtils.reinterpretAsKeyedStream(
                        updates, update -> update.profile().customerId(), Types.STRING)
                .connect(decisions)
                .process(new WatchCustomers(rules), TypeInformation.of(AlertOutput.class)));
    }

    /** The alerts of windows alone. */
    public static DataStream<AlertOutput> ofWindows(
            DataStream<CellRow> windows, BroadcastStream<ControlRecord> decisions, RuleSource rules) {
        SingleOutputStreamOperator<CellRow> rows = WINDOW_PROGRESS.mark(windows.transform(
                WINDOW_PROGRESS.title(),
                TypeInformation.of(CellRow.class),
                new FollowProgress<CellRow, CellRow>(CellRow::progress, row -> row)));
        return WATCH_WINDOWS.mark(DataStreamUtils.reinterpretAsKeyedStream(rows, CellRow::series, Types.STRING)
                .connect(decisions)
                .process(new WatchWindows(rules), TypeInformation.of(AlertOutput.class)));
    }

    /** The alerts of hotspots alone. */
    public static DataStream<AlertOutput> ofHotspots(
            DataStream<SpotReading> spikes, BroadcastStream<ControlRecord> decisions, RuleSource rules) {
        return WATCH_HOTSPOTS.mark(spikes.keyBy(SpotReading::series, Types.STRING)
                .connect(decisions)
                .process(new WatchHotspots(rules), TypeInformation.of(AlertOutput.class)));
    }
}
