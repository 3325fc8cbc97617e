package io.flywheel.cli;

import io.flywheel.local.cluster.Cluster;
import io.flywheel.local.cluster.ClusterReport;
import io.flywheel.local.cluster.ClusterShape;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flywheel cluster}: a Flink cluster of processes on this machine. */
@Command(
        name = "cluster",
        description = "Runs a standalone Flink cluster on this machine: a job manager and task managers, on loopback.",
        synopsisSubcommandLabel = "up | submit | savepoint | stop | resume | rescale | status | down")
final class ClusterCommand {

    private ClusterCommand() {}

    static ClusterCommand parent() {
        return new ClusterCommand();
    }

    /** The cluster of a command, with its log beside those of the cluster. */
    static Cluster cluster(CommandContext context, CommonOptions options, LocalPlace place) {
        Path folder = context.dataDirectory(place.directory);
        context.logInto(folder, options);
        String home = context.surroundings().system().getProperty("flywheel.home", ".");
        return context.product().cluster(Path.of(home), folder.resolve("cluster"));
    }

    private static void print(CommandContext context, CommonOptions options, ClusterReport report) {
        PrintWriter out = context.surroundings().out();
        if (options.output == OutputFormat.JSON) {
            Results.writeJson(out, "ClusterReport", report);
            return;
        }
        out.printf("%-10s %s%n", "page", report.page());
        out.printf("%-10s %s%n", "folder", report.folder());
        out.printf("%-10s %s%n", "processes", String.join(", ", report.processes()));
        out.printf("%-10s %d, %d free%n", "slots", report.slots(), report.freeSlots());
        report.jobs().forEach(job -> out.printf("%-10s %s %s %s%n", "job", job.name(), job.jobId(), job.status()));
        out.flush();
    }

    /** {@code flywheel cluster up}: starts the processes. */
    @Command(
            name = "up",
            description =
                    "Starts the cluster; its settings are those of deploy/standalone/conf/config.yaml. It lives on when this command ends.",
            footer = {
                "%nExamples:",
                "  flywheel cluster up",
                "  flywheel cluster up --task-managers 3 --slots 4 --port 0",
                "  flywheel cluster up --standby      with a second job manager that takes over"
            })
    static final class Up implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private LocalPlace place = new LocalPlace();

        @Spec
        private @Nullable CommandSpec spec;

        @Option(
                names = "--task-managers",
                paramLabel = "N",
                defaultValue = "2",
                description = "Processes that carry subtasks (default ${DEFAULT-VALUE}).")
        private int taskManagers;

        @Option(
                names = "--slots",
                paramLabel = "N",
                defaultValue = "2",
                description = "Subtasks of one operator that each of them carries (default ${DEFAULT-VALUE}).")
        private int slots;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                defaultValue = "8081",
                description =
                        "Port of Flink's page and client on loopback; 0 takes a free one (default ${DEFAULT-VALUE}).")
        private int port;

        @Option(
                names = "--standby",
                description = "Start a second job manager that takes over, and a ZooKeeper that says whose turn it is.")
        private boolean standby;

        @Option(
                names = "--tls",
                description =
                        "The processes speak TLS with each other, and only with who holds a key that is drawn at this start. Flink's page stays as it is.")
        private boolean tls;

        Up(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            if ((taskManagers < 1 || slots < 1) && spec != null) {
                throw new ParameterException(
                        spec.commandLine(), "Invalid value for '--task-managers' or '--slots': must be more than 0");
            }
            ClusterReport report = cluster(context, options, place)
                    .up(new ClusterShape(taskManagers, slots, port, standby, tls), context.progress(options));
            print(context, options, report);
            return 0;
        }
    }

    /** {@code flywheel cluster status}: what lives and runs. */
    @Command(
            name = "status",
            description = "Shows the processes, slots and jobs of the cluster.",
            footer = {"%nExamples:", "  flywheel cluster status -o json"})
    static final class Status implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private LocalPlace place = new LocalPlace();

        Status(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            print(context, options, cluster(context, options, place).status());
            return 0;
        }
    }

    /** {@code flywheel cluster down}: ends the processes. */
    @Command(
            name = "down",
            description =
                    "Ends the processes of the cluster. Checkpoints, savepoints and logs stay. Refuses while a job runs.",
            footer = {
                "%nExamples:",
                "  flywheel cluster down",
                "  flywheel cluster down --now     jobs go on from their last checkpoint another time"
            })
    static final class Down implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private LocalPlace place = new LocalPlace();

        @Option(names = "--now", description = "Also while jobs run.")
        private boolean now;

        Down(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            cluster(context, options, place).down(now, context.progress(options));
            return 0;
        }
    }
}
