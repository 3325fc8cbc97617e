package io.flywheel.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH benchmarks of this module and prints one Markdown table.
 *
 * <p><b>Shape:</b> {@code [pattern...]} narrows to benchmarks whose names it matches.
 */
public final class Microbenchmarks {

    private Microbenchmarks() {}

    public static void main(String[] arguments) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder().verbosity(VerboseMode.SILENT).addProfiler(CpuPerCall.class);
        if (arguments.length == 0) {
            options.include(Microbenchmarks.class.getPackageName());
        }
        for (String pattern : arguments) {
            options.include(pattern);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        System.out.print(Machine.asMarkdown());
        System.out.printf(
                "%n| benchmark | CPU ns/call, median (least to most) | wall ns/call, mean |%n|---|---:|---:|%n");
        results.stream()
                .sorted(Comparator.comparing(result -> result.getParams().getBenchmark()))
                .forEach(Microbenchmarks::print);
    }

    private static void print(RunResult run) {
        String name = run.getParams().getBenchmark().replace(Microbenchmarks.class.getPackageName() + ".", "");
        double[] cpu = run.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .flatMap(iteration ->
                        Stream.ofNullable(iteration.getSecondaryResults().get(CpuPerCall.LABEL)))
                .mapToDouble(result -> result.getScore())
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f (%.0f to %.0f) | %.0f |%n",
                name,
                Medians.of(cpu),
                cpu[0],
                cpu[cpu.length - 1],
                run.getPrimaryResult().getScore());
    }
}
