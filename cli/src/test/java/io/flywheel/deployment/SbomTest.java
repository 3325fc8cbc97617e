package io.flywheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The list of libraries that the build writes holds nothing of the deny-list in .ci/denylist.json. */
class SbomTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void nothingDeniedIsInside() throws IOException {
        Path list = Deployed.ROOT.resolve("target/flywheel-sbom.json");
        if ("1".equals(System.getenv("FLYWHEEL_REQUIRE_TOOLS"))) {
            assertThat(list).isRegularFile();
        }
        Assumptions.assumeTrue(
                Files.isRegularFile(list),
                "the list of libraries is not written yet; to make this test run: mvn verify");
        JsonNode components = JSON.readTree(Files.readString(list)).get("components");

        assertThat(components).hasSizeGreaterThan(50);
        assertThat(problems(components)).isEmpty();
    }

    @Test
    void whatIsDeniedIsFound() throws IOException {
        JsonNode components = JSON.readTree("""
                [{"group": "log4j", "name": "log4j", "version": "1.2.17", "licenses": [{"license": {"id": "Apache-2.0"}}]},
                 {"group": "org.apache.avro", "name": "avro", "version": "1.11.4", "licenses": [{"license": {"id": "Apache-2.0"}}]},
                 {"group": "org.apache.avro", "name": "avro", "version": "1.12.1", "licenses": [{"license": {"id": "Apache-2.0"}}]},
                 {"group": "a", "name": "closed", "version": "1", "licenses": [{"license": {"name": "SSPL-1.0"}}]},
                 {"group": "a", "name": "choice", "version": "1", "licenses": [{"license": {"id": "GPL-3.0-only"}}, {"license": {"id": "MIT"}}]},
                 {"group": "a", "name": "silent", "version": "1"}]""");

        assertThat(problems(components))
                .hasSize(4)
                .anyMatch(problem -> problem.startsWith("log4j:log4j:1.2.17"))
                .anyMatch(problem -> problem.startsWith("org.apache.avro:avro:1.11.4"))
                .anyMatch(problem -> problem.startsWith("a:closed:1"))
                .anyMatch(problem -> problem.startsWith("a:silent:1"));
    }

    private static Set<String> problems(JsonNode components) throws IOException {
        JsonNode denied = JSON.readTree(Files.readString(Deployed.ROOT.resolve(".ci/denylist.json")));
        Set<String> problems = new TreeSet<>();
        for (JsonNode component : components) {
            String name = component.path("group").asText() + ":"
                    + component.path("name").asText() + ":"
                    + component.path("version").asText();
            for (JsonNode library : denied.get("libraries")) {
                if (isMeant(library, component) && isBelow(library, component)) {
                    problems.add(name + " " + library.get("why").asText());
                }
            }
            boolean accepted = StreamSupport.stream(denied.get("accepted").spliterator(), false)
                    .anyMatch(entry -> isMeant(entry, component));
            if (!accepted && !hasLicenceToUse(component, denied.get("licences"))) {
                problems.add(name + " licence " + component.path("licenses"));
            }
        }
        return problems;
    }

    private static boolean isMeant(JsonNode entry, JsonNode component) {
        String name = entry.get("name").asText();
        return entry.get("group").asText().equals(component.path("group").asText())
                && (name.equals("*") || name.equals(component.path("name").asText()));
    }

    private static boolean isBelow(JsonNode library, JsonNode component) {
        String below = library.get("below").asText();
        return below.isEmpty()
                || Version.parse(component.path("version").asText()).compareTo(Version.parse(below)) < 0;
    }

    /** One licence of several is enough; none at all is not. */
    private static boolean hasLicenceToUse(JsonNode component, JsonNode deniedWords) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .anyMatch(licence -> StreamSupport.stream(deniedWords.spliterator(), false)
                        .noneMatch(
                                word -> licence.toString().replace("LGPL", "").contains(word.asText())));
    }
}
