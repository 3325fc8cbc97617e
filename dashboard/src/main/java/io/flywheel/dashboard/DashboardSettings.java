package io.flywheel.dashboard;

import io.flywheel.dashboard.tables.TablesAccess;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is served and where its numbers come from.
 *
 * <p><b>Shape:</b> port 0 is any free one; {@code names} are further names that browsers may call the server by.
 * <p><b>Errors:</b> {@link IllegalArgumentException} for an address that others can reach without a token of at least 16 characters that keeps them out.
 */
public record DashboardSettings(
        TablesAccess tables,
        String host,
        int port,
        Set<String> names,
        @Nullable String token) {

    public static final int SHORTEST_TOKEN = 16;
    public static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> LOOPBACKS = Set.of(LOOPBACK, "localhost", "::1");

    public DashboardSettings {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("a token has at least " + SHORTEST_TOKEN + " characters");
        }
        if (token == null && !LOOPBACKS.contains(host)) {
            throw new IllegalArgumentException("the page is not served on " + host
                    + " without a token: everybody who reaches it would see every customer");
        }
    }

    /** For this machine only, which is how the page is meant to be used until somebody says otherwise. */
    public static DashboardSettings onLoopback(TablesAccess tables, int port) {
        return new DashboardSettings(tables, LOOPBACK, port, Set.of(), null);
    }

    @Override
    public String toString() {
        return "DashboardSettings[tables=" + tables + ", host=" + host + ", port=" + port + ", names=" + names
                + ", token=" + (token == null ? "none" : "***") + "]";
    }
}
