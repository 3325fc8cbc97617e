package io.flywheel.app.kafka;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * How the jobs prove to Kafka who they are, and it to them.
 *
 * <p><b>Shape:</b> settings of Kafka's clients that name files and carry no secret, as they travel with the job graph and are shown by its web page. Only what the configuration
 * knows can be set: no class, no login module and no URL comes from outside.
 *
 * <p><b>Source:</b> docs/guides/operations.md, "Kafka with TLS and passwords".
 */
public final class KafkaSecurity {

    private static final String PEM = "PEM";

    private KafkaSecurity() {}

    /** What every client of the brokers needs beside their addresses; empty for brokers that ask for nothing. */
    public static Map<String, String> of(JobConfig config) {
        Map<String, String> settings = new TreeMap<>();
        JobOptions.Protocol protocol = config.value(JobOptions.KAFKA_PROTOCOL);
        if (protocol == JobOptions.Protocol.PLAINTEXT) {
            return settings;
        }
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol.name());
        config.get(JobOptions.KAFKA_TRUSTED_FILE).ifPresent(file -> {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
            settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file);
        });
        config.get(JobOptions.KAFKA_OWN_FILE).ifPresent(file -> {
            settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
            settings.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, file);
        });
        if (protocol.authenticated()) {
            JobOptions.Mechanism mechanism = config.value(JobOptions.KAFKA_MECHANISM);
            settings.put(SaslConfigs.SASL_MECHANISM, mechanism.name().replace('_', '-'));
            settings.put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, FilePassword.class.getName());
            settings.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "%s required %s=\"%s\" %s=\"%s\";"
                            .formatted(
                                    module(mechanism),
                                    FilePassword.USER,
                                    config.value(JobOptions.KAFKA_USERNAME),
                                    FilePassword.FILE,
                                    config.value(JobOptions.KAFKA_PASSWORD_FILE)));
        }
        return settings;
    }

    private static String module(JobOptions.Mechanism mechanism) {
        return switch (mechanism) {
            case SCRAM_SHA_256, SCRAM_SHA_512 -> "org.apache.kafka.common.security.scram.ScramLoginModule";
            case PLAIN -> "org.apache.kafka.common.security.plain.PlainLoginModule";
        };
    }
}
