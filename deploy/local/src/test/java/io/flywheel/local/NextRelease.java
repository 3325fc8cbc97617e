package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A job jar as a later release would make it: the record of a quality window, which savepoints hold, has one component more. */
final class NextRelease {

    private static final String RECORD = "io/flywheel/domain/quality/QualityWindow";
    private static final Path SOURCES = Path.of("..", "..", "jobs", "domain", "src", "main", "java");

    private NextRelease() {}

    static Path of(Path jobJar, Path folder) throws IOException {
        Path source = folder.resolve(RECORD + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, changed(Files.readString(SOURCES.resolve(RECORD + ".java"))));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-parameters",
                "--release",
                "17",
                "-cp",
                jobJar.toString(),
                "-d",
                classes.toString(),
                source.toString());
        assertThat(result).as("compilation of the changed record").isZero();
        Path next = Files.copy(jobJar, folder.resolve("next-job.jar"));
        replace(next, classes);
        return next;
    }

    /** Components are counted up, so that the new one is really read, changed and written. */
    private static String changed(String source) {
        String end = "        Map<String, Long> unmappedTypes) {\n";
        assertThat(source).containsOnlyOnce(end).containsOnlyOnce("                names);");
        return source.replace(
                        end,
                        String.join(
                                "\n",
                                "        Map<String, Long> unmappedTypes,",
                                "        long changes) {",
                                "    public QualityWindow(String stream, long start, long received, long accepted, long duplicates, long late, long rejected,",
                                "            Map<String, Long> reasons, Map<String, Long> names) {",
                                "        this(stream, start, received, accepted, duplicates, late, rejected, reasons, names, 0);",
                                "    }",
                                ""))
                .replace("                names);", "                names, changes + 1);");
    }

    private static void replace(Path jar, Path classes) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(classes)) {
            List<Path> changed = files.filter(Files::isRegularFile).toList();
            for (Path file : changed) {
                Files.copy(
                        file,
                        inside.getPath(classes.relativize(file).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
