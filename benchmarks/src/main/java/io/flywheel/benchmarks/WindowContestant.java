package io.flywheel.benchmarks;

import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.CellDelta;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.TallyCells;
import io.flywheel.pipeline.wheel.TrackWheel;
import io.flywheel.pipeline.wheel.WheelOutput;
import io.flywheel.pipeline.wheel.WheelRules;
import io.flywheel.pipeline.wheel.WheelSettings;
import io.flywheel.pipeline.wheel.WindowCells;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** One way to tell windows of signals. */
enum WindowContestant {
    OURS_ALL_GRAINS(Side.OURS, "ours, all seven grains", EnumSet.allOf(Grain.class)),
    OURS_FIVE_MINUTES(Side.OURS, "ours, 5 minutes only", EnumSet.of(Grain.FIVE_MINUTES)),
    FLINK_ALL_GRAINS(Side.FLINK, "Flink's windows, all seven grains", EnumSet.allOf(Grain.class)),
    FLINK_FIVE_MINUTES(Side.FLINK, "Flink's windows, 5 minutes only", EnumSet.of(Grain.FIVE_MINUTES));

    /** Every dimension, as the job's default settings; the workload states no campaign, content and account. */
    private static final EnumSet<Dimension> DIMENSIONS = EnumSet.allOf(Dimension.class);

    /** Whose windows. */
    enum Side {
        OURS,
        FLINK
    }

    private final Side side;
    private final String title;
    private final EnumSet<Grain> grains;

    WindowContestant(Side side, String title, EnumSet<Grain> grains) {
        this.side = side;
        this.title = title;
        this.grains = grains;
    }

    String title() {
        return title;
    }

    /** The contestant of the same side that tells 5 minutes only. */
    WindowContestant ofFiveMinutes() {
        return side == Side.OURS ? OURS_FIVE_MINUTES : FLINK_FIVE_MINUTES;
    }

    /** Ours with the same grains, which must end in the same windows. */
    WindowContestant ofOurs() {
        return grains.equals(OURS_ALL_GRAINS.grains) ? OURS_ALL_GRAINS : OURS_FIVE_MINUTES;
    }

    void attach(DataStream<Signal> signals) {
        if (side == Side.OURS) {
            attachOurs(signals);
        } else {
            attachFlink(signals);
        }
    }

    private void attachOurs(DataStream<Signal> signals) {
        WheelSettings settings = new WheelSettings("velocity", DIMENSIONS, 50_000, 20_000, 1_000);
        SingleOutputStreamOperator<WheelOutput> wheel = signals.keyBy(Signal::customerId, Types.STRING)
                .transform(
                        "Track wheel",
                        TypeInformation.of(WheelOutput.class),
                        new TrackWheel(new WheelRules(Contestant::builtIn, List::of), settings))
                .uid("wheel");
        wheel.sinkTo(new DiscardingSink<>()).uid("journeys");
        wheel.getSideOutput(Tags.WINDOW_DELTAS)
                .keyBy(CellDelta::series, Types.STRING)
                .transform(
                        "Tally windows",
                        TypeInformation.of(CellRow.class),
                        new TallyCells<>("windows", new WindowCells(grains), settings))
                .uid("windows")
                .flatMap(new FiguresOfCells())
                .returns(TypeInformation.of(WindowFigures.class))
                .uid("figures")
                .sinkTo(new FinalWindows())
                .uid("rows");
    }

    private void attachFlink(DataStream<Signal> signals) {
        KeyedStream<SeriesPoints, String> bySeries = signals.flatMap(new SeriesPoints.OfSignal(DIMENSIONS))
                .returns(TypeInformation.of(SeriesPoints.class))
                .uid("points")
                .keyBy(SeriesPoints::series, Types.STRING);
        for (Grain grain : grains) {
            bySeries.window(assigner(grain))
                    .aggregate(
                            new PlainWindow.Sum(),
                            new FiguresOfWindow(grain),
                            TypeInformation.of(PlainWindow.class),
                            TypeInformation.of(PlainWindow.class),
                            TypeInformation.of(WindowFigures.class))
                    .uid("windows " + grain.word())
                    .sinkTo(new FinalWindows())
                    .uid("rows " + grain.word());
        }
    }

    /** Aligned to the epoch, as ours are. */
    private static WindowAssigner<Object, TimeWindow> assigner(Grain grain) {
        Duration length = Duration.ofMillis(grain.lengthMillis());
        Duration step = Duration.ofMillis(grain.stepMillis());
        return length.equals(step) ? TumblingEventTimeWindows.of(length) : SlidingEventTimeWindows.of(length, step);
    }

    /** Tells which window the sums are of. */
    private static final class FiguresOfWindow
            extends ProcessWindowFunction<PlainWindow, WindowFigures, String, TimeWindow> {

        private static final long serialVersionUID = 1;

        private final Grain grain;

        FiguresOfWindow(Grain grain) {
            this.grain = grain;
        }

        @Override
        public void process(
                String series, Context context, Iterable<PlainWindow> windows, Collector<WindowFigures> out) {
            for (PlainWindow window : windows) {
                out.collect(new WindowFigures(
                        series,
                        grain,
                        context.window().getEnd(),
                        true,
                        window.pushes,
                        window.pushThousandths,
                        window.frictionThousandths,
                        window.customers.length));
            }
        }
    }
}
