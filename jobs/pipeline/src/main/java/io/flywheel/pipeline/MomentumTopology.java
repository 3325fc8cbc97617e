package io.flywheel.pipeline;

import static io.flywheel.pipeline.names.Operators.CLICKSTREAM_SOURCE;
import static io.flywheel.pipeline.names.Operators.CLICKSTREAM_SPLIT;
import static io.flywheel.pipeline.names.Operators.CUSTOMER_PROGRESS;
import static io.flywheel.pipeline.names.Operators.CUSTOMER_ROWS;
import static io.flywheel.pipeline.names.Operators.CUSTOMER_TOPIC;
import static io.flywheel.pipeline.names.Operators.CUSTOMER_UPDATES;
import static io.flywheel.pipeline.names.Operators.DEAD_LETTER_TOPIC;
import static io.flywheel.pipeline.names.Operators.DEALS_SOURCE;
import static io.flywheel.pipeline.names.Operators.DEALS_SPLIT;
import static io.flywheel.pipeline.names.Operators.LATE_TOPIC;
import static io.flywheel.pipeline.names.Operators.QUALITY_ROWS;
import static io.flywheel.pipeline.names.Operators.SIGNAL_TOPIC;
import static io.flywheel.pipeline.names.Operators.STAMP_SIGNALS;
import static io.flywheel.pipeline.names.Operators.SUPPORT_SOURCE;
import static io.flywheel.pipeline.names.Operators.SUPPORT_SPLIT;
import static io.flywheel.pipeline.names.Operators.TALLY_QUALITY;
import static io.flywheel.pipeline.names.Operators.TRACK_CUSTOMERS;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.customer.ActivityTypeInfo;
import io.flywheel.pipeline.customer.MomentumRules;
import io.flywheel.pipeline.customer.TrackCustomers;
import io.flywheel.pipeline.intake.Inbound;
import io.flywheel.pipeline.intake.SplitInbound;
import io.flywheel.pipeline.names.Operators;
import io.flywheel.pipeline.names.Tags;
import io.flywheel.pipeline.quality.TallyQuality;
import io.flywheel.pipeline.relay.StampRecords;
import io.flywheel.pipeline.relay.Stamped;
import io.flywheel.pipeline.stop.FollowProgress;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph from three streams of events to the momentum and the churn risk of every customer.
 *
 * <pre>
 * clickstream ── split ─┐
 * deals ──────── split ─┼─ by customer ── track customers ─┬─ customer rows
 * support ────── split ─┘                                  ├─ follow progress ── customer topic
 *                  │                  accepted ┘            └─ signal topic
 *                  ├─ late ───────── late topic
 *                  ├─ refused ────── dead-letter topic   (and conflicts found by track customers)
 *                  └─ counts ─────── by hour ── tally quality ── quality rows
 * </pre>
 *
 * <p><b>Shape:</b> streams in, streams out; knows neither Kafka nor PostgreSQL nor a configuration. Nothing turns back.
 */
public final class MomentumTopology {

    private MomentumTopology() {}

    /** Builds the graph and hands on its signals and customers, for a graph that goes on from there. */
    public static MomentumStreams build(
            StreamExecutionEnvironment environment,
            Inputs inputs,
            Outputs outputs,
            DataStream<ControlRecord> decisions,
            MomentumRules rules,
            MomentumSettings settings) {
        SingleOutputStreamOperator<Activity> clickstream =
                open(environment, inputs.clickstream(), CLICKSTREAM_SOURCE, CLICKSTREAM_SPLIT, settings);
        SingleOutputStreamOperator<Activity> deals =
                open(environment, inputs.deals(), DEALS_SOURCE, DEALS_SPLIT, settings);
        SingleOutputStreamOperator<Activity> support =
                open(environment, inputs.support(), SUPPORT_SOURCE, SUPPORT_SPLIT, settings);

        SingleOutputStreamOperator<CustomerOutput> customers = TRACK_CUSTOMERS.mark(clickstream
                .union(deals, support)
                .keyBy(Activity::customerId, Types.STRING)
                .connect(decisions.broadcast())
                .transform(
                        TRACK_CUSTOMERS.title(),
                        TypeInformation.of(CustomerOutput.class),
                        new TrackCustomers(rules, settings.tracking())));
        CUSTOMER_ROWS.mark(customers.sinkTo(outputs.customerRows()));
        SingleOutputStreamOperator<CustomerUpdate> updates = CUSTOMER_PROGRESS.mark(customers.transform(
                CUSTOMER_PROGRESS.title(),
                TypeInformation.of(CustomerUpdate.class),
                new FollowProgress<>(CustomerOutput::progress, CustomerOutput::update)));
        CUSTOMER_TOPIC.mark(CUSTOMER_UPDATES
                .mark(updates.transform(
                        CUSTOMER_UPDATES.title(),
                        TypeInformation.of(new TypeHint<Stamped<CustomerUpdate>>() {}),
                        new StampRecords<>()))
                .sinkTo(outputs.customerTopic()));
        DataStream<Signal> signals = customers.getSideOutput(Tags.SIGNALS);
        SIGNAL_TOPIC.mark(STAMP_SIGNALS
                .mark(signals.transform(
                        STAMP_SIGNALS.title(),
                        TypeInformation.of(new TypeHint<Stamped<Signal>>() {}),
                        new StampRecords<>()))
                .sinkTo(outputs.signalTopic()));

        DataStream<LateRecord> late = clickstream
                .getSideOutput(Tags.LATE)
                .union(deals.getSideOutput(Tags.LATE), support.getSideOutput(Tags.LATE));
        LATE_TOPIC.mark(late.sinkTo(outputs.lateTopic()));
        DataStream<Refusal> refused = clickstream
                .getSideOutput(Tags.REFUSED)
                .union(
                        deals.getSideOutput(Tags.REFUSED),
                        support.getSideOutput(Tags.REFUSED),
                        customers.getSideOutput(Tags.REFUSED));
        DEAD_LETTER_TOPIC.mark(refused.sinkTo(outputs.deadLetterTopic()));
        DataStream<QualityCount> counts = clickstream
                .getSideOutput(Tags.COUNTS)
                .union(
                        deals.getSideOutput(Tags.COUNTS),
                        support.getSideOutput(Tags.COUNTS),
                        customers.getSideOutput(Tags.COUNTS));
        SingleOutputStreamOperator<QualityOutput> quality =
                TALLY_QUALITY.mark(counts.keyBy(QualityCount::windowKey, Types.STRING)
                        .transform(
                                TALLY_QUALITY.title(),
                                TypeInformation.of(QualityOutput.class),
                                new TallyQuality(settings.tracking().job(), settings.qualityRetentionMillis())));
        QUALITY_ROWS.mark(quality.sinkTo(outputs.qualityRows()));
        return new MomentumStreams(signals, updates);
    }

    private static SingleOutputStreamOperator<Activity> open(
            StreamExecutionEnvironment environment,
            Feed feed,
            Operators source,
            Operators split,
            MomentumSettings settings) {
        SingleOutputStreamOperator<Inbound> inbound = source.mark(
                environment.fromSource(feed.source(), feed.clock(), source.title(), TypeInformation.of(Inbound.class)));
        return split.mark(inbound.process(new SplitInbound(settings.rejectFloodRatio()), ActivityTypeInfo.INSTANCE));
    }
}
