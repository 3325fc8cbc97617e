package io.flywheel.app.kafka;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.domain.activity.EventStream;
import java.io.Serializable;
import java.util.List;

/**
 * The topics of a deployment.
 *
 * <p><b>Source:</b> docs/reference/events.md, "Topics".
 */
public record TopicNames(String clickstream, String deals, String support, String prefix) implements Serializable {

    /** The topics that a job of this configuration reads and writes. */
    public static TopicNames of(JobConfig config) {
        return new TopicNames(
                config.value(JobOptions.CLICKSTREAM_TOPIC),
                config.value(JobOptions.DEALS_TOPIC),
                config.value(JobOptions.SUPPORT_TOPIC),
                config.value(JobOptions.TOPIC_PREFIX));
    }

    public String of(EventStream stream) {
        return switch (stream) {
            case CLICKSTREAM -> clickstream;
            case DEALS -> deals;
            case SUPPORT -> support;
        };
    }

    /** What activities mean, for other jobs. */
    public String signals() {
        return prefix + "signals.v1";
    }

    /** The current momentum of every customer; compacted. */
    public String customers() {
        return prefix + "customer.v1";
    }

    /** What the windows of the wheel hold, whenever it changes. */
    public String windows() {
        return prefix + "windows.v1";
    }

    /** Friction by place and type in every five minutes that are over, and what is to be said of its spikes. */
    public String hotspots() {
        return prefix + "hotspots.v1";
    }

    /** Every change of every alert. */
    public String alerts() {
        return prefix + "alerts.v1";
    }

    /** What people decide: rules, silences, acknowledgements; compacted, one partition. */
    public String control() {
        return prefix + "control.v1";
    }

    /** What people decided and was refused. */
    public String controlErrors() {
        return prefix + "control.errors.v1";
    }

    /** Records that came too late. */
    public String late() {
        return prefix + "late.v1";
    }

    /** Records that were refused. */
    public String deadLetters() {
        return prefix + "dlq.v1";
    }

    /** The topics read. */
    public List<String> inputs() {
        return List.of(clickstream, deals, support);
    }
}
