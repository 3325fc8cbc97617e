package io.flywheel.cli;

import io.flywheel.local.Controls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes every decision as the first of its kind. */
final class RecordedControls implements Controls {

    private static Published accepted(String kind, String id) {
        return new Published(kind, id, 1, Console.NOW, null, "accepted", null);
    }

    @Override
    public Published rules(Place place, Path file, @Nullable Instant from, String author) {
        return accepted("rules", "rules");
    }

    @Override
    public Published acknowledge(Place place, String fingerprint, @Nullable Long episode, String author) {
        return accepted("acknowledgement", fingerprint);
    }

    @Override
    public Published silence(Place place, List<String> matchers, Duration lasts, String author, String comment) {
        return accepted("silence", "s1");
    }

    @Override
    public Published endSilence(Place place, String id, String author) {
        return accepted("silence", id);
    }

    @Override
    public void tail(Place place, Consumer<String> told, BooleanSupplier ends) {
        told.accept("{}");
    }
}
