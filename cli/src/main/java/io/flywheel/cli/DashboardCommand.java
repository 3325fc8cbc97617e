package io.flywheel.cli;

import io.flywheel.local.page.ServeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel dashboard}: the live page on the tables of a configuration. */
@Command(
        name = "dashboard",
        description = {
            "Serves the live page on the PostgreSQL of a configuration; it reads the tables and needs nothing else.",
            "On loopback unless --host says otherwise, and then only with a token."
        },
        footer = {
            "%nExamples:",
            "  flywheel dashboard --config prod.yaml --user flywheel_reader --password-file reader.password",
            "  flywheel dashboard --config prod.yaml --host 10.0.0.7 --token-file page.token --name wheel.example.org"
        })
final class DashboardCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Where PostgreSQL is; only that is used of it.")
    private Path configuration = Path.of("");

    @Mixin
    private Overrides overrides = new Overrides();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on (default ${DEFAULT-VALUE}); any other than loopback needs --token-file.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the page (default ${DEFAULT-VALUE}); 0 is any free one.")
    private int port;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "Who reads the tables, best flywheel_reader; default: the user of the configuration, in read-only sessions.")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Password of --user.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds a token of at least 16 characters; browsers open the page once with ?token=TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "A further name that browsers may call this server by; may be given again.")
    private Set<String> names = new LinkedHashSet<>();

    @Option(
            names = "--duration",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "End after this time (90s, 5m); default: Ctrl+C.")
    private @Nullable Duration duration;

    @Mixin
    private LocalPlace place = new LocalPlace();

    DashboardCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.logInto(context.dataDirectory(place.directory), options);
        ServeRequest request = new ServeRequest(
                configuration, overrides.settings, host, port, user, passwordFile, names, tokenFile, duration);
        context.product().serve().serve(request, context.progress(options));
        return 0;
    }
}
