package io.flywheel.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command behind {@code ./flywheel}.
 *
 * <p><b>Shape:</b> stdout carries the result and nothing else; progress and errors go to stderr.
 * <p><b>Errors:</b> the exit code is one of {@link io.flywheel.local.failure.ExitCode}.
 */
@Command(
        name = "flywheel",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        scope = ScopeType.INHERIT,
        description = "Engagement momentum of every customer, measured while it happens.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:did what was asked",
            "1:failed",
            "2:command line not understood",
            "3:check found problems",
            "4:something can not be reached or used",
            "5:took longer than allowed",
            "130:interrupted with Ctrl+C"
        })
final class Flywheel implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private Flywheel() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                System.getProperties(),
                Boolean.getBoolean("flywheel.terminal"),
                Clock.systemUTC(),
                ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
        int exitCode = run(arguments, new Wiring(surroundings.clock()), surroundings);
        // Threads of an embedded part that failed while starting must not keep the process.
        System.exit(exitCode);
    }

    static int run(String[] arguments, Product product, Surroundings surroundings) {
        return commandLine(product, surroundings).execute(arguments);
    }

    static CommandLine commandLine(Product product, Surroundings surroundings) {
        CommandContext context = new CommandContext(product, surroundings);
        FailurePrinter failures = new FailurePrinter(surroundings);
        CommandLine line = new CommandLine(new Flywheel());
        line.addSubcommand(new DemoCommand(context));
        line.addSubcommand(new ReplayCommand(context));
        line.addSubcommand(new RunCommand(context));
        line.addSubcommand(new ExplainCommand(context));
        line.addSubcommand(new DashboardCommand(context));
        line.addSubcommand(new NotifyCommand(context));
        line.addSubcommand(new EvaluateCommand(context));
        line.addSubcommand(new ScoreCommand(context));
        line.addSubcommand(new EvaluateSpikesCommand(context));
        line.addSubcommand(new CommandLine(RulesCommand.parent())
                .addSubcommand(new RulesCommand.Check(context))
                .addSubcommand(new RulesCommand.Test(context))
                .addSubcommand(new RulesCommand.Publish(context))
                .addSubcommand(new RulesCommand.ListAll(context)));
        line.addSubcommand(new CommandLine(SettingsCommand.parent())
                .addSubcommand(new SettingsCommand.Publish(context))
                .addSubcommand(new SettingsCommand.ListAll(context)));
        line.addSubcommand(new CommandLine(AlertsCommand.parent())
                .addSubcommand(new AlertsCommand.ListOpen(context))
                .addSubcommand(new AlertsCommand.Acknowledge(context))
                .addSubcommand(new AlertsCommand.Silence(context))
                .addSubcommand(new AlertsCommand.Tail(context)));
        line.addSubcommand(new EraseCommand(context));
        line.addSubcommand(new FreshnessCommand(context));
        line.addSubcommand(new CommandLine(RejectedCommand.parent())
                .addSubcommand(new RejectedCommand.ListAll(context))
                .addSubcommand(new RejectedCommand.Show(context))
                .addSubcommand(new RejectedCommand.ResendAll(context)));
        line.addSubcommand(new BundleCommand(context));
        line.addSubcommand(new CommandLine(ClusterCommand.parent())
                .addSubcommand(new ClusterCommand.Up(context))
                .addSubcommand(new ClusterJobCommands.Submit(context))
                .addSubcommand(new ClusterJobCommands.Save(context))
                .addSubcommand(new ClusterJobCommands.Stop(context))
                .addSubcommand(new ClusterJobCommands.Resume(context))
                .addSubcommand(new ClusterJobCommands.Rescale(context))
                .addSubcommand(new ClusterCommand.Status(context))
                .addSubcommand(new ClusterCommand.Down(context)));
        line.addSubcommand(new CommandLine(StateCommand.parent())
                .addSubcommand(new StateCommand.Check(context))
                .addSubcommand(new StateCommand.Inspect(context)));
        line.addSubcommand(new DoctorCommand(context));
        line.addSubcommand(new CommandLine(ConfigCommand.parent()).addSubcommand(new ConfigCommand.Validate(context)));
        line.addSubcommand(new CommandLine(DbCommand.parent()).addSubcommand(new DbCommand.Migrate(context)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                surroundings.coloured(ColorMode.AUTO) ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(failures::usage);
        line.setExecutionExceptionHandler((thrown, command, parsed) ->
                failures.failed(thrown, parsed.originalArgs().toArray(new String[0])));
        return line;
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing command: name one of "
                            + String.join(", ", spec.subcommands().keySet()));
        }
    }
}
