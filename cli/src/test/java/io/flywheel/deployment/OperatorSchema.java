package io.flywheel.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The schema of a FlinkDeployment as the operator gives it to Kubernetes, and stricter: a field that it does not know is an error, where Kubernetes would only leave it out.
 *
 * <p><b>Source:</b> the definition inside flink-kubernetes-operator-api 1.10.0, the newest that Maven Central has. It ends with Flink 1.20; the version of Flink of this project is added.
 */
final class OperatorSchema {

    private static final String DEFINITION = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

    private final JsonSchema schema;

    OperatorSchema(String flinkVersion) throws IOException {
        try (InputStream definition = OperatorSchema.class.getResourceAsStream(DEFINITION)) {
            if (definition == null) {
                throw new IOException("the operator's definition is not on the class path: " + DEFINITION);
            }
            JsonNode crd = Deployed.yaml(new String(definition.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0);
            ObjectNode root = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
            ((ArrayNode) root.at("/properties/spec/properties/flinkVersion/enum")).add(flinkVersion);
            ObjectNode properties = (ObjectNode) root.get("properties");
            properties.putObject("apiVersion").put("const", "flink.apache.org/v1beta1");
            properties.putObject("kind").put("const", "FlinkDeployment");
            properties.putObject("metadata").put("type", "object");
            Deployed.nodes(root).forEach(OperatorSchema::close);
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(root);
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asText().equals("object")
                && !object.has(OPEN)
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    /** What is wrong with a manifest, sorted; empty if nothing is. */
    Set<String> problems(JsonNode manifest) {
        return schema.validate(manifest).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
