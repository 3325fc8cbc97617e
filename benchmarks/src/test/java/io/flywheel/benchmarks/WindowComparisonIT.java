package io.flywheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowComparisonIT {

    @Test
    void bothSidesEndInTheSameWindows() throws Exception {
        Workload workload = new Workload(3, 100, 600, 12);
        List<WindowRun> runs = WindowComparison.compare(workload, 1, Duration.ofMillis(500));
        assertThat(runs).extracting(WindowRun::contestant).containsExactly(WindowContestant.values());
        for (WindowRun run : runs) {
            WindowRun ours = runs.get(run.contestant().ofOurs().ordinal());
            assertThat(run.windows()).isEqualTo(ours.windows()).isGreaterThan(500);
            assertThat(run.sum()).isEqualTo(ours.sum()).isNotZero();
        }
        assertThat(runs.get(0).windows()).isGreaterThan(10 * runs.get(1).windows());
        assertThat(WindowTable.of(workload, runs, Duration.ofMillis(500)))
                .contains(Arrays.stream(WindowContestant.values())
                        .map(WindowContestant::title)
                        .toList());
    }
}
