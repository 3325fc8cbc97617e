package io.flywheel.dashboard.web;

import io.flywheel.dashboard.feed.PanelJson;
import io.flywheel.dashboard.feed.PanelState;
import io.flywheel.dashboard.feed.Snapshot;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventConnectionCallback;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who looks at the page, and what they are told.
 *
 * <p><b>Shape:</b> events {@code panel}, one for each panel that changed, and {@code tick}, once a second. Ids are {@code START.NUMBER}: who comes back with the
 * id of this start gets only what has changed since. A viewer too slow to follow is let go; its browser comes back and gets the present.
 */
final class Viewers implements ServerSentEventConnectionCallback {

    private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);
    private static final int MOST = 1000;
    private static final int MOST_UNSENT = 120;

    private final long start;
    private final Supplier<Snapshot> current;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

    Viewers(long start, Supplier<Snapshot> current) {
        this.start = start;
        this.current = current;
    }

    @Override
    public void connected(ServerSentEventConnection connection, @Nullable String lastEventId) {
        if (viewers.size() >= MOST) {
            shut(connection);
            return;
        }
        Viewer viewer = new Viewer(connection);
        connection.addCloseTask(closed -> viewers.remove(viewer));
        connection.setKeepAliveTime(15_000);
        viewer.tell(current.get(), seenBy(lastEventId));
        viewers.add(viewer);
    }

    private long seenBy(@Nullable String lastEventId) {
        String ours = start + ".";
        if (lastEventId == null || !lastEventId.startsWith(ours)) {
            return -1;
        }
        try {
            return Long.parseLong(lastEventId.substring(ours.length()));
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }

    /** Tells everybody what has changed. */
    void hear(Snapshot now) {
        viewers.forEach(Viewer::tellNews);
        LOG.trace("round {} told to {} viewers", now.number(), viewers.size());
    }

    int count() {
        return viewers.size();
    }

    private static void shut(ServerSentEventConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("a viewer was gone already", e);
        }
    }

    /** One browser. */
    private final class Viewer implements ServerSentEventConnection.EventCallback {

        private final ServerSentEventConnection connection;
        private final AtomicInteger unsent = new AtomicInteger();
        private long seen = -1;

        Viewer(ServerSentEventConnection connection) {
            this.connection = connection;
        }

        private synchronized void tellNews() {
            tell(current.get(), seen);
        }

        private synchronized void tell(Snapshot now, long since) {
            String id = start + "." + now.number();
            for (PanelState panel : now.panels().values()) {
                if (panel.changedIn() > since) {
                    send(panel.json(), "panel", id);
                }
            }
            send(PanelJson.tick(now), "tick", id);
            seen = now.number();
        }

        private void send(String text, String event, String id) {
            if (unsent.incrementAndGet() > MOST_UNSENT) {
                shut(connection);
                return;
            }
            connection.send(text, event, id, this);
        }

        @Override
        public void done(ServerSentEventConnection ended, String data, String event, String id) {
            unsent.decrementAndGet();
        }

        @Override
        public void failed(ServerSentEventConnection ended, String data, String event, String id, IOException problem) {
            viewers.remove(this);
            shut(connection);
        }
    }
}
