package io.flywheel.domain.customer;

/**
 * Which events of a customer were taken lately, so that one sent twice counts once.
 *
 * <p><b>Shape:</b> an open-addressing set of 64-bit identities with the fingerprint of the content and the day of arrival; one row of three arrays, no object an event.
 *
 * <p><b>Units:</b> days are UTC days since the epoch.
 *
 * <p><b>Source:</b> docs/decisions/0006-customer-state.md.
 */
final class RecentEvents {

    private static final int SMALLEST = 4;

    private long[] identities = new long[SMALLEST];
    private int[] fingerprints = new int[SMALLEST];
    private int[] days = new int[SMALLEST];
    private int size;

    /** Place of an identity, or -1 - place where it belongs. */
    int find(long identity) {
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

    int fingerprintAt(int place) {
        return fingerprints[place];
    }

    /** Remembers an identity that {@link #find} did not find; {@code missing} is what it answered. */
    void add(long identity, int missing, int fingerprint, int day) {
        put(-1 - missing, keyOf(identity), fingerprint, day);
        if (++size * 4 > identities.length * 3) {
            rebuild(identities.length * 2, Integer.MIN_VALUE);
        }
    }

    /** Forgets events that arrived before a day. */
    void forgetBefore(int day) {
        int kept = 0;
        for (int i = 0; i < identities.length; i++) {
            if (identities[i] != 0 && days[i] >= day) {
                kept++;
            }
        }
        if (kept < size) {
            int capacity = SMALLEST;
            while (kept * 4 > capacity * 3) {
                capacity *= 2;
            }
            rebuild(capacity, day);
        }
    }

    int size() {
        return size;
    }

    void write(StateWriter out) {
        out.putCount(size);
        for (int i = 0; i < identities.length; i++) {
            if (identities[i] != 0) {
                out.putLong(identities[i]);
                out.putInt(fingerprints[i]);
                out.putSigned(days[i]);
            }
        }
    }

    static RecentEvents read(StateReader in) {
        RecentEvents events = new RecentEvents();
        int count = in.getCount();
        for (int i = 0; i < count; i++) {
            long identity = in.getLong();
            events.add(identity, events.find(identity), in.getInt(), (int) in.getSigned());
        }
        return events;
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
