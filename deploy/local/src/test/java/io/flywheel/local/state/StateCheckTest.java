package io.flywheel.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.state.StateQuestions.Restore;
import io.flywheel.local.state.StateVerdict.Reason;
import io.flywheel.local.state.StateVerdict.StateProblem;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each reason why a build can not restore a savepoint, shown by savepoints that were altered and by jars of other builds. */
class StateCheckTest {

    private static final Path SAVEPOINT = Path.of("src", "test", "resources", "savepoints", "0.1.0", "savepoint");

    @TempDir
    private Path directory;

    private final LocalState state = new LocalState();

    @Test
    void thisBuildRestoresWhatTheReleaseLeftBehind() {
        StateVerdict verdict = check(SAVEPOINT, null);
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.restorable()).isTrue();
        assertThat(verdict.notChecked()).isEmpty();
        assertThat(verdict.startsEmpty()).contains("source-signals").doesNotContain("track-customers");
        assertThat(verdict.build()).isEqualTo("this build");
    }

    @Test
    void aChangedUidIsAnOperatorThatTheBuildLacks() throws IOException {
        Path altered = withUid("track-customers", "follow-customers");
        StateVerdict verdict = check(altered, null);
        assertThat(verdict.restorable()).isFalse();
        assertThat(verdict.startsEmpty()).contains("track-customers");
        assertThat(verdict.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.OPERATOR_MISSING);
            assertThat(problem.operator()).isEqualTo("follow-customers");
            assertThat(problem.what()).contains("follow-customers", "bytes", "does not have");
        });
    }

    @Test
    void anotherMaxParallelismIsRefusedForEveryOperator() throws IOException {
        StateVerdict asked = state.check(new Restore(SAVEPOINT.toString(), null, 0, 64));
        assertThat(asked.restorable()).isFalse();
        assertThat(reasons(asked)).containsOnly(Reason.MAX_PARALLELISM);
        assertThat(asked.problems())
                .extracting(StateProblem::operator)
                .contains("track-customers", "tally-windows", "source-deals");
        assertThat(asked.problems().get(0).what()).isEqualTo("the savepoint has 128 key groups, the build 64");

        Path jar = contract("max-parallelism: 128", "max-parallelism: 64");
        assertThat(reasons(check(SAVEPOINT, jar))).containsOnly(Reason.MAX_PARALLELISM);
    }

    @Test
    void moreSubtasksThanKeyGroupsAreRefused() {
        assertThat(reasons(state.check(new Restore(SAVEPOINT.toString(), null, 129, 0))))
                .containsExactly(Reason.PARALLELISM);
        assertThat(state.check(new Restore(SAVEPOINT.toString(), null, 128, 0)).restorable())
                .isTrue();
    }

    @Test
    void aComponentMoreIsMigratedAndAChangedTypeIsRefused() throws IOException {
        Path more = new ChangedRecord(directory.resolve("more")).withOneComponentMore();
        assertThat(check(SAVEPOINT, more).problems()).isEmpty();

        Path changed = new ChangedRecord(directory.resolve("changed")).withAnotherType();
        assertThat(check(SAVEPOINT, changed).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.TYPE_CHANGED);
            assertThat(problem.operator()).isEqualTo("tally-quality");
            assertThat(problem.state()).isEqualTo("quality-window");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layout: 3|layout: 2|LAYOUT_NEWER|values are of layout 3, the build reads 1 to 2",
                "customer: {kind: value|customer: {kind: list|KIND_CHANGED|it was written as value, the build reads a list",
                "customer: {kind: value, type: 'byte[]'|customer: {kind: value, type: string|TYPE_CHANGED|it was written as byte[], the build reads string",
                "      customer: {|      client: {|STATE_MISSING|the build reads no state of this name",
            })
    void aBuildThatReadsSomethingElseIsToldWhat(String from, String to, Reason reason, String what) throws IOException {
        Path jar = contract(from, to);
        StateVerdict verdict = check(SAVEPOINT, jar);
        assertThat(verdict.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.operator()).isEqualTo("track-customers");
            assertThat(problem.what()).isEqualTo(what);
            assertThat(problem.next()).isNotEmpty();
        });
    }

    @Test
    void anotherTypeOfKeyIsRefused() throws IOException {
        Path jar = contract("track-customers:\n    key: string", "track-customers:\n    key: long");
        assertThat(check(SAVEPOINT, jar).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.KEY_CHANGED);
            assertThat(problem.operator()).isEqualTo("track-customers");
            assertThat(problem.what()).isEqualTo("keys were written as string, the build reads long");
        });
    }

    @Test
    void whatIsNoSavepointAndWhatIsNoJobJarIsSaidSo() throws IOException {
        assertUnreadable(() -> check(directory, null), "can not be read");
        Path half = copy();
        Files.write(half.resolve("_metadata"), new byte[] {1, 2, 3});
        assertUnreadable(() -> check(half, null), "can not be read");
        assertUnreadable(() -> check(SAVEPOINT, directory.resolve("no.jar")), "there is no job jar");
    }

    @Test
    void theLargestCustomersAreToldWithTheirBytes() {
        StateInspection inspection = state.inspect(SAVEPOINT.toString(), 3);
        assertThat(inspection.entriesCounted()).isTrue();
        assertThat(inspection.customers())
                .hasSize(3)
                .isSortedAccordingTo((one, other) -> Long.compare(other.bytes(), one.bytes()));
        assertThat(inspection.customers().get(0).bytes()).isPositive();
        StateInspection.HeldOperator track = inspection.operators().stream()
                .filter(operator -> operator.uid().equals("track-customers"))
                .findFirst()
                .orElseThrow();
        assertThat(track.maxParallelism()).isEqualTo(128);
        assertThat(track.states()).anySatisfy(held -> {
            assertThat(held.name()).isEqualTo("customer");
            assertThat(held.type()).isEqualTo("byte[]");
            assertThat(held.entries()).isGreaterThan(5);
        });
        long all = state.inspect(SAVEPOINT.toString(), Integer.MAX_VALUE).customers().stream()
                .mapToLong(StateInspection.CustomerBytes::bytes)
                .sum();
        long held = inspection.operators().stream()
                .filter(operator -> List.of("track-customers", "track-wheel", "watch-customers")
                        .contains(operator.uid()))
                .flatMap(operator -> operator.states().stream())
                .filter(one -> !one.kind().equals("timers"))
                .mapToLong(one -> one.bytes() == null ? 0 : one.bytes())
                .sum();
        assertThat(all)
                .as("customers add up to the states that are kept by customer")
                .isEqualTo(held);
    }

    private StateVerdict check(Path savepoint, @Nullable Path jar) {
        return state.check(new Restore(savepoint.toString(), jar, 0, 0));
    }

    private static List<Reason> reasons(StateVerdict verdict) {
        return verdict.problems().stream().map(StateProblem::reason).toList();
    }

    private static void assertUnreadable(ThrowingCallable question, String what) {
        assertThatThrownBy(question).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE);
            assertThat(failure.what()).contains(what);
        });
    }

    /** A jar whose contract differs in one place. */
    private Path contract(String from, String to) throws IOException {
        Path file = Path.of("..", "..", "jobs", "pipeline", "src", "main", "resources")
                .resolve(StateContract.RESOURCE);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        return ChangedRecord.jar(
                directory.resolve("other.jar"),
                StateContract.RESOURCE,
                (text.substring(0, at) + to + text.substring(at + from.length())).getBytes(StandardCharsets.UTF_8));
    }

    /** The savepoint as a job would have left it that calls one operator otherwise. */
    private Path withUid(String from, String to) throws IOException {
        Path altered = copy();
        CheckpointMetadata metadata;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(altered.resolve("_metadata")))) {
            metadata = Checkpoints.loadCheckpointMetadata(
                    in, getClass().getClassLoader(), altered.toUri().toString());
        }
        OperatorID old = id(from);
        List<OperatorState> operators = metadata.getOperatorStates().stream()
                .map(operator -> operator.getOperatorID().equals(old) ? operator.copyWithNewIDs(to, id(to)) : operator)
                .toList();
        try (OutputStream out = Files.newOutputStream(altered.resolve("_metadata"))) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(metadata.getCheckpointId(), operators, metadata.getMasterStates()), out);
        }
        return altered;
    }

    private static OperatorID id(String uid) {
        return new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
    }

    private Path copy() throws IOException {
        Path copy = Files.createDirectories(directory.resolve("altered"));
        try (Stream<Path> files = Files.list(SAVEPOINT)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }
}
