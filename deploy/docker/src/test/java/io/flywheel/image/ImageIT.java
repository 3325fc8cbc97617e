package io.flywheel.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layers that are laid upon Flink's image: what is in them, whose it is, and that no build leaves its own time in them. */
class ImageIT {

    private static final Path BUILT = Path.of("target", "layers.tar");
    private static final Path JOB_JAR = Path.of("target", "contents", "usrlib", "flywheel-job.jar");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, TarArchiveEntry> FILES = new TreeMap<>();
    private static final Map<String, byte[]> CONTENTS = new HashMap<>();
    private static JsonNode config = JSON.createObjectNode();

    @BeforeAll
    static void readTheImage() throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        walk(Files.newInputStream(BUILT), (entry, content) -> parts.put(entry.getName(), content));
        JsonNode manifest = JSON.readTree(parts.get("manifest.json")).get(0);
        config = JSON.readTree(parts.get(manifest.get("Config").asText()));
        for (JsonNode layer : manifest.get("Layers")) {
            byte[] packed = parts.get(layer.asText());
            walk(new GZIPInputStream(new ByteArrayInputStream(packed)), (entry, content) -> {
                FILES.put(entry.getName(), entry);
                CONTENTS.put(entry.getName(), content);
            });
        }
    }

    @Test
    void flinkFindsTheJobTheLogsAndTheFileSystemWhereItLooks() {
        assertThat(FILES.values().stream()
                        .filter(TarArchiveEntry::isFile)
                        .map(file -> file.getName().replaceFirst("-[0-9.]+jar$", ".jar")))
                .containsExactlyInAnyOrder(
                        "opt/flink/usrlib/flywheel-job.jar",
                        "opt/flink/lib/log4j-layout-template-json.jar",
                        "opt/flink/conf/log4j-console.properties",
                        "opt/flink/plugins/s3-fs-hadoop/flink-s3-fs-hadoop.jar",
                        "usr/share/doc/flywheel/resources/LICENSE",
                        "usr/share/doc/flywheel/resources/NOTICE",
                        // notes that the builder of the image leaves
                        "usr/share/doc/flywheel/jib-classpath-file",
                        "usr/share/doc/flywheel/jib-main-class-file");
    }

    @Test
    void theJobIsTheOneThatWasBuilt() throws IOException {
        assertThat(CONTENTS.get("opt/flink/usrlib/flywheel-job.jar")).isEqualTo(Files.readAllBytes(JOB_JAR));
    }

    @Test
    void itRunsAsAnOrdinaryUserWhoCanChangeNothingOfIt() {
        assertThat(config.at("/config/User").asText()).isEqualTo("9999:9999");
        assertThat(FILES.values()).allSatisfy(file -> {
            assertThat(file.getLongUserId()).isZero();
            assertThat(file.getLongGroupId()).isZero();
            assertThat(file.getMode() & 07022)
                    .as("%s may be written by others, or runs as its owner", file.getName())
                    .isZero();
        });
    }

    @Test
    void theTimeOfTheBuildIsNowhereInIt() {
        assertThat(config.get("created").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(FILES.values().stream().filter(TarArchiveEntry::isFile))
                .allSatisfy(file ->
                        assertThat(file.getLastModifiedTime().toInstant()).isBeforeOrEqualTo("2026-01-01T00:00:00Z"));
    }

    @Test
    void nothingSecretIsInItsSettings() {
        assertThat(config.at("/config/Env").toString()).doesNotContainIgnoringCase("password");
        assertThat(config.at("/config/ExposedPorts")).isEmpty();
    }

    private static void walk(InputStream packed, Visit visit) throws IOException {
        try (TarArchiveInputStream archive = new TarArchiveInputStream(packed)) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                visit.of(entry, archive.readAllBytes());
            }
        }
    }

    private interface Visit {
        void of(TarArchiveEntry entry, byte[] content);
    }
}
