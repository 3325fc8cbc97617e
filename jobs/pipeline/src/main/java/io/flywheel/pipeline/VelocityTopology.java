package io.flywheel.pipeline;

import static io.flywheel.pipeline.names.Operators.FIND_SPIKES;
import static io.flywheel.pipeline.names.Operators.GROWTH_ROWS;
import static io.flywheel.pipeline.names.Operators.HOTSPOT_PROGRESS;
import static io.flywheel.pipeline.names.Operators.HOTSPOT_ROWS;
import static io.flywheel.pipeline.names.Operators.HOTSPOT_TOPIC;
import static io.flywheel.pipeline.names.Operators.SIGNAL_RECORDS;
import static io.flywheel.pipeline.names.Operators.SIGNAL_SOURCE;
import static io.flywheel.pipeline.names.Operators.SPIKE_PROGRESS;
import static io.flywheel.pipeline.names.Operators.SPIKE_ROWS;
import static io.flywheel.pipeline.names.Operators.STAMP_HOTSPOTS;
import static io.flywheel.pipeline.names.Operators.STAMP_WINDOWS;
import static io.flywheel.pipeline.names.Operators.TALLY_GROWTH;
import static io.flywheel.pipeline.names.Operators.TALLY_HOTSPOTS;
import static io.flywheel.pipeline.names.Operators.TALLY_WINDOWS;
import static io.flywheel.pipeline.names.Operators.TRACK_WHEEL;
import static io.flywheel.pipeline.names.Operators.WHEEL_ROWS;
import static io.flywheel.pipeline.names.Operators.WINDOW_PROGRESS;
import static io.flywheel.pipeline.names.Operators.WINDOW_ROWS;
import static io.flywheel.pipeline.names.Operators.WINDOW_TOPIC;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.pipeline.names.Operators;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.relay.Arrived;
import io.flywheel.pipeline.relay.SelectContents;
import io.flywheel.pipeline.relay.StampRecords;
import io.flywheel.pipeline.relay.Stamped;
import io.flywheel.pipeline.spike.FindSpikes;
import io.flywheel.pipeline.spike.SpikeOutput;
import io.flywheel.pipeline.stop.FollowProgress;
import io.flywheel.pipeline.stop.TellProgress;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.CellRules;
import io.flywheel.pipeline.wheel.GrowthCells;
import io.flywheel.pipeline.wheel.HotspotCells;
import io.flywheel.pipeline.wheel.TallyCells;
import io.flywheel.pipeline.wheel.TrackWheel;
import io.flywheel.pipeline.wheel.WheelOutput;
import io.flywheel.pipeline.wheel.WheelRules;
import io.flywheel.pipeline.wheel.WheelSettings;
import io.flywheel.pipeline.wheel.WindowCells;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph from signals to the wheel as a whole.
 *
 * <pre>
 * signals ── by customer ── track wheel ─┬─ wheel rows
 *                      accepted ┘        ├─ by series ── tally windows ┬─ window rows
 *                                        │                             └─ follow progress
 *                                        ├─ by series ── tally growth ─── growth rows
 *                                        └─ by place ─── tally hotspots ┬ hotspot rows
 *                                                                       └ follow progress ── find spikes ── tell progress ── spike rows
 * </pre>
 *
 * <p><b>Shape:</b> streams in, streams out; the signals come from a topic or straight from the momentum graph. Nothing turns back.
 */
public final class VelocityTopology {

    private VelocityTopology() {}

    /** The signals of a topic. */
    public static DataStream<Signal> signals(StreamExecutionEnvironment environment, RelayFeed<Signal> feed) {
        SingleOutputStreamOperator<Arrived<Signal>> inbound = SIGNAL_SOURCE.mark(
                environment.fromSource(feed.source(), feed.clock(), SIGNAL_SOURCE.title(), Arrived.SIGNALS));
        return SIGNAL_RECORDS.mark(inbound.flatMap(new SelectContents<>()).returns(TypeInformation.of(Signal.class)));
    }

