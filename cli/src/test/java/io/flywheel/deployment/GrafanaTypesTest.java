package io.flywheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Boards hold what Grafana's own published types allow, and no field that they do not know.
 *
 * <p><b>Source:</b> deploy/grafana/types/board.schema.json, written from {@code @grafana/schema} by the command beside it.
 */
class GrafanaTypesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GRAFANA = Deployed.FOLDER.resolve("grafana");

    private final JsonSchema types = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Deployed.text(GRAFANA.resolve("types/board.schema.json")));

    @ParameterizedTest
    @ValueSource(strings = {"wheel", "operations"})
    void aBoardIsOfGrafanasTypes(String name) throws IOException {
        assertThat(problems(board(name))).isEmpty();
    }

    /** The check can fail: each of these is a mistake that has been made on a board. */
    @ParameterizedTest
    @CsvSource({
        "'', refresh, 30",
        "/panels/0/gridPos, w, '\"12\"'",
        "/panels/0/options, colorMod, '\"value\"'",
        "/panels/0/options, colorMode, '\"colourful\"'",
        "/panels/4/fieldConfig/defaults/custom, drawStyle, '\"curve\"'",
        "/panels/4/options, showHeader, true",
        "/panels/0/targets/0, rawSQL, '\"SELECT 1\"'",
        "/panels/0, type, '\"graph\"'",
    })
    void aMistakeIsFound(String place, String field, String value) throws IOException {
        JsonNode board = board("wheel");
        ((ObjectNode) board.at(place)).set(field, JSON.readTree(value));
        assertThat(problems(board)).isNotEmpty();
    }

    /** Nobody wrote into the types by hand, and nobody changed what they are made of without making them. */
    @Test
    void theTypesAreAsTheyWereMade() throws NoSuchAlgorithmException {
        Path folder = GRAFANA.resolve("types");
        List<String> made = Deployed.text(folder.resolve("made.sha256")).lines().toList();
        assertThat(made)
                .extracting(line -> line.replaceFirst("^[0-9a-f]{64}  ", ""))
                .containsExactly("make", "board.ts", "board.schema.json");
        for (String line : made) {
            String name = line.substring(line.lastIndexOf(' ') + 1);
            byte[] content = Deployed.text(folder.resolve(name)).getBytes(StandardCharsets.UTF_8);
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                    .as("run deploy/grafana/types/make after a change of " + name)
                    .isEqualTo(line.substring(0, 64));
        }
    }

    private Set<String> problems(JsonNode board) {
        return types.validate(board).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode board(String name) throws IOException {
        return JSON.readTree(Deployed.text(GRAFANA.resolve("dashboards/" + name + ".json")));
    }
}
