package io.flywheel.cli;

import io.flywheel.local.notifications.NotifyRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel notify}: tells people and programs of alerts. */
@Command(
        name = "notify",
        description = {
            "Tells the receivers of a configuration of alerts: Alertmanager, webhooks, Slack.",
            "Reads and writes PostgreSQL and needs nothing else. Started twice, the second waits to take over."
        },
        footer = {
            "%nExamples:",
            "  flywheel notify --config prod.yaml",
            "  flywheel notify --config prod.yaml --set alerts.mode=shadow  decides, and tells nobody"
        })
final class NotifyCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Where PostgreSQL is, and alerts.notifications.file, which names the receivers.")
    private Path configuration = Path.of("");

    @Mixin
    private Overrides overrides = new Overrides();

    @Option(
            names = "--duration",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "End after this time (90s, 5m); default: Ctrl+C.")
    private @Nullable Duration duration;

    @Mixin
    private LocalPlace place = new LocalPlace();

    NotifyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.logInto(context.dataDirectory(place.directory), options);
        NotifyRequest request = new NotifyRequest(configuration, overrides.settings, duration);
        context.product().notifier().tell(request, context.progress(options));
        return 0;
    }
}
