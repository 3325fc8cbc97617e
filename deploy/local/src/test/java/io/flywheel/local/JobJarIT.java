package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.cluster.Distribution;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.ChildFirstClassLoader;
import org.junit.jupiter.api.Test;

/** The job jar holds what a Flink cluster does not have and nothing that it has, so that no class is there twice. */
class JobJarIT {

    private static final Path JAR = new Distribution(Path.of("..", "..")).jobJar();
    private static final Path LIB = Path.of("..", "standalone", "target", "flink", "lib");

    /** Of Flink only the Kafka connector, which is a library of ours. */
    private static final List<String> CONNECTOR = List.of(
            "org/apache/flink/connector/kafka/",
            "org/apache/flink/streaming/connectors/kafka/",
            "org/apache/flink/streaming/util/serialization/JSONKeyValueDeserializationSchema.class");

    private static final List<String> LOGGING = List.of(
            "org/slf4j/", "org/apache/logging/", "org/apache/log4j/", "org/apache/commons/logging/", "ch/qos/logback/");

    @Test
    void nothingOfFlinkOrOfLoggingIsInside() throws IOException {
        assertThat(names(name -> name.endsWith(".class")
                        && name.startsWith("org/apache/flink/")
                        && CONNECTOR.stream().noneMatch(name::startsWith)))
                .isEmpty();
        assertThat(names(name -> LOGGING.stream().anyMatch(name::startsWith))).isEmpty();
        assertThat(names(name -> name.startsWith("org/rocksdb/") || name.startsWith("scala/")))
                .isEmpty();
        assertThat(names(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"))).isEmpty();
        assertThat(names(name -> name.equals("io/flywheel/app/PipelineJob.class")
                        || name.equals("org/apache/flink/connector/kafka/source/KafkaSource.class")))
                .hasSize(2);
    }

    @Test
    void everyFileAndEveryServiceIsThereOnce() throws IOException {
        assertThat(names(name -> !name.endsWith("/"))).doesNotHaveDuplicates();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (String service : names(name -> name.matches("META-INF/services/[^/]+"))) {
                assertThat(service).doesNotStartWith("META-INF/services/org.apache.flink.");
                ZipEntry entry = jar.getEntry(service);
                String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")))
                        .as(service)
                        .isNotEmpty()
                        .doesNotHaveDuplicates();
            }
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.flywheel.app.PipelineJob");
        }
    }

    @Test
    void theGraphIsBuiltByAChildFirstClassLoaderOverADistribution() throws Exception {
        try (URLClassLoader flink = new URLClassLoader(libraries(), ClassLoader.getPlatformClassLoader());
                ChildFirstClassLoader job = new ChildFirstClassLoader(
                        new URL[] {JAR.toUri().toURL()},
                        flink,
                        CoreOptions.getParentFirstLoaderPatterns(new Configuration()),
                        problem -> {})) {
            Class<?> environmentType =
                    job.loadClass("org.apache.flink.streaming.api.environment.StreamExecutionEnvironment");
            assertThat(environmentType.getClassLoader()).isSameAs(flink);
            Class<?> main = job.loadClass("io.flywheel.app.PipelineJob");
            assertThat(main.getClassLoader()).isSameAs(job);
            assertThat(job.loadClass("org.slf4j.Logger").getClassLoader()).isSameAs(flink);
            assertThat(job.loadClass("org.apache.flink.connector.kafka.source.KafkaSource")
                            .getClassLoader())
                    .isSameAs(job);

            Thread.currentThread().setContextClassLoader(job);
            Object environment =
                    environmentType.getMethod("getExecutionEnvironment").invoke(null);
            Object config = config(job);
            method(main, "build").invoke(null, environment, config);
            Object graph = environmentType.getMethod("getStreamGraph").invoke(environment);
            Object jobGraph = graph.getClass().getMethod("getJobGraph").invoke(graph);
            assertThat((int)
                            jobGraph.getClass().getMethod("getNumberOfVertices").invoke(jobGraph))
                    .isGreaterThan(5);
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    private static Object config(ClassLoader job) throws ReflectiveOperationException {
        Class<?> file = job.loadClass("io.flywheel.app.config.SettingsFile");
        Object settings = file.getMethod("of", Map.class)
                .invoke(
                        null,
                        Map.of(
                                "kafka.bootstrap-servers",
                                "127.0.0.1:1",
                                "postgres.url",
                                "jdbc:postgresql://127.0.0.1:1/x"));
        return job.loadClass("io.flywheel.app.config.JobConfig")
                .getMethod("of", file)
                .invoke(null, settings);
    }

    private static Method method(Class<?> type, String name) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static URL[] libraries() throws IOException {
        try (Stream<Path> jars = Files.list(LIB)) {
            List<URL> libraries = new ArrayList<>();
            for (Path jar : jars.toList()) {
                libraries.add(address(jar));
            }
            return libraries.toArray(URL[]::new);
        }
    }

    private static URL address(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    private static List<String> names(Predicate<String> which) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = new ArrayList<>();
            Enumeration<? extends ZipEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (which.test(name)) {
                    names.add(name);
                }
            }
            return names;
        }
    }
}
