package io.flywheel.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Jars of builds whose record of a quality window, which savepoints hold, differs from this build's.
 *
 * <p><b>Shape:</b> the source of the record is changed as a developer would change it, and compiled.
 */
public record ChangedRecord(Path folder) {

    private static final String RECORD = "io/flywheel/domain/quality/QualityWindow";
    private static final Path SOURCES = Path.of("..", "..", "jobs", "domain", "src", "main", "java");

    private static final String LAST_COMPONENT = "        Map<String, Long> unmappedTypes) {\n";
    private static final String ONE_MORE = """
                    Map<String, Long> unmappedTypes,
                    long changes) {
                public QualityWindow(String stream, long start, long received, long accepted,
                        long duplicates, long late, long rejected, Map<String, Long> reasons, Map<String, Long> names) {
                    this(stream, start, received, accepted, duplicates, late, rejected, reasons, names, 0);
                }
            """;
    private static final String LAST_ARGUMENT = "                names);";

    /** A jar with the record alone: it has a component more, which counts changes so that it is really read and written. */
    Path withOneComponentMore() throws IOException {
        return jar(folder.resolve("record.jar"), RECORD + ".class", Files.readAllBytes(oneMore()));
    }

    /** A whole job jar with that record in the place of its own. */
    public Path in(Path jobJar) throws IOException {
        Path compiled = oneMore();
        Path next = Files.copy(jobJar, folder.resolve("next-job.jar"));
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + next.toUri()), Map.of())) {
            Files.copy(compiled, inside.getPath(RECORD + ".class"), StandardCopyOption.REPLACE_EXISTING);
        }
        return next;
    }

    /** A jar with the record alone, one of whose numbers has become text. */
    Path withAnotherType() throws IOException {
        String source = source().replace("        long late,\n", "        String late,\n")
                .replace("late + moreLate", "late + \"+\" + moreLate")
                .replace("windowStartMillis(), 0, 0, 0, 0, 0,", "windowStartMillis(), 0, 0, 0, \"\", 0,");
        return jar(folder.resolve("record.jar"), RECORD + ".class", Files.readAllBytes(compiled(source)));
    }

    private Path oneMore() throws IOException {
        String source = source();
        assertThat(source).containsOnlyOnce(LAST_COMPONENT).containsOnlyOnce(LAST_ARGUMENT);
        return compiled(source.replace(LAST_COMPONENT, ONE_MORE)
                .replace(LAST_ARGUMENT, "                names, changes + 1);"));
    }

    private static String source() throws IOException {
        return Files.readString(SOURCES.resolve(RECORD + ".java"));
    }

    private Path compiled(String source) throws IOException {
        Path file = folder.resolve("QualityWindow.java");
        Files.createDirectories(folder);
        Files.writeString(file, source);
        List<String> options = List.of(
                "-proc:none",
                "-parameters",
                "--release",
                "17",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        assertThat(result).as("compilation of the changed record").isZero();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(found -> found.endsWith(RECORD + ".class"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Path jar(Path jar, String entry, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(entry));
            entries.write(content);
            entries.closeEntry();
        }
        return jar;
    }
}
