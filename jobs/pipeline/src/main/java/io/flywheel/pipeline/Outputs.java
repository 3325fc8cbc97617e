package io.flywheel.pipeline;

import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Refusal;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.domain.signal.Signal;
import io.flywheel.pipeline.relay.Stamped;
import org.apache.flink.api.connector.sink2.Sink;

/** Where a momentum job writes: rows of tables, the topics for other jobs, and the two side roads. */
public record Outputs(
        Sink<CustomerOutput> customerRows,
        Sink<QualityOutput> qualityRows,
        Sink<Stamped<CustomerUpdate>> customerTopic,
        Sink<Stamped<Signal>> signalTopic,
        Sink<LateRecord> lateTopic,
        Sink<Refusal> deadLetterTopic) {}
