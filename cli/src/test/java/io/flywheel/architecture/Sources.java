package io.flywheel.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sources of the project as they lie on disk. */
final class Sources {

    /** The modules that this one sees; benchmarks see this one. */
    private static final List<String> MODULES = List.of(
            "schemas",
            "jobs/domain",
            "jobs/pipeline",
            "jobs/app",
            "jobs/scenarios",
            "dashboard",
            "notifier",
            "deploy/local",
            "cli");

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Sources() {}

    /** Names of all classes that have a source file of their own in the product. */
    static Set<String> mainClasses() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : MODULES) {
            Path java = ROOT.resolve(module).resolve("src/main/java");
            for (Path file : javaFiles(java)) {
                String name = java.relativize(file).toString();
                if (!name.endsWith("package-info.java")) {
                    names.add(name.substring(0, name.length() - ".java".length())
                            .replace(file.getFileSystem().getSeparator(), "."));
                }
            }
        }
        return names;
    }

    /** All files of Java, of the product and of its tests, benchmarks included. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    /** Folders with the compiled tests of the modules that have any. */
    static List<Path> compiledTests() {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("target/test-classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
