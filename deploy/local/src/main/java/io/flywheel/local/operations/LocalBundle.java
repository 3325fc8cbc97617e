package io.flywheel.local.operations;

import io.flywheel.app.config.JobOptions;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.RowCounts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.LocalLogs;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.postgres.TableSizes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Gathers versions, settings, freshness, figures and the ends of logs into a zip.
 *
 * <p><b>Shape:</b> settings are masked where they are read, and every text is searched for the passwords in force before it is written. A part that can not be had says why instead of ending
 * the whole: what does not answer is often what the help is for.
 */
public final class LocalBundle implements Bundle {

    private static final int LAST_LINES = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration MAX_AGE = Duration.ofMinutes(2);
    private static final List<String> OF_FLINK = List.of("/overview", "/jobs/overview", "/taskmanagers");

    private final MomentumTables tables;
    private final Configurations configurations;

    public LocalBundle(MomentumTables tables, Configurations configurations) {
        this.tables = tables;
        this.configurations = configurations;
    }

    @Override
    public Contents write(BundleRequest request) {
        Endpoints endpoints = configurations.endpoints(request.configuration(), request.settings());
        DatabaseAccess database = endpoints.database();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("versions.txt", lines(request.versions()));
        files.put("settings.txt", lines(endpoints.config().effective()));
        files.put(
                "freshness.txt",
                orWhy(() -> LocalFreshness.read(database, MAX_AGE).stages().stream()
                        .map(Freshness.Stage::toString)
                        .collect(Collectors.joining("\n"))));
        files.put(
                "records.txt",
                orWhy(() ->
                        RowCounts.answer(database, () -> tables.tally(database)).toString()));
        files.put(
                "tables.txt",
                orWhy(() -> String.join("\n", RowCounts.answer(database, () -> TableSizes.read(database)))));
        endpoints
                .config()
                .get(JobOptions.FLINK_ADDRESS)
                .ifPresent(address ->
                        OF_FLINK.forEach(path -> files.put("flink" + path + ".json", orWhy(() -> ask(address, path)))));
        files.put(
                "flywheel.log",
                orWhy(() -> String.join(
                        "\n", LocalLogs.lastLines(request.dataDirectory().resolve("logs/flywheel.log"), LAST_LINES))));
        write(request.target(), files, secrets(endpoints));
        return new Contents(request.target(), new ArrayList<>(files.keySet()));
    }

    private static String ask(String address, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + address + path))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "not to be had: " + Failure.wordsOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not to be had: " + Failure.wordsOf(e);
        }
    }

    private static String lines(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining("\n"));
    }

    private static String orWhy(Supplier<String> part) {
        try {
            return part.get();
        } catch (Failure failure) {
            return "not to be had: " + failure.what() + ": " + failure.why();
        }
    }

    private static List<String> secrets(Endpoints endpoints) {
        List<String> secrets = new ArrayList<>(List.of(endpoints.database().password()));
        endpoints.config().get(JobOptions.KAFKA_PASSWORD_FILE).map(Path::of).ifPresent(file -> {
            try {
                secrets.add(Files.readString(file).strip());
            } catch (IOException e) {
                throw new Failure(
                        ErrorCode.INPUT_UNREADABLE,
                        "the secret in " + file + " can not be read, so it could not be told in what is written",
                        Failure.wordsOf(e),
                        "write the bundle where the secret can be read",
                        e);
            }
        });
        secrets.removeIf(String::isEmpty);
        return secrets;
    }

    private static String without(List<String> secrets, String text) {
        String safe = text;
        for (String secret : secrets) {
            safe = safe.replace(secret, "***");
        }
        return safe;
    }

    private static void write(Path target, Map<String, String> files, List<String> secrets) {
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
                ZipOutputStream archive = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                archive.putNextEntry(new ZipEntry(file.getKey()));
                archive.write((without(secrets, file.getValue()) + "\n").getBytes(StandardCharsets.UTF_8));
                archive.closeEntry();
            }
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the archive " + target + " can not be written",
                    Failure.wordsOf(e),
                    "name a file that is not there yet, in a folder that can be written",
                    e);
        }
    }
}
