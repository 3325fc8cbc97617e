package io.flywheel.local.cluster;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.DrawnPassword;
import io.flywheel.local.home.LoopbackPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.SecurityOptions;

/**
 * The key by which the processes of one cluster know each other: whoever does not hold it can neither read nor say anything between them.
 *
 * <p><b>Shape:</b> drawn at each start by the JDK's own keytool, kept in the folder of the cluster, which only its owner enters. Flink's page is not behind it.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#DATA_DIRECTORY_UNUSABLE} if the key can not be made.
 */
final class ClusterKey {

    private static final String NAME_OF_THE_PASSWORD = "FLYWHEEL_CLUSTER_KEY_PASSWORD";
    private static final int PATIENCE_SECONDS = 60;

    private final Path store;
    private final String password;

    private ClusterKey(Path store, String password) {
        this.store = store;
        this.password = password;
    }

    static ClusterKey draw(ClusterFolder folder) {
        Path store = folder.conf().resolve("processes.p12");
        ClusterKey key = new ClusterKey(store, DrawnPassword.draw());
        try {
            Files.deleteIfExists(store);
            key.make();
            return key;
        } catch (IOException e) {
            throw failure(store, Failure.wordsOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(store, "the wait for keytool was interrupted");
        }
    }

    /** The password is told by the environment: arguments are in the process list. */
    private void make() throws IOException, InterruptedException {
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "processes",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "3072",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=flywheel-cluster",
                        "-ext",
                        "san=dns:localhost,ip:" + LoopbackPorts.HOST,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:env",
                        NAME_OF_THE_PASSWORD))
                .redirectErrorStream(true);
        keytool.environment().put(NAME_OF_THE_PASSWORD, password);
        Process process = keytool.start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw failure(store, words.strip());
        }
    }

    /** Flink's settings, by which every process shows the key and asks the others for it. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, SecurityOptions.SSL_INTERNAL_ENABLED, "true");
        put(settings, SecurityOptions.SSL_INTERNAL_KEYSTORE, store.toString());
        put(settings, SecurityOptions.SSL_INTERNAL_KEYSTORE_PASSWORD, password);
        put(settings, SecurityOptions.SSL_INTERNAL_KEY_PASSWORD, password);
        put(settings, SecurityOptions.SSL_INTERNAL_TRUSTSTORE, store.toString());
        put(settings, SecurityOptions.SSL_INTERNAL_TRUSTSTORE_PASSWORD, password);
        return settings;
    }

    private static void put(Map<String, String> settings, ConfigOption<?> option, String value) {
        settings.put(option.key(), value);
    }

    private static Failure failure(Path store, String why) {
        return new Failure(
                ErrorCode.DATA_DIRECTORY_UNUSABLE,
                "the key of the cluster can not be made in " + store,
                why,
                "use a whole JDK, which has keytool, or start without --tls");
    }
}
