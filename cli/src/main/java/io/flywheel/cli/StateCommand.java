package io.flywheel.cli;

import io.flywheel.local.failure.ExitCode;
import io.flywheel.local.state.StateInspection;
import io.flywheel.local.state.StateQuestions.Restore;
import io.flywheel.local.state.StateVerdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel state}: what a savepoint holds, and whether a build can restore it. */
@Command(
        name = "state",
        description = "Looks into savepoints and checkpoints, without running a job.",
        synopsisSubcommandLabel = "check | inspect")
final class StateCommand {

    private StateCommand() {}

    static StateCommand parent() {
        return new StateCommand();
    }

    /** {@code flywheel state check}: can this build restore it, and if not why. */
    @Command(
            name = "check",
            description =
                    "Says whether a job jar can restore a savepoint, and if not why. Ends with 3 when it can not.",
            footer = {
                "%nExamples:",
                "  flywheel state check --savepoint .flywheel/cluster/savepoints/savepoint-1f0c",
                "  flywheel state check --savepoint s3://bucket/savepoint-1f0c --jar flywheel-app-0.2.0-job.jar --parallelism 8"
            })
    static final class Check implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private LocalPlace place = new LocalPlace();

        @Option(
                names = "--savepoint",
                required = true,
                paramLabel = "DIR",
                description = "Folder of the savepoint or checkpoint.")
        private String savepoint = "";

        @Option(names = "--jar", paramLabel = "FILE", description = "The job jar; default is this build.")
        private @Nullable Path jar;

        @Option(
                names = "--parallelism",
                paramLabel = "N",
                defaultValue = "0",
                description = "Also say whether so many subtasks can have the state.")
        private int parallelism;

        @Option(
                names = "--max-parallelism",
                paramLabel = "N",
                defaultValue = "0",
                description = "Judge as if the build had so many key groups.")
        private int maxParallelism;

        Check(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            context.logInto(context.dataDirectory(place.directory), options);
            StateVerdict verdict =
                    context.product().state().check(new Restore(savepoint, jar, parallelism, maxParallelism));
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(out, "StateVerdict", verdict);
            } else {
                print(verdict, out);
            }
            return (verdict.restorable() ? ExitCode.OK : ExitCode.FOUND_PROBLEMS).number();
        }

        private static void print(StateVerdict verdict, PrintWriter out) {
            out.println((verdict.restorable() ? "yes: " : "no: ")
                    + verdict.build()
                    + (verdict.restorable() ? " restores " : " can not restore ")
                    + verdict.savepoint());
            verdict.problems()
                    .forEach(problem -> out.printf(
                            "  %s %s%s%n      %s%n      %s%n",
                            problem.reason(),
                            problem.operator(),
                            problem.state().isEmpty() ? "" : " " + problem.state(),
                            problem.what(),
                            problem.next()));
            if (!verdict.startsEmpty().isEmpty()) {
                out.println("  starts empty: " + String.join(", ", verdict.startsEmpty()));
            }
            verdict.notChecked().forEach(line -> out.println("  not checked: " + line));
            out.flush();
        }
    }

    /** {@code flywheel state inspect}: operators, states and bytes, and the customers that take the most. */
    @Command(
            name = "inspect",
            description =
                    "Shows operators, states, types and bytes of a savepoint, and the customers that take the most bytes.",
            footer = {
                "%nExamples:",
                "  flywheel state inspect --savepoint .flywheel/cluster/savepoints/savepoint-1f0c --top 5"
            })
    static final class Inspect implements Callable<Integer> {

        private final CommandContext context;

        @Mixin
        private CommonOptions options = new CommonOptions();

        @Mixin
        private LocalPlace place = new LocalPlace();

        @Option(
                names = "--savepoint",
                required = true,
                paramLabel = "DIR",
                description = "Folder of the savepoint or checkpoint.")
        private String savepoint = "";

        @Option(
                names = "--top",
                paramLabel = "N",
                defaultValue = "20",
                description = "How many customers to name (default ${DEFAULT-VALUE}).")
        private int top;

        Inspect(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            context.logInto(context.dataDirectory(place.directory), options);
            StateInspection inspection = context.product().state().inspect(savepoint, Math.max(0, top));
            PrintWriter out = context.surroundings().out();
            if (options.output == OutputFormat.JSON) {
                Results.writeJson(out, "StateInspection", inspection);
            } else {
                print(inspection, out);
            }
            return 0;
        }

        private static void print(StateInspection inspection, PrintWriter out) {
            out.printf(
                    "%s%ncheckpoint %d, %,d bytes%n",
                    inspection.savepoint(), inspection.checkpointId(), inspection.bytes());
            inspection.operators().forEach(operator -> {
                out.printf(
                        "%-36s %,12d bytes  %d of %d%n",
                        operator.uid(), operator.bytes(), operator.parallelism(), operator.maxParallelism());
                operator.states()
                        .forEach(state -> out.printf(
                                "  %-38s %-9s %-52s %s%n",
                                state.name(),
                                state.kind(),
                                state.type(),
                                state.entries() == null
                                        ? ""
                                        : String.format(
                                                java.util.Locale.ROOT,
                                                "%,d entries, %,d bytes",
                                                state.entries(),
                                                state.bytes())));
            });
            if (!inspection.entriesCounted()) {
                out.println(
                        "Entries and customers are told of savepoints only; this is a checkpoint in the form of its state backend.");
            }
            inspection
                    .customers()
                    .forEach(customer -> out.printf("%-30s %,12d bytes%n", customer.customer(), customer.bytes()));
            out.flush();
        }
    }
}
