package io.flywheel.app.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.CustomerMomentum;
import io.flywheel.schema.DeadLetter;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.HotspotReading;
import io.flywheel.schema.Signal;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.WindowResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class BundledSchemasTest {

    private static final Path COPIES = Path.of("..", "..", "schemas", "src", "main", "resources", "published");

    private final BundledSchemas bundled = new BundledSchemas();

    @Test
    void everyPresentContractHasTheIdOfACopyThatReadsTheSame() {
        for (Schema present : List.of(
                ClickstreamEvent.getClassSchema(),
                DealEvent.getClassSchema(),
                SupportEvent.getClassSchema(),
                Signal.getClassSchema(),
                CustomerMomentum.getClassSchema(),
                DeadLetter.getClassSchema(),
                WindowResult.getClassSchema(),
                HotspotReading.getClassSchema())) {
            int id = bundled.idFor("any", present);
            assertThat(bundled.find(id))
                    .hasValueSatisfying(copy -> assertThat(SchemaNormalization.toParsingForm(copy))
                            .isEqualTo(SchemaNormalization.toParsingForm(present)));
        }
    }

    @Test
    void everyPublishedCopyHasAnId() throws IOException {
        try (Stream<Path> files = Files.walk(COPIES)) {
            List<String> versions = files.filter(Files::isRegularFile)
                    .map(file -> COPIES.relativize(file)
                            .toString()
                            .replace('\\', '/')
                            .replace(".avsc", ""))
                    .toList();
            assertThat(BundledSchemas.PUBLISHED).containsExactlyInAnyOrderElementsOf(versions);
        }
    }

    @Test
    void otherIdsAndOtherSchemasAreNotKnown() {
        assertThat(bundled.find(0)).isEmpty();
        assertThat(bundled.find(BundledSchemas.PUBLISHED.size() + 1)).isEmpty();
        Schema foreign = SchemaBuilder.record("Foreign").fields().endRecord();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bundled.idFor("any", foreign))
                .withMessageContaining("Foreign");
    }
}
