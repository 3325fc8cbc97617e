package io.flywheel.benchmarks;

import io.flywheel.domain.customer.CustomerUpdate;
import java.nio.charset.StandardCharsets;

/** A 64-bit hash of everything a row says: every text, count, time and double to the last bit. */
final class RowHash {

    private static final long OFFSET = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private RowHash() {}

    /** Records print all their components, doubles in the shortest form that no other double has. */
    static long of(CustomerUpdate update) {
        long hash = OFFSET;
        for (byte character : update.toString().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ character) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        return hash ^ hash >>> 33;
    }
}
