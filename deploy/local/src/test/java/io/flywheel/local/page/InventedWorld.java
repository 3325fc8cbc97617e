package io.flywheel.local.page;

import io.flywheel.dashboard.Dashboard;
import io.flywheel.dashboard.DashboardSettings;
import io.flywheel.dashboard.actions.AlertActions;
import io.flywheel.dashboard.tables.TablesAccess;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL with invented customers who have a past, always the same ones, and the page on it. */
public final class InventedWorld implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();
    private static final String FRESH =
            "UPDATE flywheel.pipeline_freshness SET watermark_at = now() + interval '1 hour'";

    private final EmbeddedDatabase database;
    private final @Nullable AlertActions actions;
    private Dashboard page;
    private final URI address;

    private InventedWorld(EmbeddedDatabase database, @Nullable AlertActions actions) {
        this.database = database;
        this.actions = actions;
        this.page = serve(0);
        this.address = page.address();
    }

    static InventedWorld empty(Path directory) {
        return new InventedWorld(migrated(directory), null);
    }

    /** The customers, and what a test changes about them before anybody looks. */
    static InventedWorld with(Path directory, @Nullable AlertActions actions, String... changes)
            throws IOException, SQLException {
        EmbeddedDatabase database = migrated(directory);
        // filled before it is served: panels that are asked every ten seconds only need not be waited for
        run(database, invented());
        run(database, FRESH);
        for (String change : changes) {
            run(database, change);
        }
        return new InventedWorld(database, actions);
    }

    private static EmbeddedDatabase migrated(Path directory) {
        EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("postgres"), PROGRAMS, 0);
        new MomentumTables().migrate(database.access());
        return database;
    }

    /** The customers, as SQL to be run once on empty tables. */
    public static String invented() throws IOException {
        try (InputStream text = InventedWorld.class.getResourceAsStream("invented.sql")) {
            if (text == null) {
                throw new IllegalStateException("the tests lack their own file invented.sql");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Dashboard serve(int port) {
        TablesAccess tables = new TablesAccess(
                database.access().jdbcUrl(),
                database.access().user(),
                database.access().password());
        return Dashboard.start(DashboardSettings.onLoopback(tables, port), actions, Clock.systemUTC());
    }

    URI address() {
        return address;
    }

    EmbeddedDatabase database() {
        return database;
    }

    Dashboard page() {
        return page;
    }

    /** The server of the page ends, and its port is closed. */
    void endPage() {
        page.close();
    }

    void servePageAgain() {
        page = serve(address.getPort());
    }

    /** No test of another state is to be disturbed by data that has grown old meanwhile. */
    void isFresh() throws SQLException {
        run(FRESH);
    }

    void run(String sql) throws SQLException {
        run(database, sql);
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        page.close();
        database.close();
    }
}
