package io.flywheel.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.flywheel.pipeline.names.States;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What savepoints hold is a packed value with a layout of its own, or a record that can evolve. Rule R10. */
class PersistedTypesTest {

    private static final Set<Class<?>> EVOLVING = Set.of(
            String.class, long.class, int.class, double.class, boolean.class, Long.class, Integer.class, Double.class);

    private static final Map<Class<?>, Object> ZEROS =
            Map.of(long.class, 0L, int.class, 0, double.class, 0.0, boolean.class, false);

    static Stream<Class<?>> persisted() {
        return Arrays.stream(States.class.getDeclaredMethods())
                .filter(method -> StateDescriptor.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getGenericReturnType)
                .flatMap(type -> Arrays.stream(((ParameterizedType) type).getActualTypeArguments()))
                .<Class<?>>map(Class.class::cast)
                .filter(type -> type != byte[].class && type != Void.class && !EVOLVING.contains(type));
    }

    @ParameterizedTest
    @MethodSource("persisted")
    void aPersistedRecordIsMadeOfTypesThatEvolve(Class<?> type) {
        assertThat(type).isRecord().isPublic();
        assertThat(type.getRecordComponents())
                .allSatisfy(component -> assertThat(evolves(component.getGenericType()))
                        .as("%s.%s of type %s", type.getSimpleName(), component.getName(), component.getGenericType())
                        .isTrue());
    }

    /** Flink hands null and zero to the constructor for a component that an older savepoint lacks. */
    @ParameterizedTest
    @MethodSource("persisted")
    void aPersistedRecordAcceptsWhatAnOlderSavepointLacks(Class<?> type) throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        Object[] absent = Arrays.stream(types).map(ZEROS::get).toArray();
        assertThatCode(() -> constructor.newInstance(absent)).doesNotThrowAnyException();
    }

    private static boolean evolves(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (generic.getRawType() == Map.class || generic.getRawType() == List.class)
                    && Arrays.stream(generic.getActualTypeArguments()).allMatch(PersistedTypesTest::evolves);
        }
        return type instanceof Class<?> plain && (EVOLVING.contains(plain) || plain.isEnum());
    }
}
