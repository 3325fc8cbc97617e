package io.flywheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedOperatorComparisonIT {

    @Test
    void allContestantsEndInTheSameRows() throws Exception {
        Workload workload = new Workload(3, 300, 4_000, 60);
        List<Run> runs =
                KeyedOperatorComparison.compare(workload, 1, List.of(Contestant.values()), Duration.ofMillis(500));
        assertThat(runs).hasSize(Contestant.values().length);
        assertThat(ContestTable.of(workload, runs, Duration.ofMillis(500)))
                .contains(Contestant.OURS.title(), Contestant.IDIOMATIC.title());
        assertThat(runs)
                .filteredOn(run -> !run.contestant().equals(Contestant.NOTHING.title()))
                .extracting(Run::customers, Run::sum)
                .containsOnly(tuple(runs.get(0).customers(), runs.get(0).sum()));
        assertThat(runs.get(0).customers()).isGreaterThan(200);
    }
}
