package io.flywheel.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flywheel.local.state.LocalState;
import io.flywheel.local.state.StateContract;
import io.flywheel.local.state.StateInspection;
import io.flywheel.local.state.StateInspection.HeldOperator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state contract says what the savepoints of all jobs hold, no more and no less. */
class StateContractIT {

    @TempDir
    private Path directory;

    @Test
    void theContractIsWhatTheSavepointsHold() throws Exception {
        Map<String, String> held = new TreeMap<>();
        try (World world = new World(directory.resolve("world"))) {
            held.putAll(statesOf(world, JobKind.VELOCITY));
            held.putAll(statesOf(world, JobKind.ALERT));
            held.putAll(statesOf(world, JobKind.PIPELINE));
        }
        Map<String, String> promised = new TreeMap<>();
        StateContract.of(getClass().getClassLoader(), "this build")
                .operators()
                .forEach(operator -> promised.put(
                        operator.uid(),
                        operator.states().stream()
                                .map(state -> state.name() + " " + state.kind() + " " + state.type())
                                .sorted()
                                .collect(Collectors.joining(", "))));
        assertThat(held).isEqualTo(promised);
    }

    private Map<String, String> statesOf(World world, JobKind kind) throws Exception {
        try (SavedRun run = new SavedRun(directory.resolve(kind.toString()), kind, world.endpoints)) {
            run.start(1);
            Path fresh = saved(run);
            // restored, Flink's sinks keep one state more
            run.resume(1, fresh);
            StateInspection inspection = new LocalState().inspect(saved(run).toString(), 0);
            return inspection.operators().stream()
                    .collect(Collectors.toMap(
                            HeldOperator::uid,
                            operator -> operator.states().stream()
                                    .map(state -> state.name() + " " + state.kind() + " " + state.type())
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        }
    }

    /** A job runs from when it was scheduled on, and is saved only once each of its subtasks does. */
    private static Path saved(SavedRun run) {
        return await().atMost(Duration.ofMinutes(5)).ignoreExceptions().until(run::stop, Files::isDirectory);
    }
}
