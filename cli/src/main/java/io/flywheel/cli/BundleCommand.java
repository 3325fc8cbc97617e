package io.flywheel.cli;

import io.flywheel.local.operations.Bundle;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flywheel bundle}: what somebody who helps needs to know, in one archive. */
@Command(
        name = "bundle",
        description =
                "Writes versions, settings without secrets, freshness, figures and the end of the log into one archive, and says what is in it. Look through it before you hand it on.",
        footer = {"%nExamples:", "  flywheel bundle --config prod.yaml --to bundle.zip"})
final class BundleCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration that something is wrong with.")
    private Path configuration = Path.of("");

    @Mixin
    private Overrides overrides = new Overrides();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Where to write the archive; default flywheel-bundle.zip here. It must not be there yet.")
    private @Nullable Path target;

    @Mixin
    private LocalPlace place = new LocalPlace();

    BundleCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path directory = context.dataDirectory(place.directory);
        context.logInto(directory, options);
        Path archive = target == null ? Path.of("flywheel-bundle.zip") : target;
        Map<String, String> versions = new LinkedHashMap<>();
        String[] lines = new Versions().getVersion();
        for (int i = 0; i < lines.length; i++) {
            versions.put("version." + i, lines[i]);
        }
        Bundle.Contents contents = context.product()
                .bundle()
                .write(new Bundle.BundleRequest(configuration, overrides.settings, directory, archive, versions));
        context.print(options, "Bundle", contents);
        return 0;
    }
}
