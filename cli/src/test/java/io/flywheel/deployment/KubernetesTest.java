package io.flywheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overlays of deploy/kubernetes, rendered: they keep to the operator's schema and to the rules of a safe deployment. */
class KubernetesTest {

    private static final Pattern VERSION =
            Pattern.compile("<version.flink>([0-9]+)\\.([0-9]+)\\.[0-9]+</version.flink>");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|token|secret|credential|access-?key).*");
    private static final Pattern SECRET_VALUE = Pattern.compile("(?i)(password|token|secret)\\s*[:=]\\s*[^\\s/*]");

    /** Defaults to ship, each with why in docs/guides/kubernetes.md. */
    private static final Map<String, String> FLINK = Map.ofEntries(
            Map.entry("high-availability.type", "kubernetes"),
            Map.entry("execution.checkpointing.interval", "30s"),
            Map.entry("execution.checkpointing.num-retained", "5"),
            Map.entry("execution.checkpointing.tolerable-failed-checkpoints", "10"),
            Map.entry("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION"),
            Map.entry("execution.checkpointing.incremental", "true"),
            Map.entry("state.backend.type", "rocksdb"),
            Map.entry("restart-strategy.type", "exponential-delay"),
            Map.entry("web.submit.enable", "false"),
            Map.entry("web.cancel.enable", "false"),
            Map.entry("web.rescale.enable", "false"),
            Map.entry("kubernetes.operator.job.upgrade.last-state-fallback.enabled", "false"));

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production", "overlays/apart"})
    void everyJobKeepsToTheSchemaOfTheOperator(String overlay) throws IOException, InterruptedException {
        OperatorSchema schema = new OperatorSchema(flinkVersion());

        assertThat(jobs(overlay)).isNotEmpty().allSatisfy(job -> {
            assertThat(schema.problems(job)).isEmpty();
            assertThat(job.at("/spec/flinkVersion").asText()).isEqualTo(flinkVersion());
        });
    }

    @Test
    void theSchemaTellsWhatIsWrong() throws IOException, InterruptedException {
        OperatorSchema schema = new OperatorSchema(flinkVersion());
        JsonNode job = jobs("overlays/staging").get(0);
        ObjectNode typo = job.deepCopy();
        ((ObjectNode) typo.at("/spec/job")).put("upgradeMod", "savepoint");
        ObjectNode wrongMode = job.deepCopy();
        ((ObjectNode) wrongMode.at("/spec/job")).put("upgradeMode", "sometimes");
        ObjectNode wrongPod = job.deepCopy();
        ((ObjectNode) wrongPod.at("/spec/podTemplate/spec")).put("hostNetworking", true);

        assertThat(schema.problems(typo)).hasSize(1);
        assertThat(schema.problems(wrongMode)).hasSize(1);
        assertThat(schema.problems(wrongPod)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production", "overlays/apart"})
    void everyJobIsHighlyAvailableAndUpgradedFromSavepoints(String overlay) throws IOException, InterruptedException {
        assertThat(jobs(overlay)).allSatisfy(job -> {
            JsonNode spec = job.get("spec");
            FLINK.forEach((key, value) -> assertThat(
                            spec.get("flinkConfiguration").path(key).asText())
                    .as(key)
                    .isEqualTo(value));
            for (String place : List.of(
                    "high-availability.storageDir",
                    "execution.checkpointing.dir",
                    "execution.checkpointing.savepoint-dir")) {
                assertThat(spec.get("flinkConfiguration").path(place).asText()).startsWith("s3://");
            }
            assertThat(spec.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
            assertThat(spec.at("/job/allowNonRestoredState").asBoolean(true)).isFalse();
            assertThat(spec.at("/mode").asText()).isEqualTo("native");
            for (String part : List.of("jobManager", "taskManager")) {
                assertThat(spec.at("/" + part + "/resource/cpu").asDouble()).isPositive();
                assertThat(spec.at("/" + part + "/resource/memory").asText()).isNotEmpty();
                assertThat(spec.at("/" + part + "/podTemplate/spec/containers/0/livenessProbe")
                                .isObject())
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production", "overlays/apart"})
    void noPodMayDoMoreThanItMust(String overlay) throws IOException, InterruptedException {
        List<JsonNode> pods = pods(overlay);

        assertThat(pods).hasSizeGreaterThan(1).allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(pod.path(host).asBoolean()).isFalse();
            }
            assertThat(pod.get("volumes")).noneMatch(volume -> volume.has("hostPath"));
            JsonNode container = pod.at("/containers/0/securityContext");
            assertThat(container.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(container.path("privileged").asBoolean()).isFalse();
            assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/capabilities").has("add")).isFalse();
        });
        assertThat(manifests(overlay, "Namespace"))
                .hasSize(1)
                .allSatisfy(namespace -> assertThat(namespace
                                .at("/metadata/labels")
                                .path("pod-security.kubernetes.io/enforce")
                                .asText())
                        .isEqualTo("restricted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production", "overlays/apart"})
    void secretsAreMountedAndNeverWritten(String overlay) throws IOException, InterruptedException {
        List<JsonNode> all = Deployed.rendered(overlay);

        assertThat(all).noneMatch(manifest -> manifest.path("kind").asText().equals("Secret"));
        for (JsonNode manifest : all) {
            Deployed.nodes(manifest)
                    .filter(JsonNode::isObject)
                    .forEach(node -> node.properties().forEach(field -> {
                        if (SECRET_NAME.matcher(field.getKey()).matches()
                                && field.getValue().isTextual()) {
                            assertThat(field.getKey()).isEqualTo("secretName");
                        }
                    }));
            Deployed.nodes(manifest)
                    .filter(JsonNode::isTextual)
                    .forEach(text -> assertThat(
                                    SECRET_VALUE.matcher(text.asText()).find())
                            .as(text.asText())
                            .isFalse());
        }
        assertThat(pods(overlay))
                .allSatisfy(pod -> assertThat(
                                StreamSupport.stream(pod.get("volumes").spliterator(), false)
                                        .filter(v -> v.has("secret")))
                        .hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production", "overlays/apart"})
    void everyImageHasAVersionAndEverySettingIsThere(String overlay) throws IOException, InterruptedException {
        List<JsonNode> all = Deployed.rendered(overlay);
        List<String> images = all.stream()
                .flatMap(Deployed::nodes)
                .filter(node -> node.path("image").isTextual())
                .map(node -> node.get("image").asText())
                .toList();
        Set<String> settings = all.stream()
                .filter(manifest -> manifest.path("kind").asText().equals("ConfigMap"))
                .map(manifest -> manifest.at("/metadata/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(images)
                .hasSizeGreaterThan(1)
                .allMatch(image -> image.matches("[^:]+/flywheel(:[0-9][^:]*|@sha256:[0-9a-f]{64})"));
        assertThat(pods(overlay))
                .allSatisfy(pod -> assertThat(settings)
                        .contains(pod.get("volumes")
                                .findValue("configMap")
                                .get("name")
                                .asText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production", "overlays/apart"})
    void nobodyTalksToThePodsButWhoMust(String overlay) throws IOException, InterruptedException {
        List<JsonNode> policies = manifests(overlay, "NetworkPolicy");
        JsonNode denied = policies.stream()
                .filter(policy -> policy.at("/spec/podSelector").isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(denied.at("/spec/policyTypes")).extracting(JsonNode::asText).containsExactly("Ingress", "Egress");
        assertThat(denied.get("spec").has("ingress") || denied.get("spec").has("egress"))
                .isFalse();
        for (JsonNode policy : policies) {
            for (JsonNode rule : policy.at("/spec/ingress")) {
                assertThat(rule.get("from"))
                        .as("who may come in is always named")
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/staging", "overlays/production", "overlays/apart"})
    void partsOfAJobAreTakenAwayOneAtATime(String overlay) throws IOException, InterruptedException {
        Set<String> guarded = manifests(overlay, "PodDisruptionBudget").stream()
                .filter(budget -> budget.at("/spec/maxUnavailable").asInt() == 1)
                .map(budget -> budget.at("/spec/selector/matchLabels/app").asText() + " "
                        + budget.at("/spec/selector/matchLabels/component").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        for (JsonNode job : jobs(overlay)) {
            String name = job.at("/metadata/name").asText();
            assertThat(guarded).contains(name + " jobmanager", name + " taskmanager");
        }
    }

    @Test
    void everyJobOfTheProductHasAManifestAndEveryManifestAJob() throws IOException {
        Set<String> written = new TreeSet<>();
        Set<String> deployed = new TreeSet<>();
        try (Stream<java.nio.file.Path> mains =
                Files.list(Deployed.ROOT.resolve("jobs/app/src/main/java/io/flywheel/app"))) {
            mains.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Job.java"))
                    .forEach(name -> written.add("io.flywheel.app." + name.replace(".java", "")));
        }
        try (Stream<java.nio.file.Path> files = Files.walk(Deployed.FOLDER.resolve("kubernetes/jobs"))) {
            for (java.nio.file.Path file :
                    files.filter(f -> f.endsWith("job.yaml")).toList()) {
                JsonNode job = Deployed.yaml(Deployed.text(file)).get(0);
                deployed.add(job.at("/spec/job/entryClass").asText());
                assertThat(job.at("/metadata/name").asText())
                        .isEqualTo("flywheel-" + file.getName(file.getNameCount() - 2));
            }
        }
        assertThat(deployed).isEqualTo(written);
    }

    private static List<JsonNode> jobs(String overlay) throws IOException, InterruptedException {
        return manifests(overlay, "FlinkDeployment");
    }

    private static List<JsonNode> manifests(String overlay, String kind) throws IOException, InterruptedException {
        return Deployed.rendered(overlay).stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }

    private static List<JsonNode> pods(String overlay) throws IOException, InterruptedException {
        List<JsonNode> pods = new ArrayList<>();
        jobs(overlay).forEach(job -> pods.add(job.at("/spec/podTemplate/spec")));
        manifests(overlay, "Job").forEach(job -> pods.add(job.at("/spec/template/spec")));
        return pods;
    }

    private static String flinkVersion() {
        var version = VERSION.matcher(Deployed.text(Deployed.ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return String.format(Locale.ROOT, "v%s_%s", version.group(1), version.group(2));
    }
}
