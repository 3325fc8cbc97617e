package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.lineage.LineageDataset;
import org.junit.jupiter.api.Test;

/** What the sinks tell Flink of the tables they write. */
class LineageTest {

    @Test
    void sinksNameTheirTablesAndThePlaceWithoutParameters() {
        PostgresAccess access = new PostgresAccess(
                "jdbc:postgresql://db:5432/crm?sslmode=verify-full", "flywheel_writer", SecretSource.literal("geheim"));

        assertThat(PostgresSink.quality(PostgresSettings.of(access))
                        .getLineageVertex()
                        .datasets())
                .extracting(LineageDataset::namespace, LineageDataset::name)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("postgresql://db:5432/crm", "flywheel.data_quality_window"))
                .allSatisfy(dataset -> assertThat(dataset.toString()).doesNotContain("geheim", "sslmode"));
    }
}
