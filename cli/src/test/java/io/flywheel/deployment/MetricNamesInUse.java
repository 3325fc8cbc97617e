package io.flywheel.deployment;

import io.flywheel.pipeline.names.Metrics;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.metrics.MetricNames;

/** The names that Prometheus knows metrics by, and those that a text uses. */
final class MetricNamesInUse {

    private static final Pattern USED = Pattern.compile("\\bflink_[a-zA-Z_]+\\b");
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

    private MetricNamesInUse() {}

    static Set<String> in(String text) {
        return USED.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ours, where Flink puts them (what counts while it reads a topic has a group of its own), and those that constants of the Flink in use name. */
    static Set<String> ofTheCode() throws ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Metrics.values()).forEach(metric -> names.add(OPERATOR + "flywheel_" + metric.id()));
        names.add(OPERATOR + "deserializer_flywheel_" + Metrics.SIGNALS_UNREADABLE.id());
        constants(MetricNames.class).forEach(name -> {
            names.add(OPERATOR + name);
            names.add("flink_taskmanager_job_task_" + name);
            names.add("flink_jobmanager_job_" + name);
        });
        constants(Class.forName("org.apache.flink.runtime.checkpoint.DefaultCheckpointStatsTracker"))
                .forEach(name -> names.add("flink_jobmanager_job_" + name));
        return names;
    }

    private static Stream<String> constants(Class<?> type) throws IllegalAccessException {
        Stream.Builder<String> constants = Stream.builder();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                field.setAccessible(true);
                constants.add((String) field.get(null));
            }
        }
        return constants.build();
    }
}
