package io.flywheel.cli;

import io.flywheel.local.Ports;
import io.flywheel.local.demo.DemoReport;
import io.flywheel.local.demo.DemoRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flywheel demo}: everything in one process, with invented customers. */
@Command(
        name = "demo",
        description =
                "Runs Kafka, PostgreSQL, Flink and invented customers in one process, and shows the wheel turning. Loopback only; not for production.",
        footer = {
            "%nExamples:",
            "  flywheel demo                         until Ctrl+C",
            "  flywheel demo --duration 90s -o json  one JSON object at the end",
            "  flywheel demo --customers 1000 --rate 500 --seed 7"
        })
final class DemoCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--duration",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "End after this time since the start (90s, 5m); default: Ctrl+C.")
    private @Nullable Duration duration;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Events a second (default ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "200",
            description = "Invented customers (default ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Same seed, same customers and events (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of Flink's page; 0 is any free one (default).")
    private int webPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of Kafka; 0 is any free one (default).")
    private int kafkaPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of PostgreSQL; 0 is any free one (default).")
    private int postgresPort;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the live page; 0 is any free one (default).")
    private int pagePort;

    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            description = "An Alertmanager that is told of alerts, too, for example http://127.0.0.1:9093.")
    private @Nullable URI alertmanager;

    @Mixin
    private LocalPlace place = new LocalPlace();

    @Option(names = "--keep", description = "Go on with what the last run left, instead of starting empty.")
    private boolean keep;

    DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        requirePositive("--rate", rate);
        requirePositive("--customers", customers);
        Path directory = context.dataDirectory(place.directory);
        requireWeb();
        context.logInto(directory, options);
        Ports ports = new Ports(webPort, kafkaPort, postgresPort, pagePort);
        DemoRequest request = new DemoRequest(
                context.surroundings().startedAt(),
                duration,
                rate,
                customers,
                seed,
                ports,
                directory,
                keep,
                alertmanager);
        DemoReport report = context.product().demo().run(request, context.progress(options));
        context.print(options, "DemoReport", report);
        return 0;
    }

    private void requireWeb() {
        URI address = alertmanager;
        boolean isWeb = address == null
                || address.getHost() != null
                        && address.getScheme() != null
                        && address.getScheme().matches("https?");
        if (!isWeb && spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--alertmanager': must be an address such as http://127.0.0.1:9093");
        }
    }

    private void requirePositive(String option, double value) {
        if (!(value > 0) && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '" + option + "': must be more than 0");
        }
    }
}
