package io.flywheel.domain.control;

import io.flywheel.domain.packing.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One version of something that people decided.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; in force from the first moment to before the second, without end if that is null.
 *
 * <p><b>Errors:</b> {@link #checked} throws {@link IllegalArgumentException} for a version below 1, an empty id, and an end that is not after the beginning.
 *
 * <p><b>Source:</b> docs/reference/control.md.
 *
 * @param content what was decided, in the form of the kind
 */
public record ControlRecord(
        ControlKind kind,
        String id,
        int version,
        long effectiveFromMillis,
        @Nullable Long effectiveToMillis,
        String author,
        String content) {

    /** This record, if it is possible. A savepoint may hold records that lack what a later release added, so making one does not check. */
    public ControlRecord checked() {
        if (id.isBlank()) {
            throw new IllegalArgumentException("the id is empty");
        }
        if (version < 1) {
            throw new IllegalArgumentException("the version is " + version + "; versions count from 1");
        }
        if (effectiveToMillis != null && effectiveToMillis <= effectiveFromMillis) {
            throw new IllegalArgumentException("it ends before it begins");
        }
        return this;
    }

    /** What the record is known by in its topic; every version has a key of its own, so that compaction keeps all of them. */
    public String key() {
        return kind.word() + "/" + id + "/" + version;
    }

    /** SHA-256 of the content, 64 hexadecimal digits. */
    public String checksum() {
        return Sha256.hex(content);
    }
}
