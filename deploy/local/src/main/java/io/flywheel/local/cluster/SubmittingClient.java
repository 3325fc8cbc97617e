package io.flywheel.local.cluster;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.jspecify.annotations.Nullable;

/**
 * Flink's own command {@code run}, in a process that has the distribution and the job jar on its class path and nothing of this one.
 *
 * <p><b>Shape:</b> so a jar of another release is loaded as a cluster loads it.
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#JOB_FAILED} and what the job's main or Flink said.
 */
final class SubmittingClient {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NAME = "client";

    private final Distribution distribution;
    private final ClusterFolder folder;
    private final ClusterSettings settings;

    SubmittingClient(Distribution distribution, ClusterFolder folder, ClusterSettings settings) {
        this.distribution = distribution;
        this.folder = folder;
        this.settings = settings;
    }

    /** Gives the job to the cluster under the id that the submission names. */
    void run(Submission submission, @Nullable String from) {
        Path words = folder.logs().resolve(NAME + ".out");
        ProcessBuilder builder = new ProcessBuilder(command(submission, from))
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        builder.environment().put("FLINK_CONF_DIR", folder.conf().toString());
        try {
            Process client = builder.start();
            if (!client.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                client.destroyForcibly();
                throw refused(submission, "Flink's client did not end within " + PATIENCE.toSeconds() + " s", words);
            }
            if (client.exitValue() != 0) {
                throw refused(submission, cause(words), words);
            }
        } catch (IOException e) {
            throw refused(submission, Failure.wordsOf(e), words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(submission, "the wait for Flink's client was interrupted", words);
        }
    }

    private List<String> command(Submission submission, @Nullable String from) {
        List<String> command = new ArrayList<>(ClusterProcess.java(distribution, folder));
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(settings.logging(NAME));
        command.addAll(List.of("org.apache.flink.client.cli.CliFrontend", "run", "-d", "-t", "remote"));
        command.add("-D" + PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID.key() + "=" + submission.jobId());
        command.addAll(List.of("-p", Integer.toString(submission.parallelism())));
        if (from != null) {
            command.addAll(List.of("-s", from, "-rm", "NO_CLAIM"));
        }
        command.addAll(
                List.of("-c", submission.job().mainClass(), submission.jar().toString()));
        command.addAll(List.of("--config", submission.configuration().toString()));
        submission.settings().forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command;
    }

    private static Failure refused(Submission submission, String why, Path words) {
        return new Failure(
                ErrorCode.JOB_FAILED, "the cluster was not given the job " + submission.job(), why, "read " + words);
    }

    /** The innermost of the causes that Flink's client prints. */
    private static String cause(Path words) throws IOException {
        List<String> lines = Files.readAllLines(words);
        return lines.stream()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((outer, inner) -> inner)
                .or(() -> lines.stream()
                        .filter(line -> line.contains("Exception"))
                        .findFirst())
                .orElse("Flink's client failed");
    }
}
