package io.flywheel.local.kafka;

import io.flywheel.local.home.LoopbackPorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of the embedded broker: one node, loopback only, small, and keeping every record whatever its timestamp says. */
final class BrokerSettings {

    static final int NODE_ID = 1;

    /** Holds the largest record that the poison tests send, 10 MB, with room for its envelope. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, String> of(Path directory, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(identity(directory, port, controllerPort));
        settings.putAll(oneReplica());
        settings.putAll(anyTimestamp());
        settings.putAll(small());
        return settings;
    }

    private static Map<String, String> identity(Path directory, int port, int controllerPort) {
        String broker = "PLAINTEXT://" + LoopbackPorts.HOST + ":" + port;
        String controller = "CONTROLLER://" + LoopbackPorts.HOST + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "log.dirs",
                directory.toString(),
                "listeners",
                broker + "," + controller,
                "advertised.listeners",
                broker,
                "controller.listener.names",
                "CONTROLLER",
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.quorum.voters",
                NODE_ID + "@" + LoopbackPorts.HOST + ":" + controllerPort,
                // A misspelt topic must be an error, not a second topic.
                "auto.create.topics.enable",
                "false");
    }

    private static Map<String, String> oneReplica() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0");
    }

    /** Records carry the time of their event, which may be ten years ago: no check, no deletion and no roll may look at it. */
    private static Map<String, String> anyTimestamp() {
        String forever = Long.toString(Long.MAX_VALUE);
        return Map.of(
                "log.message.timestamp.type",
                "CreateTime",
                "log.message.timestamp.before.max.ms",
                forever,
                "log.message.timestamp.after.max.ms",
                forever,
                "log.retention.ms",
                "-1",
                "log.retention.bytes",
                "-1",
                "log.roll.ms",
                forever);
    }

    private static Map<String, String> small() {
        return Map.of(
                "message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES),
                "replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES),
                "log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024),
                "num.network.threads", "2",
                "num.io.threads", "2",
                "background.threads", "2",
                // A crash of the process loses nothing that the operating system holds; a crash of the machine ends a
                // demo anyway.
                "log.segment.bytes", Integer.toString(256 * 1024 * 1024));
    }
}
