package io.flywheel.cli;

import io.flywheel.local.JobKind;
import io.flywheel.local.cluster.Cluster;
import io.flywheel.local.cluster.ClusterRequest;
import io.flywheel.local.cluster.JobReport;
import io.flywheel.local.progress.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code flywheel cluster} does with a job: give it to the cluster, save, stop, resume and rescale it. */
final class ClusterJobCommands {

    private ClusterJobCommands() {}

    /** What they have in common: a cluster, a job of it, and a report of what became of the job. */
    private abstract static class JobCommand implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private LocalPlace place = new LocalPlace();

        @Spec
        private @Nullable CommandSpec spec;

        @Option(
                names = "--job",
                paramLabel = "NAME",
                defaultValue = "pipeline",
                description = "Which job: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
        JobKind job = JobKind.PIPELINE;

        JobCommand(CommandContext context) {
            this.context = context;
        }

        @Override
        public final Integer call() {
            JobReport report = act(ClusterCommand.cluster(context, options, place), context.progress(options));
            context.print(options, "JobReport", report);
            return 0;
        }

        abstract JobReport act(Cluster cluster, Progress progress);

        int atLeast(int least, int parallelism) {
            if (parallelism < least && spec != null) {
                throw new ParameterException(
                        spec.commandLine(), "Invalid value for option '--parallelism': must be more than 0");
            }
            return parallelism;
        }
    }

    /** {@code flywheel cluster submit}: gives the cluster a job. */
    @Command(
            name = "submit",
            description = "Gives a job to the cluster, where it goes on without this command.",
            footer = {
                "%nExamples:",
                "  flywheel cluster submit --config prod.yaml --parallelism 2",
                "  flywheel cluster submit --config prod.yaml --from .flywheel/cluster/savepoints/savepoint-1f0c"
            })
    static final class Submit extends JobCommand {

        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "Where Kafka and PostgreSQL are, and every other setting of the job.")
        private Path configuration = Path.of("");

        @Mixin
        private Overrides overrides = new Overrides();

        @Option(
                names = "--parallelism",
                paramLabel = "N",
                defaultValue = "1",
                description = "Subtasks of each operator (default ${DEFAULT-VALUE}).")
        private int parallelism;

        @Option(names = "--jar", paramLabel = "FILE", description = "The job jar; default is that of this build.")
        private @Nullable Path jar;

        @Option(
                names = "--from",
                paramLabel = "SAVEPOINT",
                description =
                        "Savepoint or checkpoint that the job's state comes from; without it the job starts empty.")
        private @Nullable String savepoint;

        Submit(CommandContext context) {
            super(context);
        }

        @Override
        JobReport act(Cluster cluster, Progress progress) {
            return cluster.submit(
                    new ClusterRequest(job, configuration, overrides.settings, atLeast(1, parallelism), jar, savepoint),
                    progress);
        }
    }

    /** {@code flywheel cluster savepoint}: saves a job that goes on. */
    @Command(
            name = "savepoint",
            description = "Takes a savepoint of a job that goes on.",
            footer = {"%nExamples:", "  flywheel cluster savepoint -o json"})
    static final class Save extends JobCommand {

        Save(CommandContext context) {
            super(context);
        }

        @Override
        JobReport act(Cluster cluster, Progress progress) {
            return cluster.savepoint(job, progress);
        }
    }

    /** {@code flywheel cluster stop}: ends a job with a savepoint. */
    @Command(
            name = "stop",
            description = "Ends a job with a savepoint, from which 'resume' goes on.",
            footer = {"%nExamples:", "  flywheel cluster stop"})
    static final class Stop extends JobCommand {

        Stop(CommandContext context) {
            super(context);
        }

        @Override
        JobReport act(Cluster cluster, Progress progress) {
            return cluster.stop(job, progress);
        }
    }

    /** {@code flywheel cluster resume}: goes on from the last savepoint. */
    @Command(
            name = "resume",
            description = {
                "Starts a job as it was submitted last, from the savepoint that it was stopped with.",
                "With another jar this is the upgrade: whether it can restore the savepoint is checked first."
            },
            footer = {
                "%nExamples:",
                "  flywheel cluster resume",
                "  flywheel cluster resume --jar flywheel-app-0.2.0-job.jar",
                "  flywheel cluster resume --from .flywheel/cluster/checkpoints/4c1e/chk-17"
            })
    static final class Resume extends JobCommand {

        @Option(
                names = "--parallelism",
                paramLabel = "N",
                defaultValue = "0",
                description = "Subtasks of each operator; default is that of before.")
        private int parallelism;

        @Option(names = "--jar", paramLabel = "FILE", description = "The job jar; default is that of before.")
        private @Nullable Path jar;

        @Option(
                names = "--from",
                paramLabel = "SAVEPOINT",
                description = "Another savepoint or checkpoint; default is the last savepoint.")
        private @Nullable String savepoint;

        Resume(CommandContext context) {
            super(context);
        }

        @Override
        JobReport act(Cluster cluster, Progress progress) {
            return cluster.resume(job, atLeast(0, parallelism), jar, savepoint, progress);
        }
    }

    /** {@code flywheel cluster rescale}: another number of subtasks. */
    @Command(
            name = "rescale",
            description = "Stops a job with a savepoint and resumes it with another number of subtasks.",
            footer = {"%nExamples:", "  flywheel cluster rescale --parallelism 4"})
    static final class Rescale extends JobCommand {

        @Option(
                names = "--parallelism",
                required = true,
                paramLabel = "N",
                description = "Subtasks of each operator, at most the slots of the cluster.")
        private int parallelism;

        Rescale(CommandContext context) {
            super(context);
        }

        @Override
        JobReport act(Cluster cluster, Progress progress) {
            return cluster.rescale(job, atLeast(1, parallelism), progress);
        }
    }
}
