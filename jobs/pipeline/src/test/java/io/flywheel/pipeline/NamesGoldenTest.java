package io.flywheel.pipeline;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.control.ControlLedger;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.quality.QualityWindow;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.pipeline.control.ControlArrival;
import io.flywheel.pipeline.customer.TrackingSettings;
import io.flywheel.pipeline.intake.ArrivalClock;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.pipeline.names.Operators;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.rehearsal.GoldenFile;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import io.flywheel.pipeline.rehearsal.SmallMomentumRules;
import io.flywheel.pipeline.rehearsal.SmallRules;
import io.flywheel.pipeline.relay.Arrived;
import io.flywheel.pipeline.relay.HeldForm;
import io.flywheel.pipeline.relay.SendersClock;
import io.flywheel.pipeline.wheel.WheelRules;
import io.flywheel.pipeline.wheel.WheelSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** What savepoints and dashboards know the graph by, as the real topology builds it. */
class NamesGoldenTest {

    @Test
    void everyNameThatFlinkRemembersIsWrittenDown() throws IOException {
        String names = Stream.of(
                        section("operators: uid | title", operators()),
                        section("states: name | serializer | type", states()),
                        section(
                                "timers",
                                Stream.of(
                                                States.BAND_CROSSING,
                                                States.FORGET_WINDOW,
                                                States.SILENT_CHANGE,
                                                States.CELL_DUE,
                                                States.TIME_OF_SENDER)
                                        .sorted()),
                        section("side outputs: name | type", tags()))
                .collect(joining("\n"));
        GoldenFile.named("golden/names.golden").holdsText(names);
    }

