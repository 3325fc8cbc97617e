package io.flywheel.dashboard;

import io.flywheel.dashboard.actions.AlertActions;
import io.flywheel.dashboard.feed.Poll;
import io.flywheel.dashboard.feed.Snapshot;
import io.flywheel.dashboard.tables.TablesReader;
import io.flywheel.dashboard.web.PageServer;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The live page while it is served.
 *
 * <p><b>Shape:</b> knows the tables and no job. It starts without a database, too, and says on the page that it waits for one.
 * <p><b>Errors:</b> {@link RuntimeException} with a {@link java.net.BindException} as its cause when the port is taken.
 */
public final class Dashboard implements AutoCloseable {

    private final DashboardSettings settings;
    private final Poll poll;
    private final PageServer server;

    private Dashboard(DashboardSettings settings, Poll poll, PageServer server) {
        this.settings = settings;
        this.poll = poll;
        this.server = server;
    }

    /**
     * Serves the page until {@link #close}.
     *
     * @param actions what viewers may do about alerts; null only shows them
     */
    public static Dashboard start(DashboardSettings settings, @Nullable AlertActions actions, Clock clock) {
        AtomicReference<@Nullable PageServer> listening = new AtomicReference<>();
        Poll poll = new Poll(new TablesReader(settings.tables()), clock, now -> {
            PageServer server = listening.get();
            if (server != null) {
                server.hear(now);
            }
        });
        Set<String> names = new HashSet<>(settings.names());
        names.add(settings.host());
        PageServer server = new PageServer(
                settings.host(),
                settings.port(),
                names,
                settings.token(),
                poll::snapshot,
                () -> new TablesReader(settings.tables()),
                actions,
                clock);
        server.start();
        listening.set(server);
        poll.start();
        return new Dashboard(settings, poll, server);
    }

    /** Where a browser on this machine finds the page. */
    public URI address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create("http://" + host + ":" + server.port() + "/");
    }

    /** What the page knows at this moment. */
    public Snapshot snapshot() {
        return poll.snapshot();
    }

    /** Browsers that look at this moment. */
    public int viewers() {
        return server.viewers();
    }

    /** Whether the database user could change tables, were the session not read-only; false also while the database does not answer. */
    public boolean userCouldWrite() {
        try (TablesReader reader = new TablesReader(settings.tables())) {
            return reader.couldWrite();
        } catch (TablesReader.DatabaseAway away) {
            return false;
        }
    }

    @Override
    public void close() {
        server.close();
        poll.close();
    }
}
