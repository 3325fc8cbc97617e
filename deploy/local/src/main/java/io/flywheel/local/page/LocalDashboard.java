package io.flywheel.local.page;

import io.flywheel.dashboard.Dashboard;
import io.flywheel.dashboard.DashboardSettings;
import io.flywheel.dashboard.actions.AlertActions;
import io.flywheel.dashboard.tables.TablesAccess;
import io.flywheel.local.Configurations;
import io.flywheel.local.Parts;
import io.flywheel.local.decisions.Controls;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.postgres.DatabaseAccess;
import io.flywheel.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The live page in this process, on the tables of a configuration or of a demo. */
public final class LocalDashboard implements Serve {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Configurations configurations;
    private final Controls controls;
    private final Clock clock;

    public LocalDashboard(Configurations configurations, Controls controls, Clock clock) {
        this.configurations = configurations;
        this.controls = controls;
        this.clock = clock;
    }

    @Override
    public void serve(ServeRequest request, Progress progress) {
        DashboardSettings settings = settings(request);
        AlertActions decisions =
                new PageDecisions(controls, new Controls.Place(request.configuration(), Path.of(".")), clock);
        try (Parts parts = new Parts()) {
            progress.begin("page");
            Dashboard page = parts.start("page", () -> start(settings, decisions, clock));
            progress.done(page.address().toString());
            if (page.userCouldWrite()) {
                progress.say(
                        "Note   user " + settings.tables().user()
                                + " may write; the page only reads, so give it flywheel_reader with --user and --password-file");
            }
            progress.say("Open   " + page.address() + "    Stop  Ctrl+C");
            Instant started = clock.instant();
            while (!isOver(request.duration(), started) && !parts.endsWithin(TICK)) {
                progress.update(page.viewers() + " viewers");
            }
        }
    }

    private boolean isOver(@Nullable Duration duration, Instant started) {
        return duration != null && Duration.between(started, clock.instant()).compareTo(duration) >= 0;
    }

    private DashboardSettings settings(ServeRequest request) {
        DatabaseAccess database = configurations
                .endpoints(request.configuration(), request.overrides())
                .database();
        TablesAccess tables = new TablesAccess(
                database.jdbcUrl(),
                request.user() == null ? database.user() : request.user(),
                request.passwordFile() == null ? database.password() : secret(request.passwordFile()));
        try {
            return new DashboardSettings(
                    tables,
                    request.host(),
                    request.port(),
                    request.names(),
                    request.tokenFile() == null ? null : secret(request.tokenFile()));
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ErrorCode.USAGE,
                    "the page can not be served so",
                    Failure.wordsOf(e),
                    "serve it on 127.0.0.1, or name a file with a token by --token-file",
                    e);
        }
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the secret in " + file + " can not be read",
                    Failure.wordsOf(e),
                    "name a file that exists and that this user may read",
                    e);
        }
    }

    /** The page of a demo, on loopback and on the tables of that demo. */
    public static Dashboard onLoopback(DatabaseAccess database, int port, @Nullable AlertActions actions, Clock clock) {
        TablesAccess tables = new TablesAccess(database.jdbcUrl(), database.user(), database.password());
        return start(DashboardSettings.onLoopback(tables, port), actions, clock);
    }

    private static Dashboard start(DashboardSettings settings, @Nullable AlertActions actions, Clock clock) {
        try {
            return Dashboard.start(settings, actions, clock);
        } catch (RuntimeException e) {
            throw new Failure(
                    ErrorCode.PORT_IN_USE,
                    "the page can not listen on " + settings.host() + ":" + settings.port(),
                    Failure.wordsOf(e),
                    "end what listens there, or ask for another port (0 takes any free one)",
                    e);
        }
    }
}
