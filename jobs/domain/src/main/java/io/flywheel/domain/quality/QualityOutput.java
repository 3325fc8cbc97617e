package io.flywheel.domain.quality;

import org.jspecify.annotations.Nullable;

/** What the quality stop sends to the tables, in order: a window, or the progress made. Exactly one of the two is present. */
public record QualityOutput(
        @Nullable QualityWindow window, @Nullable Progress progress) {

    public static QualityOutput of(QualityWindow window) {
        return new QualityOutput(window, null);
    }

    public static QualityOutput of(Progress progress) {
        return new QualityOutput(null, progress);
    }
}
