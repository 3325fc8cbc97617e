package io.flywheel.cli;

import io.flywheel.local.decisions.EraseReport;
import io.flywheel.local.decisions.EraseRequest;
import io.flywheel.local.failure.ExitCode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flywheel erase}: one customer out of the jobs and the tables. */
@Command(
        name = "erase",
        description = {
            "Takes one customer out of all that the jobs keep, without a restart, waits until every part of them has let go, and then takes the customer out of the tables. What happened before is not counted again, whoever sends or reads it again. Ends with 3 when the jobs refuse it, or when this role may not delete: then it prints the SQL that flywheel_keeper has to run. Topics, backups and savepoints: see the runbook erase-customer."
        },
        footer = {
            "%nExamples:",
            "  flywheel erase customer-0042                           of the running demo",
            "  flywheel erase customer-0042 --config prod.yaml --by ann -o json"
        })
final class EraseCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DecisionOptions decision = new DecisionOptions();

    @Option(
            names = "--patience",
            paramLabel = "SPAN",
            defaultValue = "60s",
            converter = SpanConverter.class,
            description = "How long every part of the jobs may take to let go (default ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ofSeconds(60);

    @Option(
            names = "--without",
            paramLabel = "JOB",
            description = "A job that is gone for good, which nobody waits for; may be repeated.")
    private List<String> without = new ArrayList<>();

    @Parameters(paramLabel = "CUSTOMER", description = "Id of the customer, as in the events.")
    private String customerId = "";

    EraseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        EraseRequest request =
                new EraseRequest(decision.place(context, options), customerId, decision.author, patience, without);
        EraseReport report = context.product().erase().run(request, context.progress(options));
        PrintWriter out = context.surroundings().out();
        if (options.output == OutputFormat.JSON) {
            Results.writeJson(out, "Erasure", report);
        } else {
            print(report, out);
            out.flush();
        }
        return (report.isInTables() ? ExitCode.OK : ExitCode.FOUND_PROBLEMS).number();
    }

    private static void print(EraseReport report, PrintWriter out) {
        if (report.reason() != null) {
            out.println("refused, nothing was forgotten: " + report.reason());
            return;
        }
        out.println("erasure " + report.erasureId() + " version " + report.version() + ": what happened before "
                + report.effectiveFrom() + " is forgotten");
        report.stages()
                .forEach(stage -> out.println(String.format(
                        Locale.ROOT,
                        "  ✓ %-28s %-14s %d of %d parts, %s",
                        stage.job(),
                        stage.stage(),
                        stage.parts(),
                        stage.parts(),
                        stage.customersForgotten() > 0 ? "held the customer" : "did not hold the customer")));
        if (report.untoldEnds() > 0) {
            out.println("  ✗ of " + report.untoldEnds()
                    + " alerts the end was not told in time; receivers that group for long have to be told by hand");
        }
        report.rows().stream()
                .filter(table -> table.deleted() > 0)
                .forEach(table ->
                        out.println(String.format(Locale.ROOT, "%,10d  rows of %s", table.deleted(), table.table())));
        if (report.statement() != null) {
            out.println("the tables still hold the customer, for this role may not delete; as flywheel_keeper run:");
            out.println("  " + report.statement());
        } else if (report.rows().stream().allMatch(table -> table.deleted() == 0)) {
            out.println("no table held the customer");
        }
    }
}
