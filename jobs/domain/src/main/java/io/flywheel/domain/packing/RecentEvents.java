package io.flywheel.domain.packing;

/**
 * Which events of a customer were taken lately, so that one sent twice counts once.
 *
 * <p><b>Shape:</b> an open-addressing set of 64-bit identities with the fingerprint of the content and the day of arrival; one row of three arrays, no object an event.
 *
 * <p><b>Units:</b> days are UTC days since the epoch.
 *
 * <p><b>Source:</b> docs/decisions/0006-customer-state.md.
 */
public final class RecentEvents {

    private static final int SMALLEST = 4;
    private static final int LEAST_BYTES = Long.BYTES + Integer.BYTES + 1;

    private long[] identities;
    private int[] fingerprints;
    private int[] days;
    private int size;

    public RecentEvents() {
        this(SMALLEST);
    }

    private RecentEvents(int capacity) {
        identities = new long[capacity];
        fingerprints = new int[capacity];
        days = new int[capacity];
    }

    /** Place of an identity, or -1 - place where it belongs. */
    public int find(long identity) {
        long key = keyOf(identity);
        int mask = identities.length - 1;
        int place = Long.hashCode(key * 0x9E3779B97F4A7C15L) & mask;
        while (identities[place] != 0) {
            if (identities[place] == key) {
                return place;
            }
            place = (place + 1) & mask;
        }
        return -1 - place;
    }

    public int fingerprintAt(int place) {
        return fingerprints[place];
    }

    /** Remembers an identity that {@link #find} did not find; {@code missing} is what it answered. */
    public void add(long identity, int missing, int fingerprint, int day) {
        put(-1 - missing, keyOf(identity), fingerprint, day);
        if (++size * 4 > identities.length * 3) {
            rebuild(identities.length * 2, Integer.MIN_VALUE);
        }
    }

    /** Forgets events that arrived before a day. */
    public void forgetBefore(int day) {
        int kept = 0;
        for (int i = 0; i < identities.length; i++) {
            if (identities[i] != 0 && days[i] >= day) {
                kept++;
            }
        }
        if (kept < size) {
            rebuild(capacityFor(kept), day);
        }
    }

    public int size() {
        return size;
    }

    /** Writes runs of neighbours from their beginning, so that reading puts each identity back where it was and the same set has the same bytes. */
    public void write(StateWriter out) {
        out.putCount(size);
        int mask = identities.length - 1;
        int free = 0;
        while (identities[free] != 0) {
            free++;
        }
        for (int i = 1; i <= mask; i++) {
            int place = (free + i) & mask;
            if (identities[place] != 0) {
                out.putLong(identities[place]);
                out.putInt(fingerprints[place]);
                out.putSigned(days[place]);
            }
        }
    }

    public static RecentEvents read(StateReader in) {
        int count = in.getCountOf(LEAST_BYTES);
        RecentEvents events = new RecentEvents(capacityFor(count));
        for (int i = 0; i < count; i++) {
            long identity = in.getLong();
            events.add(identity, events.find(identity), in.getInt(), (int) in.getSigned());
        }
        return events;
    }

    private static int capacityFor(int count) {
        int capacity = SMALLEST;
        while (count * 4 > capacity * 3) {
            capacity *= 2;
        }
        return capacity;
    }

    private void rebuild(int capacity, int fromDay) {
        long[] oldIdentities = identities;
        int[] oldFingerprints = fingerprints;
        int[] oldDays = days;
        identities = new long[capacity];
        fingerprints = new int[capacity];
        days = new int[capacity];
        size = 0;
        for (int i = 0; i < oldIdentities.length; i++) {
            if (oldIdentities[i] != 0 && oldDays[i] >= fromDay) {
                put(-1 - find(oldIdentities[i]), oldIdentities[i], oldFingerprints[i], oldDays[i]);
                size++;
            }
        }
    }

    private void put(int place, long key, int fingerprint, int day) {
        identities[place] = key;
        fingerprints[place] = fingerprint;
        days[place] = day;
    }

    /** Zero marks a free place, so the identity zero is moved beside it. */
    private static long keyOf(long identity) {
        return identity == 0 ? 1 : identity;
    }
}
