package io.flywheel.local.page;

import io.flywheel.dashboard.Dashboard;
import io.flywheel.dashboard.DashboardSettings;
import io.flywheel.dashboard.tables.TablesAccess;
import java.io.IOException;
import java.time.Clock;

/** The page in a process of its own, so that what it costs can be measured; ends with its input. */
final class ServedPage {

    private ServedPage() {}

    public static void main(String[] arguments) throws IOException {
        TablesAccess tables = new TablesAccess(arguments[0], arguments[1], arguments[2]);
        try (Dashboard page = Dashboard.start(DashboardSettings.onLoopback(tables, 0), null, Clock.systemUTC())) {
            System.out.println(page.address());
            var ended = System.in.read();
            System.out.println(ended);
        }
    }
}
