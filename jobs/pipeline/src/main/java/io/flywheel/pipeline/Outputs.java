package io.flywheel.pipeline;

import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.pipeline.signals.OutboundSignal;
import org.apache.flink.api.connector.sink2.Sink;

/** Where a momentum job writes: rows of tables, the topics for other jobs, and the two side roads. */
public record Outputs(
        Sink<CustomerOutput> customerRows,
        Sink<QualityOutput> qualityRows,
        Sink<CustomerUpdate> customerTopic,
        Sink<OutboundSignal> signalTopic,
        Sink<LateRecord> lateTopic,
        Sink<Refusal> deadLetterTopic) {}
