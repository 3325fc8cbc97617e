package io.flywheel.cli;

import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel doctor}: whether this machine, and the world of a configuration, have what a run needs. */
@Command(
        name = "doctor",
        description = "Checks what a run needs, and says how to get what is missing. Ends with 3 when something is.",
        footer = {
            "%nExamples:",
            "  flywheel doctor",
            "  flywheel doctor --port 8081 --port 5432   also that these ports are free",
            "  flywheel doctor --config prod.yaml        also Kafka, registry and PostgreSQL"
        })
final class DoctorCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Also check Kafka, registry and PostgreSQL of this configuration.")
    private @Nullable Path configuration;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "A port on loopback that must be free; may be given again.")
    private List<Integer> ports = new ArrayList<>();

    @Mixin
    private LocalPlace place = new LocalPlace();

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    /** The result in JSON. */
    record Diagnosis(boolean healthy, List<Check> checks) {}

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>(new MachineChecks(Path.of("/proc"))
                .all(
                        context.dataDirectory(place.directory),
                        ports,
                        Runtime.version().feature()));
        if (configuration != null) {
            checks.addAll(new WorldChecks().all(context.product().endpoints(configuration, Map.of())));
        }
        boolean healthy = checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.PROBLEM);
        PrintWriter out = context.surroundings().out();
        if (options.output == OutputFormat.JSON) {
            Results.writeJson(out, "Diagnosis", new Diagnosis(healthy, checks));
        } else {
            checks.forEach(check -> print(out, check));
            out.flush();
        }
        return (healthy ? ExitCode.OK : ExitCode.FOUND_PROBLEMS).number();
    }

    private static void print(PrintWriter out, Check check) {
        String mark = switch (check.verdict()) {
            case OK -> "✓";
            case WARNING -> "!";
            case PROBLEM -> "✗";
        };
        out.printf("  %s %-15s %s%n", mark, check.name(), check.found());
        if (!check.next().isEmpty()) {
            out.printf("    %-15s next: %s%n", "", check.next());
        }
    }
}
