package io.flywheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.pipeline.intake.Inbound;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private static final Workload WORKLOAD = new Workload(1, 1_000, 20_000, 30);

    @Test
    void theSameSeedGivesTheSameRecords() {
        assertThat(WORKLOAD.records()).isEqualTo(WORKLOAD.records());
    }

    @Test
    void recordsAreAsManyAsAskedAndEndWithAHeartbeat() {
        Inbound[] records = WORKLOAD.records();
        assertThat(Arrays.stream(records).filter(record -> !record.isHeartbeat()))
                .hasSize(20_000);
        assertThat(records[records.length - 1].isHeartbeat()).isTrue();
    }

    @Test
    void firstArrivalsAreInOrderAndSomeComeTwice() {
        List<Inbound> records = List.of(WORKLOAD.records());
        List<Inbound> once = records.stream().distinct().toList();
        assertThat(once).isSortedAccordingTo(Comparator.comparingLong(Inbound::arrivedAtMillis));
        assertThat((double) (records.size() - once.size()) / records.size()).isBetween(0.005, 0.015);
    }
}
