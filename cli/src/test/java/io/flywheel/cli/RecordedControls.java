package io.flywheel.cli;

import io.flywheel.local.decisions.Controls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes down what was decided. Who is called nobody is refused. */
final class RecordedControls implements Controls {

    final List<String> asked = new ArrayList<>();

    @Override
    public Published rules(Place place, Path file, @Nullable Instant from, String author) {
        return published("rules", file + " from " + from, author);
    }

    @Override
    public Published setting(Place place, Setting setting, Path file, @Nullable Instant from, String author) {
        return published(setting.name().toLowerCase(Locale.ROOT), file + " from " + from, author);
    }

    @Override
    public List<Version> versions(Place place) {
        asked.add("versions");
        return List.of(
                new Version("catalogue", 2, Console.NOW, null, "ann", "accepted", null),
                new Version("model", 1, Console.NOW, Console.NOW, "bob", "refused", "it is none"));
    }

    @Override
    public Published acknowledge(Place place, String fingerprint, @Nullable Long episode, String author) {
        return published("acknowledgement", fingerprint + "/" + episode, author);
    }

    @Override
    public Published silence(Place place, List<String> matchers, Duration lasts, String author, String comment) {
        return published("silence", matchers + " for " + lasts + " " + comment, author);
    }

    @Override
    public Published endSilence(Place place, String id, String author) {
        return published("silence", "end " + id, author);
    }

    @Override
    public void tail(Place place, Consumer<String> told, BooleanSupplier ends) {
        told.accept("{\"id\":\"f00d-1-2\"}");
    }

    private Published published(String kind, String what, String author) {
        asked.add(kind + ": " + what + " by " + author);
        boolean isRefused = author.equals("nobody");
        return new Published(
                kind,
                "x",
                2,
                Console.NOW,
                null,
                isRefused ? "refused" : "accepted",
                isRefused ? "nobody may decide" : null);
    }
}
