package io.flywheel.pipeline.intake;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.Tags;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends refused and late records aside, counts them, and lets activities pass; stops the job for good when refusals become a flood. */
public final class SplitInbound extends ProcessFunction<Inbound, Activity> {

    private final double floodRatio;
    private transient RejectFlood flood;
    private transient Counter refused;
    private transient Counter late;

    public SplitInbound(double floodRatio) {
        this.floodRatio = floodRatio;
    }

    @Override
    public void open(OpenContext context) {
        flood = new RejectFlood(floodRatio);
        refused = Metrics.REFUSED.counter(getRuntimeContext().getMetricGroup());
        late = Metrics.LATE.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<Activity> out) {
        Activity activity = inbound.activity();
        Refusal refusal = inbound.refusal();
        LateRecord lateRecord = inbound.late();
        if (activity != null) {
            out.collect(activity);
        } else if (refusal != null) {
            refused.inc();
            context.output(Tags.REFUSED, refusal);
            context.output(
                    Tags.COUNTS, QualityCount.refused(refusal.stream(), refusal.arrivedAtMillis(), refusal.reason()));
        } else if (lateRecord != null) {
            late.inc();
            context.output(Tags.LATE, lateRecord);
            context.output(Tags.COUNTS, QualityCount.late(lateRecord.stream(), lateRecord.arrivedAtMillis()));
        }
        if (!inbound.isHeartbeat() && flood.rises(refusal != null)) {
            throw new SuppressRestartsException(
                    new RejectFloodException(inbound.stream(), flood.refusals(), floodRatio));
        }
    }
}
