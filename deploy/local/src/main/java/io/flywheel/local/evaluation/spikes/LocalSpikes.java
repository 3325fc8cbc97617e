package io.flywheel.local.evaluation.spikes;

import io.flywheel.domain.spike.SpikeSettings;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evaluates the detector of spikes in this process: with its built-in settings, the same for every series. */
public final class LocalSpikes implements EvaluateSpikes {

    private static final String SUFFIX = ".csv";

    private final Alerter detector = Alerter.detector(SpikeSettings.DEFAULT);
    private final Map<String, Alerter> baselines = Alerter.baselines();

    @Override
    public SpikeEvaluation evaluate(Path folder, Path labels) {
        Map<String, List<Window>> windows = LabelWindows.read(labels);
        Map<String, Path> unlabelled = files(folder);
        RandomAlerter random = new RandomAlerter();
        Tally all = new Tally("all");
        TreeMap<String, Tally> groups = new TreeMap<>();
        List<SpikeEvaluation.Series> judged = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : windows.keySet().stream().sorted().toList()) {
            Path file = taken(name, unlabelled);
            if (file == null) {
                missing.add(name);
                continue;
            }
            RecordedSeries series = SeriesFile.read(file, name);
            List<Window> wrong = windows.getOrDefault(name, List.of());
            long[] alerts = detector.alerts(series);
            Tally own = new Tally(name);
            own.add(series, wrong, alerts, random.judge(series, wrong, alerts.length), baselines);
            judged.add(judged(series, own, alerts));
            all.add(own);
            groups.computeIfAbsent(folderOf(name), Tally::new).add(own);
        }
        if (judged.isEmpty()) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "nothing can be judged",
                    labels + " names " + windows.size() + " series, and none is a CSV file of " + folder,
                    "name the folder from which the paths in the labels count");
        }
        return new SpikeEvaluation(
                all.total(),
                groups.values().stream().map(Tally::total).toList(),
                judged,
                List.copyOf(unlabelled.keySet()),
                missing);
    }

    private static SpikeEvaluation.Series judged(RecordedSeries series, Tally own, long[] alerts) {
        return new SpikeEvaluation.Series(
                series.name(),
                series.kind().name().toLowerCase(Locale.ROOT),
                series.points().size(),
                series.skippedRows(),
                series.duplicateRows(),
                series.days(),
                own.comparison(),
                Arrays.stream(alerts).mapToObj(Instant::ofEpochMilli).toList());
    }

    private static String folderOf(String name) {
        int end = name.lastIndexOf('/');
        return end < 0 ? "." : name.substring(0, end);
    }

    /** CSV files by their path from the folder on. */
    private static Map<String, Path> files(Path folder) {
        TreeMap<String, Path> files = new TreeMap<>();
        try {
            Path root = folder.toRealPath();
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(file -> file.getFileName()
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .endsWith(SUFFIX))
                        .filter(Files::isRegularFile)
                        .forEach(file -> files.put(slashed(root.relativize(file)), file));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the folder " + folder + " can not be read",
                    Failure.wordsOf(e),
                    "name a folder that exists and that this user may read",
                    e);
        }
        return files;
    }

    /** Takes the file that a name of the labels means: by its path from the folder on, or else by the end of its whole path; null for none. */
    private static @Nullable Path taken(String name, Map<String, Path> files) {
        Path exact = files.remove(name);
        if (exact != null) {
            return exact;
        }
        List<String> ending = files.entrySet().stream()
                .filter(file -> slashed(file.getValue()).endsWith("/" + name))
                .map(Map.Entry::getKey)
                .toList();
        if (ending.size() > 1) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the series " + name + " is not the only one of its name",
                    "it may be any of " + ending,
                    "name the folder from which the paths in the labels count");
        }
        return ending.isEmpty() ? null : files.remove(ending.get(0));
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