    /** Builds the graph, which acts by what people decided, and hands on the windows, straight from their stop and in their time, and what is to be said of spikes. */
    public static VelocityStreams build(
            DataStream<Signal> signals,
            VelocityOutputs outputs,
            DataStream<ControlRecord> decisions,
            WheelRules rules,
            WheelSettings settings) {
        SingleOutputStreamOperator<WheelOutput> wheel = TRACK_WHEEL.mark(signals.keyBy(Signal::customerId, Types.STRING)
                .connect(decisions.broadcast())
                .transform(
                        TRACK_WHEEL.title(), TypeInformation.of(WheelOutput.class), new TrackWheel(rules, settings)));
        WHEEL_ROWS.mark(wheel.sinkTo(outputs.wheelRows()));
        SingleOutputStreamOperator<CellRow> windows =
                tally(wheel.getSideOutput(Tags.WINDOW_DELTAS), TALLY_WINDOWS, "windows", new WindowCells(), settings);
        WINDOW_ROWS.mark(windows.sinkTo(outputs.windowRows()));
        GROWTH_ROWS.mark(
                tally(wheel.getSideOutput(Tags.GROWTH_DELTAS), TALLY_GROWTH, "growth", new GrowthCells(), settings)
                        .sinkTo(outputs.growthRows()));
        SingleOutputStreamOperator<CellRow> hotspots =
                tally(wheel.getSideOutput(Tags.SPOT_DELTAS), TALLY_HOTSPOTS, "hotspots", new HotspotCells(), settings);
        HOTSPOT_ROWS.mark(hotspots.sinkTo(outputs.hotspotRows()));
        SingleOutputStreamOperator<SpotReading> spikes = spikes(hotspots);
        SPIKE_ROWS.mark(SPIKE_PROGRESS
                .mark(spikes.transform(
                        SPIKE_PROGRESS.title(),
                        TypeInformation.of(SpikeOutput.class),
                        new TellProgress<>(
                                settings.job(),
                                "spikes",
                                (SpotReading reading) -> SpikeOutput.of(reading),
                                SpikeOutput::of)))
                .sinkTo(outputs.spikeRows()));
        return new VelocityStreams(timed(windows, WINDOW_PROGRESS), spikes);
    }

    /** Hands windows and spikes to the topics for other jobs. */
    public static void relay(VelocityStreams streams, VelocityTopics topics) {
        WINDOW_TOPIC.mark(STAMP_WINDOWS
                .mark(streams.windows()
                        .transform(
                                STAMP_WINDOWS.title(),
                                TypeInformation.of(new TypeHint<Stamped<CellRow>>() {}),
                                new StampRecords<>()))
                .sinkTo(topics.windows()));
        HOTSPOT_TOPIC.mark(STAMP_HOTSPOTS
                .mark(streams.spikes()
                        .transform(
                                STAMP_HOTSPOTS.title(),
                                TypeInformation.of(new TypeHint<Stamped<SpotReading>>() {}),
                                new StampRecords<>()))
                .sinkTo(topics.hotspots()));
    }

    private static SingleOutputStreamOperator<CellRow> timed(DataStream<CellRow> rows, Operators operator) {
        return operator.mark(rows.transform(
                operator.title(),
                TypeInformation.of(CellRow.class),
                new FollowProgress<CellRow, CellRow>(CellRow::progress, row -> row)));
    }

    private static SingleOutputStreamOperator<SpotReading> spikes(DataStream<CellRow> hotspots) {
        return FIND_SPIKES.mark(DataStreamUtils.reinterpretAsKeyedStream(
                        timed(hotspots, HOTSPOT_PROGRESS), CellRow::series, Types.STRING)
                .process(new FindSpikes(), TypeInformation.of(SpotReading.class)));
    }

    private static <T> SingleOutputStreamOperator<CellRow> tally(
            DataStream<CellDelta> deltas,
            Operators operator,
            String stage,
            CellRules<T> rules,
            WheelSettings settings) {
        return operator.mark(deltas.keyBy(CellDelta::series, Types.STRING)
                .transform(
                        operator.title(), TypeInformation.of(CellRow.class), new TallyCells<>(stage, rules, settings)));
    }
}
