package io.flywheel.pipeline.wheel;

import io.flywheel.domain.quality.Progress;
import org.jspecify.annotations.Nullable;

/**
 * A cell as it is now, or how far the stop has come.
 *
 * <p><b>Shape:</b> {@code content} is packed by the {@link CellRules} of the table and null beside progress; {@code revision} counts changes after the cell's end.
 */
@SuppressWarnings("ArrayRecordComponent") // packed content, handed on and never compared
public record CellRow(
        String series,
        long cell,
        byte @Nullable [] content,
        int revision,
        boolean isFinal,
        @Nullable Progress progress) {

    static CellRow of(String series, long cell, byte[] content, int revision, boolean isFinal) {
        return new CellRow(series, cell, content, revision, isFinal, null);
    }

    static CellRow of(Progress progress) {
        return new CellRow("", 0, null, 0, false, progress);
    }
}
