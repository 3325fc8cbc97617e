package io.flywheel.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What three hundred viewers cost: memory of one process and one round of questions a second. Looks longer with {@code -Dviewers.minutes=60}. */
@EnabledOnOs(OS.LINUX) // reads the memory of a process where Linux tells it
class ManyViewersIT {

    private static final int VIEWERS = 300;
    private static final long MOST_BYTES = 150L << 20;
    private static final Duration STARTED = Duration.ofSeconds(15);
    private static final Duration LOOKED = Duration.ofSeconds(10).plusMinutes(Integer.getInteger("viewers.minutes", 0));
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

    @Test
    void threeHundredViewersShareOneRoundOfQuestionsASecond(@TempDir Path directory) throws Exception {
        try (InventedWorld world = InventedWorld.with(directory, null)) {
            world.endPage();
            Process page = start(world);
            try (BufferedReader said = page.inputReader(StandardCharsets.UTF_8);
                    Listeners listeners = Listeners.open(URI.create(said.readLine()), VIEWERS)) {
                listeners.listen(STARTED);
                long roundsBefore = listeners.rounds();
                int ticksBefore = listeners.fewestTicks();
                long before = residentBytes(page.pid());
                listeners.listen(LOOKED);
                long after = residentBytes(page.pid());
                double seconds = LOOKED.toMillis() / 1000.0;
                double roundsPerSecond = (listeners.rounds() - roundsBefore) / seconds;
                System.out.printf(
                        Locale.ROOT,
                        "%d viewers for %.0f s: %.2f rounds/s, resident %d MB before and %d MB after, the least told viewer heard %d signs of life%n",
                        VIEWERS,
                        seconds,
                        roundsPerSecond,
                        before >> 20,
                        after >> 20,
                        listeners.fewestTicks() - ticksBefore);

                assertThat(listeners.someoneWasLost()).isFalse();
                assertThat(listeners.fewestTicks() - ticksBefore)
                        .as("everybody is told")
                        .isGreaterThan((int) (seconds / 2));
                assertThat(roundsPerSecond).isBetween(0.3, 1.05);
                assertThat(connections(world)).isEqualTo(1);
                assertThat(after).isLessThan(MOST_BYTES);
            } finally {
                page.destroy();
                page.waitFor();
            }
        }
    }

    private static Process start(InventedWorld world) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServedPage.class.getName(),
                        world.database().access().jdbcUrl(),
                        world.database().access().user(),
                        world.database().access().password()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long residentBytes(long pid) throws IOException {
        Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "status")));
        assertThat(resident.find()).isTrue();
        return Long.parseLong(resident.group(1)) << 10;
    }

    private static int connections(InventedWorld world) throws Exception {
        try (Connection connection = world.database().access().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'flywheel-dashboard'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
