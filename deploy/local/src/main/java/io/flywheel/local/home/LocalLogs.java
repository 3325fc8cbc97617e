package io.flywheel.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * Sends the logs of everything in this process to one file, so that the terminal shows the run and not its machinery.
 *
 * <p><b>Shape:</b> works only before the first logger of the process exists, because the logging library reads its settings then.
 */
public final class LocalLogs {

    private LocalLogs() {}

    /**
     * Settles where logs go.
     *
     * @param showErrors whether errors also appear on stderr; false where stderr must stay JSON
     */
    public static Path into(Path logs, boolean showErrors, Properties system) {
        return into(logs, showErrors, false, system);
    }

    /** The same with the form of the file: lines for people, or with {@code json} one object a line for programs. */
    public static Path into(Path logs, boolean showErrors, boolean json, Properties system) {
        Path file = logs.resolve("flywheel.log");
        String settings = json ? "log4j2-json.properties" : "log4j2.properties";
        system.setProperty("log4j2.configurationFile", "classpath:io/flywheel/local/" + settings);
        system.setProperty("flywheel.log.file", file.toString());
        system.setProperty("flywheel.log.console", showErrors ? "ERROR" : "OFF");
        return file;
    }

    /** The last lines of the log, for the message that says why a part did not start. */
    public static List<String> lastLines(Path file, int count) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " can not be read", e);
        }
    }
}
