package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the mains of all jobs are given: {@code --config FILE} and any number of {@code --set key=value}. */
final class JobArguments {

    private JobArguments() {}

    static JobConfig configured(String... arguments) throws IOException {
        Path file = null;
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--config" -> file = Path.of(arguments[i + 1]);
                case "--set" -> overrides.add(arguments[i + 1]);
                default -> throw usage("unknown option " + arguments[i]);
            }
        }
        if (file == null || arguments.length % 2 != 0) {
            throw usage("no configuration given");
        }
        return JobConfig.of(SettingsFile.read(file, overrides));
    }

    private static IllegalArgumentException usage(String problem) {
        return new IllegalArgumentException(problem + "; usage: --config FILE [--set key=value]...");
    }
}
