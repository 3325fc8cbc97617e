package io.flywheel.local.evaluation.spikes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads which spans of which series are incidents: a JSON object from the path of a series to a list of pairs of begin and end.
 *
 * <p><b>Errors:</b> {@link Failure} for a file that is not in this form.
 */
final class LabelWindows {

    private final Path file;

    private LabelWindows(Path file) {
        this.file = file;
    }

    static Map<String, List<Window>> read(Path file) {
        return new LabelWindows(file).read();
    }

    private Map<String, List<Window>> read() {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw unreadable("it is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw unreadable(Failure.wordsOf(e), e);
        }
        if (!root.isObject()) {
            throw unreadable("it is no JSON object", null);
        }
        Map<String, List<Window>> windows = new LinkedHashMap<>();
        root.properties().forEach(series -> windows.put(series.getKey(), windows(series.getKey(), series.getValue())));
        return windows;
    }

    private List<Window> windows(String series, JsonNode list) {
        if (!list.isArray()) {
            throw unreadable(series + " has no list of windows", null);
        }
        List<Window> windows = new ArrayList<>();
        for (JsonNode pair : list) {
            OptionalLong begin = SeriesTimes.millis(pair.path(0).asText());
            OptionalLong end = SeriesTimes.millis(pair.path(1).asText());
            if (pair.size() != 2 || begin.isEmpty() || end.isEmpty() || begin.getAsLong() > end.getAsLong()) {
                throw unreadable(series + " has a window that is no pair of begin and end: " + pair, null);
            }
            windows.add(new Window(begin.getAsLong(), end.getAsLong()));
        }
        return windows;
    }

    private Failure unreadable(String why, @Nullable Exception cause) {
        return new Failure(
                ErrorCode.INPUT_UNREADABLE,
                "the labels " + file + " can not be read",
                why,
                "give a JSON object such as {\"folder/series.csv\": [[\"2026-01-05 10:00:00\", \"2026-01-05 16:00:00\"]]}",
                cause);
    }
}
