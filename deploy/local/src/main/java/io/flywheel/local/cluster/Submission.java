package io.flywheel.local.cluster;

import io.flywheel.local.JobKind;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What was submitted last of a job, so that it can be stopped and resumed without being told again.
 *
 * @param savepoint the last that was taken; null while there is none
 */
record Submission(
        JobKind job,
        String jobId,
        Path jar,
        Path configuration,
        Map<String, String> settings,
        int parallelism,
        @Nullable String savepoint) {

    private static final String SETTING = "set.";

    Submission {
        settings = Map.copyOf(settings);
    }

    /**
     * What was kept.
     *
     * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#NOTHING_SUBMITTED} when nothing was.
     */
    static Submission read(ClusterFolder folder, JobKind job) {
        Properties kept = new Properties();
        try (Reader in = Files.newBufferedReader(file(folder, job))) {
            kept.load(in);
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.NOTHING_SUBMITTED,
                    "the job " + job + " was not submitted to this cluster",
                    "there is no file " + file(folder, job),
                    "submit it with: flywheel cluster submit --job " + job + " --config FILE",
                    e);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        kept.stringPropertyNames().stream()
                .filter(name -> name.startsWith(SETTING))
                .forEach(name -> settings.put(name.substring(SETTING.length()), kept.getProperty(name)));
        return new Submission(
                job,
                kept.getProperty("job-id", ""),
                Path.of(kept.getProperty("jar", "")),
                Path.of(kept.getProperty("config", "")),
                settings,
                Integer.parseInt(kept.getProperty("parallelism", "1")),
                kept.getProperty("savepoint"));
    }

    void write(ClusterFolder folder) {
        Properties kept = new Properties();
        kept.setProperty("job-id", jobId);
        kept.setProperty("jar", jar.toString());
        kept.setProperty("config", configuration.toString());
        kept.setProperty("parallelism", Integer.toString(parallelism));
        settings.forEach((key, value) -> kept.setProperty(SETTING + key, value));
        if (savepoint != null) {
            kept.setProperty("savepoint", savepoint);
        }
        try (Writer out = Files.newBufferedWriter(file(folder, job))) {
            kept.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("what was submitted can not be kept in " + folder.submissions(), e);
        }
    }

    Submission withSavepoint(String taken) {
        return new Submission(job, jobId, jar, configuration, settings, parallelism, taken);
    }

    private static Path file(ClusterFolder folder, JobKind job) {
        return folder.submissions().resolve(job + ".properties");
    }
}
