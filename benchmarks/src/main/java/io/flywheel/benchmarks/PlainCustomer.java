package io.flywheel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered about one customer as public fields, the form in which Flink serializes a class by itself.
 *
 * <p><b>Shape:</b> field by field what the domain's customer state holds, but for the habits and what is remembered of friction; Flink sees POJOs, lists and arrays all the way down.
 */
public final class PlainCustomer {

    public Recent recent = new Recent();
    public List<SignalSum> signals = new ArrayList<>();
    public List<Condition> conditions = new ArrayList<>();
    public List<Revenue> revenue = new ArrayList<>();
    public Marks marks = new Marks();
    /** The habits, in the packed form of the domain: what that saves this form counts for it. */
    public byte[] habits = {};

    /** What is remembered of friction, packed as well. */
    public byte[] frictionMemory = {};

    public long latestAtMillis;

    public Sum fast = new Sum();
    public Sum slow = new Sum();
    public Sum storedPushes = new Sum();
    public Sum storedFriction = new Sum();
    public Sum referrals = new Sum();
    public Sum attract = new Sum();
    public Sum engage = new Sum();
    public Sum delight = new Sum();
    public Latest account = new Latest();
    public Latest segment = new Latest();
    public Latest plan = new Latest();
    public Latest region = new Latest();
    public Latest recommendation = new Latest();
    public long firstSeenAtMillis;
    public long lastSeenAtMillis;
    public long activities;
    public long pushesThousandths;
    public long frictionThousandths;
    public long valueEvents;
    public long alarmAtMillis;

    /** Events taken lately. */
    public static final class Recent {
        public long[] identities = {};
        public int[] fingerprints = {};
        public int[] days = {};
        public int size;
    }

    /** A decayed sum. */
    public static final class Sum {
        public double high;
        public double low;
        public int octave;
    }

    /** The latest text of a field. */
    public static final class Latest {
        public @Nullable String text;
        public long atMillis;
        public long identity;
    }

    /** One kind of signal. */
    public static final class SignalSum {
        public int id;
        public int classIndex;
        public Sum sum = new Sum();
        public int[] days = {};
        public int[] counts = {};
        public int dayCount;
        public List<Heaviest> heaviest = new ArrayList<>();
        public long lastAtMillis;
    }

    /** One of the events that weigh most. */
    public static final class Heaviest {
        public String eventId = "";
        public long atMillis;
        public long weightThousandths;
    }

    /** One condition of one object. */
    public static final class Condition {
        public int ruleId;
        public String objectRef = "";
        public List<Change> changes = new ArrayList<>();
    }

    /** An opening or closing. */
    public static final class Change {
        public long atMillis;
        public boolean opens;
        public String eventId = "";
    }

    /** What was paid in one currency. */
    public static final class Revenue {
        public String currency = "";
        public Sum kept = new Sum();
        public long wonMinor;
        public long refundedMinor;
        public long valueEvents;
    }

    /** What the last days added to each class. */
    public static final class Marks {
        public int[] days = {};
        public int[] slots = {};
        public double[] amounts = {};
        public int size;
    }
}
