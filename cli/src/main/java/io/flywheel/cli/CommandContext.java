package io.flywheel.cli;

import io.flywheel.local.home.DataDirectory;
import io.flywheel.local.home.LocalLogs;
import io.flywheel.local.progress.Progress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What every command is given: the product it calls and the process it runs in. */
record CommandContext(Product product, Surroundings surroundings) {

    Path dataDirectory(@Nullable Path asked) {
        return DataDirectory.locate(asked, surroundings.environment(), surroundings.system());
    }

    /** Sends logs to the data directory; to be called before anything logs. */
    void logInto(Path dataDirectory, CommonOptions options) {
        LocalLogs.into(
                dataDirectory.resolve("logs"),
                options.output == OutputFormat.TEXT,
                "json".equals(surroundings.environment().get("FLYWHEEL_LOG_FORMAT")),
                surroundings.system());
    }

    Progress progress(CommonOptions options) {
        return TerminalProgress.of(options, surroundings);
    }

    /** Figures on stdout: as JSON or line by line. */
    void print(CommonOptions options, String kind, Object result) {
        if (options.output == OutputFormat.JSON) {
            Results.writeJson(surroundings.out(), kind, result);
        } else {
            Results.writeLines(surroundings.out(), result);
        }
    }
}
