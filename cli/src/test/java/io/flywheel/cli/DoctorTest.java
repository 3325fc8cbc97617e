package io.flywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.cli.Check.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    private Path directory;

    @Test
    void eachMissingNeedIsAProblemThatSaysWhatToDo() throws IOException {
        Path proc = directory.resolve("proc");
        Files.createDirectories(proc.resolve("sys/user"));
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 4000000 kB\nMemAvailable: 1000000 kB\n");
        Files.writeString(proc.resolve("sys/user/max_user_namespaces"), "0\n");
        MachineChecks checks = new MachineChecks(proc);
        Path file = Files.createFile(directory.resolve("file"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertProblem(checks.port(taken.getLocalPort()), "port");
        }
        assertProblem(checks.java(11), "JDK 17");
        assertProblem(checks.memory(), "2.0 GB");
        assertProblem(checks.directory(file.resolve("below")), "--data-dir");
        assertProblem(checks.userNamespaces("root"), "ordinary user");
        assertThat(checks.encoding(StandardCharsets.ISO_8859_1).verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void aMachineThatHasEverythingIsHealthy() throws IOException {
        Path proc = directory.resolve("proc");
        Files.createDirectories(proc);
        Files.writeString(proc.resolve("meminfo"), "MemAvailable: 9000000 kB\n");
        MachineChecks checks = new MachineChecks(proc);
        assertThat(checks.java(17).verdict()).isEqualTo(Verdict.OK);
        assertThat(checks.memory().found()).isEqualTo("8.6 GB available");
        assertThat(checks.directory(directory.resolve("new")).verdict()).isEqualTo(Verdict.OK);
        assertThat(checks.loopback().verdict()).isEqualTo(Verdict.OK);
        assertThat(checks.userNamespaces("somebody").verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whereTheKernelSaysNothingMemoryIsAWarning() {
        assertThat(new MachineChecks(directory).memory().verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void aWorldThatDoesNotAnswerEndsWithThreeAndNamesEachPart() throws IOException {
        Console console = new Console(new RecordedProduct(), Map.of());
        int exit = console.run("doctor", "--config", "prod.yaml", "--data-dir", directory.toString(), "-o", "json");
        assertThat(exit).isEqualTo(3);
        JsonNode diagnosis = new ObjectMapper().readTree(console.out());
        assertThat(diagnosis.path("healthy").asBoolean()).isFalse();
        assertThat(diagnosis.path("checks"))
                .filteredOn(check -> check.path("verdict").asText().equals("PROBLEM"))
                .extracting(check -> check.path("name").asText())
                .contains("kafka", "postgresql");
        assertThat(console.out()).doesNotContain("secret");
    }

    private static void assertProblem(Check check, String next) {
        assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.PROBLEM);
        assertThat(check.next()).contains(next);
    }
}
