package io.flywheel.local.cluster;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The Flink that the processes of a cluster run: jars and settings of {@code deploy/standalone}, and the job jar beside it.
 *
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#DISTRIBUTION_MISSING} when it was not built.
 */
public final class Distribution {

    private static final String JOB_JAR = "-job.jar";

    private final Path project;

    /** The distribution of a project, which need not be built yet. */
    public Distribution(Path project) {
        this.project = project.toAbsolutePath().normalize();
    }

    /** The class path of every process, Flink's own libraries and nothing of ours. */
    String classPath() {
        Path lib = project.resolve("deploy/standalone/target/flink/lib");
        if (!Files.isDirectory(lib)) {
            throw missing("there is no folder " + lib);
        }
        return lib + "/*";
    }

    /** Settings and logging as they are shipped. */
    Path settings() {
        Path conf = project.resolve("deploy/standalone/conf");
        if (!Files.isDirectory(conf)) {
            throw missing("there is no folder " + conf);
        }
        return conf;
    }

    /** The jar with all jobs that this build made. */
    public Path jobJar() {
        Path target = project.resolve("jobs/app/target");
        if (!Files.isDirectory(target)) {
            throw missing("there is no folder " + target);
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith(JOB_JAR))
                    .findFirst()
                    .orElseThrow(() -> missing("there is no *" + JOB_JAR + " in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + target + " can not be listed", e);
        }
    }

    private static Failure missing(String why) {
        return new Failure(
                ErrorCode.DISTRIBUTION_MISSING,
                "Flink or the job jar is not there",
                why,
                "run ./flywheel in a copy of the project; it builds both");
    }
}
