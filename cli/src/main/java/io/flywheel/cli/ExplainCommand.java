package io.flywheel.cli;

import io.flywheel.local.Explanation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flywheel explain}: why one customer stands where they stand. */
@Command(
        name = "explain",
        description = "Shows a customer's momentum and the signals that add up to it, with the events behind them.",
        footer = {
            "%nExamples:",
            "  flywheel explain globex                            from the running demo, or what the last run left",
            "  flywheel explain globex --config prod.yaml -o json"
        })
final class ExplainCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "CUSTOMER", description = "The customer's id.")
    private String customer = "";

    @Option(names = "--config", paramLabel = "FILE", description = "Ask the PostgreSQL of this configuration.")
    private @Nullable Path configuration;

    @Mixin
    private LocalPlace place = new LocalPlace();

    ExplainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path directory = context.dataDirectory(place.directory);
        context.logInto(directory, options);
        Explanation explanation = context.product().explain().explain(customer, configuration, directory);
        PrintWriter out = context.surroundings().out();
        if (options.output == OutputFormat.JSON) {
            Results.writeJson(out, "Explanation", explanation);
        } else {
            print(out, explanation);
        }
        return 0;
    }

    private static void print(PrintWriter out, Explanation found) {
        out.printf(
                Locale.ROOT,
                "%s  index %.0f  %s  as of %s%n",
                found.customerId(),
                found.index(),
                found.band(),
                found.asOf());
        out.printf(
                Locale.ROOT,
                "  mass %.2f × velocity %.3f − friction %.3f = momentum %.3f   trend %+.2f%n",
                found.mass(),
                found.velocity(),
                found.friction(),
                found.momentum(),
                found.trend());
        for (Explanation.Reason reason : found.contributions()) {
            out.printf(
                    Locale.ROOT,
                    "  %-9s %8.3f/day  %3.0f %%  %-24s %d in 28 days   %s%n",
                    reason.side(),
                    reason.momentumPerDay(),
                    reason.share() * 100,
                    reason.signalType(),
                    reason.count28d(),
                    String.join(", ", reason.eventIds()));
        }
        if (found.nextCrossingAt() != null) {
            out.printf(Locale.ROOT, "  without new events the band changes at %s%n", found.nextCrossingAt());
        }
        out.flush();
    }
}
