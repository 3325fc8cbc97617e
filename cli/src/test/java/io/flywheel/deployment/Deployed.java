package io.flywheel.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files below deploy/ as trees. */
final class Deployed {

    /** Tests run in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final Path FOLDER = ROOT.resolve("deploy");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Deployed() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Every document of a YAML text. */
    static List<JsonNode> yaml(String text) {
        List<JsonNode> documents = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(0)
                .build();
        new Load(settings).loadAllFromString(text).forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }

    /** The manifests of an overlay as kubectl would apply them. */
    static List<JsonNode> rendered(String overlay) throws IOException, InterruptedException {
        String manifests = Tool.KUBECTL
                .run(FOLDER.resolve("kubernetes"), "kustomize", overlay)
                .content();
        return yaml(manifests);
    }

    /** Every node of a tree, the tree itself first. */
    static Stream<JsonNode> nodes(JsonNode tree) {
        List<JsonNode> children = new ArrayList<>();
        tree.elements().forEachRemaining(children::add);
        return Stream.concat(Stream.of(tree), children.stream().flatMap(Deployed::nodes));
    }
}