    @Test
    void everyOperatorOfTheListIsInOneOfTheGraphs() {
        assertThat(nodes().map(StreamNode::getTransformationUID))
                .containsAll(
                        Arrays.stream(Operators.values()).map(Operators::uid).toList())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameGraphIsBuiltEveryTime() {
        assertThat(plan(momentum().getStreamGraph())).isEqualTo(plan(momentum().getStreamGraph()));
        assertThat(plan(velocity().getStreamGraph())).isEqualTo(plan(velocity().getStreamGraph()));
        assertThat(plan(alert().getStreamGraph())).isEqualTo(plan(alert().getStreamGraph()));
    }

    @Test
    void anOperatorWithoutUidStopsTheBuild() {
        StreamExecutionEnvironment environment = momentum();
        environment.fromData(1, 2).uid("numbers").map(number -> number + 1).sinkTo(new DiscardingSink<>());
        assertThatThrownBy(environment::getStreamGraph)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UID");
    }

    @Test
    void aTypeThatCanNotEvolveStopsTheBuild() {
        StreamExecutionEnvironment environment = momentum();
        assertThatThrownBy(() -> {
                    environment
                            .fromData(Duration.ofDays(1))
                            .uid("durations")
                            .sinkTo(new DiscardingSink<>())
                            .uid("sink-durations");
                    environment.getStreamGraph();
                })
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("java.time.Duration");
    }

    @Test
    void keyGroupsAreFixedForTheLifeOfTheState() {
        assertThat(nodes())
                .filteredOn(node -> node.getTransformationUID() != null
                        && !node.getTransformationUID().startsWith("sink-"))
                .extracting(StreamNode::getMaxParallelism)
                .containsOnly(JobInvariants.MAX_PARALLELISM);
        assertThat(JobInvariants.MAX_PARALLELISM).isEqualTo(128);
    }

    private static Stream<String> operators() {
        return nodes().map(node -> node.getTransformationUID() + " | " + node.getOperatorName())
                .sorted();
    }

    private static Stream<String> states() {
        return Stream.of(
                        persisted(States.customer(), byte[].class),
                        persisted(States.qualityWindow(), QualityWindow.class),
                        persisted(States.wheelCustomer(), byte[].class),
                        persisted(States.alerts(), byte[].class),
                        progressTold(),
                        byCell(States.cells()),
                        byCell(States.awaitedWindows()),
                        byCell(States.heldRecords()))
                .sorted();
    }

    private static <T> String persisted(ValueStateDescriptor<T> state, Class<T> type) {
        state.initializeSerializerUnlessSet(new ExecutionConfig());
        String components = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(component -> component.getGenericType().getTypeName() + " " + component.getName())
                        .collect(joining(", ", "(", ")"))
                : "";
        return state.getName() + " | " + state.getSerializer().getClass().getSimpleName() + " | " + type.getTypeName()
                + components;
    }

    private static String progressTold() {
        ListStateDescriptor<Long> state = States.progressTold();
        state.initializeSerializerUnlessSet(new ExecutionConfig());
        return state.getName() + " | list of "
                + state.getElementSerializer().getClass().getSimpleName() + " | long";
    }

    private static String byCell(MapStateDescriptor<Long, byte[]> state) {
        state.initializeSerializerUnlessSet(new ExecutionConfig());
        return state.getName() + " | " + state.getKeySerializer().getClass().getSimpleName() + " to "
                + state.getValueSerializer().getClass().getSimpleName() + " | long to byte[]";
    }

    private static Stream<String> tags() {
        return Stream.of(
                        Tags.REFUSED,
                        Tags.LATE,
                        Tags.COUNTS,
                        Tags.SIGNALS,
                        Tags.WINDOW_DELTAS,
                        Tags.GROWTH_DELTAS,
                        Tags.SPOT_DELTAS)
                .map(tag ->
                        tag.getId() + " | " + tag.getTypeInfo().getTypeClass().getTypeName())
                .sorted();
    }

    private static String section(String title, Stream<String> lines) {
        return Stream.concat(Stream.of("# " + title), lines).collect(joining("\n", "", "\n"));
    }

    /** Chains with what they are made of and fed by; ids follow from uids and the shape of the graph. */
    private static List<String> plan(StreamGraph graph) {
        return graph.getJobGraph().getVerticesSortedTopologicallyFromSources().stream()
                .sorted(Comparator.comparing(JobVertex::getID))
                .map(vertex -> vertex.getID() + " " + vertex.getName() + " "
                        + vertex.getOperatorIDs().stream()
                                .map(ids -> ids.getGeneratedOperatorID().toString())
                                .toList()
                        + " <- "
                        + vertex.getInputs().stream()
                                .map(edge -> edge.getSource().getProducer().getID() + " " + edge.getShipStrategyName())
                                .toList())
                .toList();
    }

    /** The operators of the graph of all and, beside them, of the velocity graph and of the alert graph alone. */
    private static Stream<StreamNode> nodes() {
        Map<String, StreamNode> nodes = new LinkedHashMap<>();
        Stream.of(momentum(), velocity(), alert())
                .flatMap(environment -> environment.getStreamGraph().getStreamNodes().stream())
                .forEach(node -> nodes.putIfAbsent(node.getTransformationUID(), node));
        return nodes.values().stream();
    }

    private static StreamExecutionEnvironment momentum() {
        StreamExecutionEnvironment environment =
                JobInvariants.apply(StreamExecutionEnvironment.getExecutionEnvironment());
        environment.setParallelism(2);
        DataStream<ControlRecord> decisions = decisions(environment);
        MomentumStreams streams = MomentumTopology.build(
                environment,
                new Inputs(feed(EventStream.CLICKSTREAM), feed(EventStream.DEALS), feed(EventStream.SUPPORT)),
                new Outputs(
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()),
                decisions,
                SmallMomentumRules.MOMENTUM,
                new MomentumSettings(
                        new TrackingSettings("test", 1_000, 1_000, 1_000, TrackingSettings.MEMORY_MILLIS, true),
                        1,
                        Duration.ofDays(2).toMillis()));
        VelocityStreams wheel = windows(streams.signals(), decisions);
        AlertTopology.build(
                AlertInputs.straight(streams.customers(), wheel),
                decisions.broadcast(States.broadcastDecisions()),
                new AlertOutputs(new DiscardingSink<>(), new DiscardingSink<>()),
                new SmallRules(),
                "test");
        return environment;
    }

    private static DataStream<ControlRecord> decisions(StreamExecutionEnvironment environment) {
        return ControlTopology.build(
                environment,
                new ControlFeed(
                        new DataGeneratorSource<>(
                                number -> new ControlArrival(0, number, 0, null, "none", ""),
                                1,
                                TypeInformation.of(ControlArrival.class)),
                        () -> new ControlLedger((record, before) -> null),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()));
    }

    private static StreamExecutionEnvironment alert() {
        StreamExecutionEnvironment environment =
                JobInvariants.apply(StreamExecutionEnvironment.getExecutionEnvironment());
        environment.setParallelism(2);
        AlertTopology.build(
                AlertInputs.relayed(
                        environment,
                        new AlertFeeds(
                                heartbeat(Arrived.CUSTOMERS),
                                heartbeat(Arrived.WINDOWS),
                                heartbeat(Arrived.HOTSPOTS),
                                new Unheld<>(),
                                new Unheld<>())),
                decisions(environment).broadcast(States.broadcastDecisions()),
                new AlertOutputs(new DiscardingSink<>(), new DiscardingSink<>()),
                new SmallRules(),
                "test");
        return environment;
    }

    private static <T> RelayFeed<T> heartbeat(TypeInformation<Arrived<T>> type) {
        return new RelayFeed<>(
                new DataGeneratorSource<>(
                        number -> new Arrived<>(number, null, null), 1, RateLimiterStrategy.noOp(), type),
                SendersClock.strategy(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }

    /** The form of records that never wait. */
    private static final class Unheld<T> implements HeldForm<T> {
        private static final long serialVersionUID = 1;

        @Override
        public byte[] pack(T content) {
            throw new IllegalStateException("nothing waits in this graph");
        }

        @Override
        public T unpack(byte[] packed) {
            throw new IllegalStateException("nothing waits in this graph");
        }
    }

    private static StreamExecutionEnvironment velocity() {
        StreamExecutionEnvironment environment =
                JobInvariants.apply(StreamExecutionEnvironment.getExecutionEnvironment());
        environment.setParallelism(2);
        VelocityTopology.relay(
                windows(VelocityTopology.signals(environment, heartbeat(Arrived.SIGNALS)), decisions(environment)),
                new VelocityTopics(new DiscardingSink<>(), new DiscardingSink<>()));
        return environment;
    }

    private static VelocityStreams windows(DataStream<Signal> signals, DataStream<ControlRecord> decisions) {
        return VelocityTopology.build(
                signals,
                new VelocityOutputs(
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()),
                decisions,
                new WheelRules(SmallCatalogue::load, List::of),
                new WheelSettings("test", EnumSet.allOf(Dimension.class), 1_000, 1_000, 1_000));
    }

    private static Feed feed(EventStream stream) {
        return new Feed(
                new DataGeneratorSource<>(
                        number -> Inbound.heartbeat(stream, number),
                        1,
                        RateLimiterStrategy.noOp(),
                        TypeInformation.of(Inbound.class)),
                ArrivalClock.strategy(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }
}
