package io.flywheel.local.state;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.state.StateInspection.CustomerBytes;
import io.flywheel.local.state.StateInspection.HeldOperator;
import io.flywheel.local.state.StateInspection.HeldState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.ChildFirstClassLoader;
import org.jspecify.annotations.Nullable;

/** Savepoints read in this process, with the types of this build or of a job jar. */
public final class LocalState implements StateQuestions {

    private static final String THIS_BUILD = "this build";
    private static final String CUSTOMER = "customer";

    @Override
    public StateVerdict check(Restore restore) {
        Path jar = restore.jar();
        if (jar == null) {
            return check(restore, getClass().getClassLoader(), THIS_BUILD);
        }
        try (ChildFirstClassLoader build = loader(jar)) {
            return check(restore, build, jar.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the jar " + jar + " can not be closed", e);
        }
    }

    private static StateVerdict check(Restore restore, ClassLoader build, String name) {
        StateContract contract = StateContract.of(build, name);
        Savepoint savepoint = Savepoint.open(restore.savepoint(), build);
        StateCheck check = new StateCheck(contract, build, restore.maxParallelism());
        check.parallelism(restore.parallelism());
        check.savepoint(savepoint);
        return check.verdict(savepoint.address(), name);
    }

    /** As a cluster loads a job: its own classes first, Flink's before. */
    private static ChildFirstClassLoader loader(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "there is no job jar " + jar,
                    "it is not a file that can be read",
                    "name one with --jar, such as jobs/app/target/flywheel-app-*-job.jar");
        }
        try {
            return new ChildFirstClassLoader(
                    new URL[] {jar.toUri().toURL()},
                    LocalState.class.getClassLoader(),
                    CoreOptions.getParentFirstLoaderPatterns(new Configuration()),
                    problem -> {});
        } catch (MalformedURLException e) {
            throw new UncheckedIOException("the path " + jar + " has no address", e);
        }
    }

    @Override
    public StateInspection inspect(String address, int top) {
        ClassLoader build = getClass().getClassLoader();
        StateContract contract = StateContract.of(build, THIS_BUILD);
        Savepoint savepoint = Savepoint.open(address, build);
        Map<String, Long> customers = new HashMap<>();
        List<HeldOperator> held = new ArrayList<>();
        boolean counted = true;
        for (SavedOperator operator : savepoint.operators()) {
            if (operator.holdsState()) {
                Optional<StateContract.Operator> known = known(contract, operator);
                counted &= operator.isReadableByEntry();
                held.add(held(operator, known.orElse(null), build, customers, address));
            }
        }
        return new StateInspection(
                savepoint.address(),
                savepoint.checkpointId(),
                held.stream().mapToLong(HeldOperator::bytes).sum(),
                counted,
                held.stream()
                        .sorted(Comparator.comparingLong(HeldOperator::bytes)
                                .reversed()
                                .thenComparing(HeldOperator::uid))
                        .toList(),
                largest(customers, top));
    }

    static Optional<StateContract.Operator> known(StateContract contract, SavedOperator operator) {
        return contract.operators().stream()
                .filter(candidate -> operator.isCalled(candidate.uid()))
                .findFirst();
    }

    private static HeldOperator held(
            SavedOperator operator,
            StateContract.@Nullable Operator known,
            ClassLoader build,
            Map<String, Long> customers,
            String address) {
        boolean byCustomer = known != null && known.keyedBy().equals(CUSTOMER);
        Map<String, long[]> counts = new HashMap<>();
        if (operator.isReadableByEntry()) {
            try {
                new StateEntries(operator, build).forEach((state, key, value, bytes) -> {
                    long[] sums = counts.computeIfAbsent(state, name -> new long[2]);
                    sums[0]++;
                    sums[1] += bytes;
                    if (byCustomer && !key.isEmpty()) {
                        customers.merge(key, bytes, Long::sum);
                    }
                });
            } catch (IOException e) {
                throw Savepoint.unreadable(address, e);
            }
        }
        return new HeldOperator(
                known == null ? operator.uid() : known.uid(),
                operator.name(),
                operator.parallelism(),
                operator.maxParallelism(),
                operator.bytes(),
                operator.states().stream()
                        .sorted(Comparator.comparing(SavedState::name))
                        .map(state -> held(state, counts.get(state.name())))
                        .toList());
    }

    private static HeldState held(SavedState state, long @Nullable [] sums) {
        return new HeldState(
                state.name(), state.kind(), state.type(), sums == null ? null : sums[0], sums == null ? null : sums[1]);
    }

    private static List<CustomerBytes> largest(Map<String, Long> customers, int top) {
        return customers.entrySet().stream()
                .map(entry -> new CustomerBytes(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(CustomerBytes::bytes)
                        .reversed()
                        .thenComparing(CustomerBytes::customer))
                .limit(top)
                .toList();
    }
}
