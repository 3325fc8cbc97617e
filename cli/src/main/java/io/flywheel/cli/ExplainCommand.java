package io.flywheel.cli;

import io.flywheel.local.explain.Explanation;
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
        description =
                "Shows a customer's momentum and the signals that add up to it, with the events behind them; how likely they are to leave and why; and what would bring a better band back.",
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
        if (found.wayBack() != null) {
            print(out, found.wayBack());
        }
        if (found.risk() != null) {
            print(out, found.risk());
        }
        out.flush();
    }

    private static void print(PrintWriter out, Explanation.WayBack way) {
        out.printf(
                Locale.ROOT,
                "%nback to %s (index above %.0f), each alone:%n  velocity up by more than %.3f/day%n",
                way.band(),
                way.indexAbove(),
                way.velocityRise());
        if (way.frictionFall() == null) {
            out.println("  less friction alone can not do it");
        } else {
            out.printf(Locale.ROOT, "  friction down by more than %.3f/day%n", way.frictionFall());
        }
        for (Explanation.Closing closing : way.closings()) {
            out.printf(
                    Locale.ROOT,
                    "  close %s %s: friction down by %.3f/day, index %.0f%s%n",
                    closing.signalType(),
                    closing.objectRef(),
                    closing.frictionPerDay(),
                    closing.index(),
                    closing.suffices() ? ", enough" : ", not enough");
        }
    }

    private static void print(PrintWriter out, Explanation.Risk risk) {
        out.printf(
                Locale.ROOT,
                "%nchurn risk %.2f  %s  as of %s   model %s%n",
                risk.risk(),
                risk.level(),
                risk.asOf(),
                risk.modelVersion());
        out.printf(
                Locale.ROOT,
                "  silent for %.1f days, usually %.1f between active days%n",
                risk.silentDays(),
                risk.cadenceDays());
        out.printf(
                Locale.ROOT,
                "  %s: %.1f points against %.1f, on %.1f activities (half-life 14 days)%n",
                risk.frictionExcessInWords(),
                risk.observedFriction(),
                risk.expectedFriction(),
                risk.exposure());
        if (!risk.waitingDeals().isEmpty()) {
            out.printf(Locale.ROOT, "  waits for an answer: %s%n", String.join(", ", risk.waitingDeals()));
        }
        out.printf(Locale.ROOT, "  %+8.3f         base%n", risk.baseLogOdds());
        for (Explanation.RiskReason reason : risk.reasons()) {
            out.printf(
                    Locale.ROOT,
                    "  %+8.3f  %3.0f %%  %-16s %s%n",
                    reason.logOdds(),
                    reason.share() * 100,
                    reason.factor(),
                    reason.inWords());
        }
        out.printf(Locale.ROOT, "  %+8.3f         log-odds of leaving%n", risk.logOdds());
        if (risk.nextCrossingAt() != null) {
            out.printf(Locale.ROOT, "  without new events the level changes at %s%n", risk.nextCrossingAt());
        }
    }
}
