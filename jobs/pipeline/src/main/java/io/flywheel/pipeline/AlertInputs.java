package io.flywheel.pipeline;

import static io.flywheel.pipeline.names.Operators.CUSTOMER_RECORDS;
import static io.flywheel.pipeline.names.Operators.CUSTOMER_SOURCE;
import static io.flywheel.pipeline.names.Operators.CUSTOMER_TIME;
import static io.flywheel.pipeline.names.Operators.HOTSPOT_RECORDS;
import static io.flywheel.pipeline.names.Operators.HOTSPOT_SOURCE;
import static io.flywheel.pipeline.names.Operators.WINDOW_RECORDS;
import static io.flywheel.pipeline.names.Operators.WINDOW_SOURCE;
import static io.flywheel.pipeline.names.Operators.WINDOW_TIME;

import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.names.Operators;
import io.flywheel.pipeline.relay.Arrived;
import io.flywheel.pipeline.relay.HeldForm;
import io.flywheel.pipeline.relay.KeepTime;
import io.flywheel.pipeline.relay.SelectContents;
import io.flywheel.pipeline.wheel.CellRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What alerts are made of: customers, windows, and hotspots with what is to be said of their spikes.
 *
 * <p><b>Shape:</b> keyed by customer, by series, and by place and type; each with a time that does not overtake it.
 */
public record AlertInputs(
        KeyedStream<CustomerUpdate, String> customers,
        KeyedStream<CellRow, String> windows,
        KeyedStream<SpotReading, String> hotspots) {

    /** Straight from the stops of the same graph, whose keys and subtasks are kept. */
    public static AlertInputs straight(DataStream<CustomerUpdate> customers, VelocityStreams wheel) {
        return new AlertInputs(
                DataStreamUtils.reinterpretAsKeyedStream(customers, AlertInputs::customer, Types.STRING),
                DataStreamUtils.reinterpretAsKeyedStream(wheel.windows(), CellRow::series, Types.STRING),
                wheel.spikes().keyBy(SpotReading::series, Types.STRING));
    }

    /** From the topics that other jobs write, each at the time of its sender. */
    public static AlertInputs relayed(StreamExecutionEnvironment environment, AlertFeeds feeds) {
        return new AlertInputs(
                timed(
                        read(environment, feeds.customers(), Arrived.CUSTOMERS, CUSTOMER_SOURCE, CUSTOMER_RECORDS),
                        TypeInformation.of(CustomerUpdate.class),
                        AlertInputs::customer,
                        feeds.heldCustomers(),
                        CUSTOMER_TIME),
                timed(
                        read(environment, feeds.windows(), Arrived.WINDOWS, WINDOW_SOURCE, WINDOW_RECORDS),
                        TypeInformation.of(CellRow.class),
                        CellRow::series,
                        feeds.heldWindows(),
                        WINDOW_TIME),
                hotspots(environment, feeds.hotspots()));
    }

    /** Hotspots only ever ask whether their five minutes are over, and are sent when they are. */
    private static KeyedStream<SpotReading, String> hotspots(
            StreamExecutionEnvironment environment, RelayFeed<SpotReading> feed) {
        SingleOutputStreamOperator<Arrived<SpotReading>> source = HOTSPOT_SOURCE.mark(
                environment.fromSource(feed.source(), feed.clock(), HOTSPOT_SOURCE.title(), Arrived.HOTSPOTS));
        return HOTSPOT_RECORDS
                .mark(source.flatMap(new SelectContents<>()).returns(TypeInformation.of(SpotReading.class)))
                .keyBy(SpotReading::series, Types.STRING);
    }

    private static <T> SingleOutputStreamOperator<Arrived<T>> read(
            StreamExecutionEnvironment environment,
            RelayFeed<T> feed,
            TypeInformation<Arrived<T>> type,
            Operators source,
            Operators records) {
        return records.mark(source.mark(environment.fromSource(feed.source(), feed.clock(), source.title(), type))
                .filter(arrived -> !arrived.isHeartbeat()));
    }

    private static <T> KeyedStream<T, String> timed(
            DataStream<Arrived<T>> arrived,
            TypeInformation<T> type,
            KeySelector<T, String> key,
            HeldForm<T> form,
            Operators operator) {
        SingleOutputStreamOperator<T> timed =
                operator.mark(arrived.keyBy(content -> key.getKey(content.present()), Types.STRING)
                        .transform(operator.title(), type, new KeepTime<>(form)));
        return DataStreamUtils.reinterpretAsKeyedStream(timed, key, Types.STRING);
    }

    private static String customer(CustomerUpdate update) {
        return update.profile().customerId();
    }
}
