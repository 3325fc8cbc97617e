package io.flywheel.domain.customer;

/**
 * The identity of an event, source and event id, in 64 bits.
 *
 * <p>Two different events of one customer within the horizon of duplicates would have to collide to be mistaken for each other: among a million of them the
 * chance is 3 in 100 million. FNV-1a over both texts with a separator, mixed by the finalizer of MurmurHash3. Persisted: never changed.
 */
public final class EventIdentity {

    private static final long OFFSET = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private EventIdentity() {}

    public static long of(String source, String eventId) {
        long hash = fold(OFFSET, source);
        hash = (hash ^ 0x1F) * PRIME;
        return mix(fold(hash, eventId));
    }

    private static long fold(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    private static long mix(long hash) {
        long mixed = hash;
        mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
