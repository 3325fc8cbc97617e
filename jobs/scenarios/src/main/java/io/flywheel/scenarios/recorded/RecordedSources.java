package io.flywheel.scenarios.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The recorded sources there are, by name. */
public final class RecordedSources {

    private static final List<RecordedSource> ALL = List.of(
            new CanonicalSource(),
            new OnlineRetailSource(),
            new StepikSource(),
            new LoanApplicationSource(),
            new IncidentLogSource(),
            new SalesPipelineSource());

    private static final Pattern EVENT_FILE = Pattern.compile(".+\\.(csv|jsonl)(\\.gz)?");

    private RecordedSources() {}

    /** The names a source can be chosen by, the canonical form first. */
    public static List<String> names() {
        return ALL.stream().map(RecordedSource::name).toList();
    }

    /**
     * The source with this name.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} that lists the names, and the nearest one, if there is none with this name.
     */
    public static RecordedSource named(String name) {
        Optional<RecordedSource> source =
                ALL.stream().filter(one -> one.name().equals(name)).findFirst();
        return source.orElseThrow(() -> new IllegalArgumentException("unknown source \"" + name + "\"; choose one of "
                + String.join(", ", names()) + NearestName.hint(name, names())));
    }

    /**
     * The file that is meant by a path: itself, or the one events file in a folder, as the recorded sets come with a page beside them.
     *
     * <p><b>Errors:</b> {@link UnreadableEventException} that lists what is there if a folder holds none or several.
     */
    public static Path fileIn(Path input) {
        if (!Files.isDirectory(input)) {
            return input;
        }
        try (Stream<Path> entries = Files.list(input)) {
            List<Path> files = entries.filter(file ->
                            EVENT_FILE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            if (files.size() == 1) {
                return files.get(0);
            }
            throw new Place(input, 0)
                    .unreadable(
                            "",
                            "a folder with one file of events (.csv or .jsonl, plain or .gz)",
                            names(files),
                            "name the file itself");
        } catch (IOException problem) {
            throw EventFile.unreadable(new Place(input, 0), problem);
        }
    }

    private static @Nullable String names(List<Path> files) {
        return files.isEmpty()
                ? null
                : files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "));
    }
}
