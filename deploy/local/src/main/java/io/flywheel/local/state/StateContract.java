package io.flywheel.local.state;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a build promises to read in a savepoint: {@code state.yaml} in its jar.
 *
 * <p><b>Shape:</b> operators by uid with the names, kinds and types of their states. Lines are added to the file, never changed.
 *
 * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#INPUT_UNREADABLE} for a jar without one.
 *
 * <p><b>Source:</b> docs/reference/state.md; a test compares the file with savepoints of all jobs.
 */
public record StateContract(int maxParallelism, List<Operator> operators) {

    static final String RESOURCE = "io/flywheel/pipeline/state.yaml";

    public StateContract {
        operators = List.copyOf(operators);
    }

    /**
     * One operator that keeps state.
     *
     * @param keyType type of its keys, empty for state that has none
     * @param keyedBy what a key stands for, such as customer
     */
    public record Operator(String uid, String keyType, String keyedBy, List<State> states) {

        public Operator {
            states = List.copyOf(states);
        }

        Optional<State> state(String name) {
            return states.stream().filter(state -> state.name().equals(name)).findFirst();
        }
    }

    /**
     * One state.
     *
     * @param layout the newest layout of packed values that the build reads, which is their first byte; 0 where there is none
     */
    public record State(String name, String kind, String type, int layout) {}

    /** The contract of the jar or class path behind a class loader. */
    public static StateContract of(ClassLoader build, String name) {
        URL file = build.getResource(RESOURCE);
        if (file == null) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "it is not known what " + name + " reads",
                    "it holds no " + RESOURCE + ", as job jars of Flywheel do",
                    "name a job jar of 0.1 or later with --jar");
        }
        try (InputStream in = file.openStream()) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the state contract of " + name + " can not be read",
                    Failure.wordsOf(e),
                    "name a job jar that this user can read",
                    e);
        }
    }

    static StateContract parse(String text) {
        Map<?, ?> root = map(new Load(LoadSettings.builder().build()).loadFromString(text));
        List<Operator> operators = new ArrayList<>();
        map(root.get("operators")).forEach((uid, described) -> operators.add(operator(uid.toString(), map(described))));
        return new StateContract(number(root, "max-parallelism"), operators);
    }

    private static Operator operator(String uid, Map<?, ?> described) {
        List<State> states = new ArrayList<>();
        map(described.get("states")).forEach((name, state) -> states.add(state(name.toString(), map(state))));
        return new Operator(uid, text(described, "key"), text(described, "keyed-by"), states);
    }

    private static State state(String name, Map<?, ?> described) {
        return new State(name, text(described, "kind"), text(described, "type"), number(described, "layout"));
    }

    private static String text(Map<?, ?> described, String key) {
        Object value = described.get(key);
        return value == null ? "" : value.toString();
    }

    private static int number(Map<?, ?> described, String key) {
        return described.get(key) instanceof Integer number ? number : 0;
    }

    private static Map<?, ?> map(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalStateException("a mapping is missing in " + RESOURCE);
    }

    Optional<Operator> operator(String uid) {
        return operators.stream().filter(operator -> operator.uid().equals(uid)).findFirst();
    }
}
