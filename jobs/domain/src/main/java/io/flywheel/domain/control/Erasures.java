package io.flywheel.domain.control;

import io.flywheel.domain.packing.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who was erased, and from which moment on they may be known again: what happened before it is forgotten and never counted any more.
 *
 * <p>An erasure names nobody: it is known by the SHA-256 of the customer id. So whether somebody is erased takes a hash, which is made only of those with something from before the latest moment of all
 * erasures; while there are none, and once event time has left the latest behind, asking costs one comparison.
 *
 * <p><b>Shape:</b> mutable, grows only; hears records in any order, of one customer the latest moment counts; one instance a subtask, used by its thread alone.
 *
 * <p><b>Units:</b> event time in epoch milliseconds.
 *
 * <p><b>Source:</b> docs/reference/control.md, "Erasures".
 */
public final class Erasures {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, Long> moments = new HashMap<>();
    private long latestMillis = Long.MIN_VALUE;

    /** What the erasure of a customer is known by: SHA-256 of the id in UTF-8, 64 lower-case hexadecimal digits. */
    public static String idOf(String customerId) {
        return Sha256.hex(customerId);
    }

    /** What is wrong with a record of an erasure, in words for who wrote it; null if nothing is. Never repeats the id, which may be a slip that names somebody. */
    public static @Nullable String problem(ControlRecord record, @Nullable ControlRecord before) {
        if (!ID.matcher(record.id()).matches()) {
            return "the id of an erasure must be the SHA-256 of the customer id, 64 lower-case hexadecimal digits, and is something else";
        }
        if (!record.content().isEmpty()) {
            return "an erasure has no content, for it must name nobody";
        }
        if (record.effectiveToMillis() != null) {
            return "an erasure has no end: what is forgotten does not come back";
        }
        if (before != null && record.effectiveFromMillis() < before.effectiveFromMillis()) {
            return "a later version of an erasure may only forget more: it must not begin before version "
                    + before.version();
        }
        return null;
    }

    /** Takes in an accepted record; one of another kind changes nothing. Whether it forgets more than was known. */
    public boolean heard(ControlRecord record) {
        if (record.kind() != ControlKind.ERASURE) {
            return false;
        }
        Long known = moments.get(record.id());
        if (known != null && known >= record.effectiveFromMillis()) {
            return false;
        }
        moments.put(record.id(), record.effectiveFromMillis());
        latestMillis = Math.max(latestMillis, record.effectiveFromMillis());
        return true;
    }

    /** Whether what happened with a customer at a moment is to be forgotten. */
    public boolean isErased(String customerId, long momentMillis) {
        if (momentMillis >= latestMillis) {
            return false;
        }
        Long moment = moments.get(idOf(customerId));
        return moment != null && momentMillis < moment;
    }
}
