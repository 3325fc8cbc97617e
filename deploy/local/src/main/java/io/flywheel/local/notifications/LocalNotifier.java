package io.flywheel.local.notifications;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.local.Configurations;
import io.flywheel.local.Endpoints;
import io.flywheel.local.Parts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.progress.Progress;
import io.flywheel.notifier.Notifier;
import io.flywheel.notifier.NotifierSettings;
import io.flywheel.notifier.delivery.AlertmanagerReceiver;
import io.flywheel.notifier.delivery.Post;
import io.flywheel.notifier.delivery.Receiver;
import io.flywheel.notifier.delivery.Secret;
import io.flywheel.notifier.delivery.SlackReceiver;
import io.flywheel.notifier.delivery.WebhookReceiver;
import io.flywheel.notifier.tables.NotifierAccess;
import io.flywheel.notifier.telling.Freshness;
import io.flywheel.notifier.telling.Mode;
import io.flywheel.notifier.telling.Routing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notifier in this process, on the tables of a configuration. */
public final class LocalNotifier implements Notify {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Configurations configurations;
    private final Clock clock;

    public LocalNotifier(Configurations configurations, Clock clock) {
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public void tell(NotifyRequest request, Progress progress) {
        Endpoints endpoints = configurations.endpoints(request.configuration(), request.overrides());
        Notifications notifications = notifications(endpoints.config());
        try (Parts parts = new Parts()) {
            progress.begin("notifier");
            Notifier notifier = parts.start("notifier", () -> start(endpoints.config(), notifications));
            progress.done(notifications.receivers().size() + " receivers, " + modeOf(endpoints.config()));
            progress.say("Tells  " + String.join(", ", names(notifications)) + "    Stop  Ctrl+C");
            Instant started = clock.instant();
            while (!isOver(request.duration(), started) && !parts.endsWithin(TICK)) {
                progress.update(words(notifier));
            }
        }
    }

    private static List<String> names(Notifications notifications) {
        return notifications.receivers().stream().map(ReceiverSpec::name).toList();
    }

    private static String words(Notifier notifier) {
        return switch (notifier.state()) {
            case STARTING -> "starting";
            case TELLING -> notifier.tally().toString();
            case STANDBY -> "waiting: another notifier tells";
            case AWAY -> "waiting: the database does not answer, or refuses";
        };
    }

    private boolean isOver(@Nullable Duration duration, Instant started) {
        return duration != null && Duration.between(started, clock.instant()).compareTo(duration) >= 0;
    }

    private static Notifications notifications(JobConfig config) {
        String file = config.get(JobOptions.NOTIFICATIONS_FILE)
                .orElseThrow(() -> new Failure(
                        ErrorCode.CONFIG_INVALID,
                        "the configuration does not say whom to tell",
                        JobOptions.NOTIFICATIONS_FILE.key() + " is not set",
                        "name a file with receivers and routes; its form is in docs/reference/notifications.md"));
        try {
            return NotificationsFile.parse(file, Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the receivers in " + file + " can not be read",
                    Failure.wordsOf(e),
                    "name a file that exists and that this user may read",
                    e);
        }
    }

    private static Mode modeOf(JobConfig config) {
        return switch (config.value(JobOptions.ALERTS_MODE)) {
            case LIVE -> Mode.LIVE;
            case SHADOW -> Mode.SHADOW;
            case SUPPRESS -> Mode.SUPPRESS;
        };
    }

    private Notifier start(JobConfig config, Notifications notifications) {
        PostgresAccess postgres = config.postgres().access();
        NotifierAccess access = new NotifierAccess(
                postgres.url(), postgres.user(), () -> postgres.secret().read());
        Freshness freshness = new Freshness(config.value(JobOptions.ALERTS_MAX_AGE), Freshness.DEFAULT.missedWithin());
        NotifierSettings settings = new NotifierSettings(
                modeOf(config),
                freshness,
                new Routing(notifications.routes()),
                notifications.inhibitions(),
                notifications.pageUrl());
        return Notifier.start(access, settings, receivers(notifications, clock), clock);
    }

    static List<Receiver> receivers(Notifications notifications, Clock clock) {
        Post post = new Post();
        List<Receiver> receivers = new ArrayList<>();
        for (ReceiverSpec spec : notifications.receivers()) {
            receivers.add(
                    switch (spec.type()) {
                        case ALERTMANAGER -> new AlertmanagerReceiver(spec.name(), address(spec), post, clock);
                        case WEBHOOK ->
                            new WebhookReceiver(
                                    spec.name(),
                                    address(spec),
                                    spec.secretFile() == null ? null : secret(spec.secretFile()),
                                    post,
                                    clock);
                        case SLACK -> new SlackReceiver(spec.name(), address(spec.urlFile()), post);
                    });
        }
        return receivers;
    }

    private static Secret secret(Path file) {
        SecretSource source = SecretSource.file(file);
        return source::read;
    }

    private static Secret address(@Nullable Path file) {
        if (file == null) {
            throw new IllegalStateException("the file of receivers was read without the address of a Slack webhook");
        }
        return secret(file);
    }

    private static URI address(ReceiverSpec spec) {
        String url = spec.url();
        if (url == null) {
            throw new IllegalStateException("the file of receivers was read without the address of " + spec.name());
        }
        return URI.create(url);
    }
}
