package io.flywheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files of deploy/docker name what there is and open nothing that need not be open. */
class DockerTest {

    private static final Path FOLDER = Deployed.FOLDER.resolve("docker");

    @Test
    void theImageIsFlinksWithOurJarAndAnOrdinaryUser() {
        String image = Deployed.text(FOLDER.resolve("Dockerfile"));

        assertThat(image)
                .contains("FROM flink:" + ofThePom("<version.flink>([^<]+)<") + "-java17\n")
                .contains("/contents/usrlib/flywheel-job.jar /opt/flink/usrlib/")
                .containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$");
    }

    @Test
    void logsAreWrittenAlikeWhereverTheImageRuns() {
        JsonNode deployment = Deployed.yaml(
                        Deployed.text(Deployed.FOLDER.resolve("kubernetes/components/flink/flink.yaml")))
                .get(0);

        assertThat(deployment
                        .at("/spec/logConfiguration/log4j-console.properties")
                        .asText())
                .isEqualTo(Deployed.text(FOLDER.resolve("conf/log4j-console.properties")))
                .contains("JsonTemplateLayout");
        assertThat(Deployed.text(FOLDER.resolve("Dockerfile")))
                .contains("deploy/docker/conf/log4j-console.properties /opt/flink/conf/");
    }

    @Test
    void containersListenOnLoopbackAndMayDoNothingElse() {
        JsonNode compose =
                Deployed.yaml(Deployed.text(FOLDER.resolve("compose.yaml"))).get(0);

        assertThat(compose.get("services")).hasSize(2).allSatisfy(service -> {
            assertThat(service.get("user").asText()).matches("[1-9]\\d*:[1-9]\\d*");
            assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(service.get("image").asText()).matches("flywheel:[0-9.]+");
            assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
            assertThat(service.path("ports"))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            assertThat(service.at("/environment/FLINK_PROPERTIES").asText())
                    .contains("web.submit.enable: false", "web.cancel.enable: false")
                    .contains("externalized-checkpoint-retention: RETAIN_ON_CANCELLATION")
                    .doesNotContainIgnoringCase("password");
        });
        assertThat(compose.get("secrets"))
                .allSatisfy(secret -> assertThat(secret.get("file").asText()).startsWith("./secrets/"));
        assertThat(compose.at("/services/jobmanager/restart").asText())
                .as("what begins anew by itself begins without state")
                .isEqualTo("no");
        assertThat(compose.at("/services/jobmanager/command").toString())
                .contains("\"io.flywheel.app.PipelineJob\",\"--\",\"--config\"");
    }

    private static String ofThePom(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(Deployed.text(Deployed.ROOT.resolve("pom.xml")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
