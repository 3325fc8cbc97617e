package io.flywheel.dashboard.web;

import io.flywheel.dashboard.actions.AlertActions;
import io.flywheel.dashboard.feed.Snapshot;
import io.flywheel.dashboard.tables.TablesReader;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The web server of the page: its files, its numbers, and the stream of what changed. */
public final class PageServer implements AutoCloseable {

    private static final int LARGEST_REQUEST_BYTES = 16_384;
    private static final int IDLE_MILLIS = 60_000;

    private final Viewers viewers;
    private final Undertow server;

    /**
     * Makes the server; it answers after {@link #start}.
     *
     * @param names further names that browsers may call this server by, in lower case
     * @param token what a browser must show; null lets everybody in who reaches the address
     * @param actions what viewers may do about alerts; null only shows them
     * @param readers a new way to the database for each customer that is looked up
     */
    public PageServer(
            String host,
            int port,
            Set<String> names,
            @Nullable String token,
            Supplier<Snapshot> current,
            Supplier<TablesReader> readers,
            @Nullable AlertActions actions,
            Clock clock) {
        AlertDesk desk = new AlertDesk(actions, new PageProof(), clock);
        viewers = new Viewers(clock.millis(), current);
        server = Undertow.builder()
                .addHttpListener(port, host)
                .setIoThreads(2)
                .setWorkerThreads(6)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_REQUEST_BYTES)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) LARGEST_REQUEST_BYTES)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setHandler(new Gate(names, token, routes(new Answers(current, readers, clock), desk)))
                .build();
    }

    private RoutingHandler routes(Answers answers, AlertDesk desk) {
        ContentEncodingRepository packing =
                new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 50);
        return Handlers.routing()
                .get("/api/v1/stream", Handlers.serverSentEvents(viewers))
                .get("/api/v1/panels/{panel}", new EncodingHandler(answers::panel, packing))
                .get("/api/v1/panels/{panel}/csv", new EncodingHandler(answers::panelTable, packing))
                .get(
                        "/api/v1/customers/{customer}",
                        new BlockingHandler(new EncodingHandler(answers::customer, packing)))
                .get(
                        "/api/v1/customers/{customer}/{section}/csv",
                        new BlockingHandler(new EncodingHandler(answers::customerTable, packing)))
                .get("/api/v1/alerts/access", desk::access)
                .post(AlertDesk.ACKNOWLEDGE, new BlockingHandler(desk::acknowledge))
                .post(AlertDesk.SILENCE, new BlockingHandler(desk::silence))
                .get("/healthz", Answers::health)
                .get("/readyz", answers::readiness)
                .setFallbackHandler(new PageFiles());
    }

    public void start() {
        server.start();
    }

    /** The port that the server listens on, also when any free one was asked for. */
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** Tells all viewers what has changed. */
    public void hear(Snapshot now) {
        viewers.hear(now);
    }

    public int viewers() {
        return viewers.count();
    }

    @Override
    public void close() {
        server.stop();
    }
}
