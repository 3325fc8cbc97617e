package io.flywheel.app.decode;

import static io.flywheel.domain.activity.RejectReason.EMPTY_VALUE;
import static io.flywheel.domain.activity.RejectReason.INVALID_CUSTOMER;
import static io.flywheel.domain.activity.RejectReason.INVALID_IDENTITY;
import static io.flywheel.domain.activity.RejectReason.INVALID_VALUE;
import static io.flywheel.domain.activity.RejectReason.MALFORMED;
import static io.flywheel.domain.activity.RejectReason.MISSING_CUSTOMER;
import static io.flywheel.domain.activity.RejectReason.NOT_WIRE_FORMAT;
import static io.flywheel.domain.activity.RejectReason.TIMESTAMP_IN_FUTURE;
import static io.flywheel.domain.activity.RejectReason.TIMESTAMP_OUT_OF_RANGE;
import static io.flywheel.domain.activity.RejectReason.TOO_LARGE;
import static io.flywheel.domain.activity.RejectReason.TRAILING_BYTES;
import static io.flywheel.domain.activity.RejectReason.UNKNOWN_SCHEMA;
import static io.flywheel.domain.activity.RejectReason.WRONG_SCHEMA;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Records that a pipeline meets sooner or later, each with what must become of it. */
final class PoisonCorpus {

    /** A value at the limit of what can be taken must be taken. */
    static final @Nullable RejectReason ACCEPTED = null;

    private static final long ARRIVED = Written.ARRIVED.toEpochMilli();
    private static final int UNKNOWN_ID = 4711;

    private final EventStream stream;
    private final Schema writer;
    private final int id;
    private final List<Poison> corpus = new ArrayList<>();

    /** One record: its name, its bytes, when it arrived, and the reason for which it is refused, or none. */
    record Poison(
            String name,
            @SuppressWarnings("ArrayRecordComponent") byte @Nullable [] value,
            long arrivedAtMillis,
            @Nullable RejectReason expected) {

        @Override
        public String toString() {
            return name;
        }
    }

    private PoisonCorpus(EventStream stream, Schema writer, int id) {
        this.stream = stream;
        this.writer = writer;
        this.id = id;
    }

    /** All of them for a stream, as a producer with this schema under this id writes them. */
    static List<Poison> of(EventStream stream, Schema writer, int id) {
        PoisonCorpus poison = new PoisonCorpus(stream, writer, id);
        poison.envelopes();
        poison.statedLengths();
        poison.places();
        poison.customers();
        poison.identities();
        poison.texts();
        poison.times();
        switch (stream) {
            case CLICKSTREAM -> poison.clicks();
            case DEALS -> poison.deals();
            case SUPPORT -> poison.support();
        }
        return poison.corpus;
    }

    private GenericRecord good() {
        return Written.generic(Written.full(stream), writer);
    }

    private byte[] goodBytes() {
        return Written.bytes(id, good());
    }

    private void add(String name, byte @Nullable [] value, @Nullable RejectReason expected) {
        corpus.add(new Poison(name, value, ARRIVED, expected));
    }

    private void add(String field, @Nullable Object value, String name, @Nullable RejectReason expected) {
        GenericRecord event = good();
        event.put(field, value);
        add(field + ": " + name, Written.bytes(id, event), expected);
    }

    private void envelopes() {
        byte[] good = goodBytes();
        add("good", good, ACCEPTED);
        add("null", null, EMPTY_VALUE);
        add("empty", new byte[0], EMPTY_VALUE);
        add("one byte 0", new byte[1], NOT_WIRE_FORMAT);
        add("one byte 1", new byte[] {1}, NOT_WIRE_FORMAT);
        byte[] magic = good.clone();
        magic[0] = 1;
        add("magic byte 1", magic, NOT_WIRE_FORMAT);
        add("JSON", "{\"event_id\": \"e-1\"}".getBytes(StandardCharsets.UTF_8), NOT_WIRE_FORMAT);
        for (int other = 1; other <= 6; other++) {
            if (other != stream.ordinal() + 1) {
                add("id of another contract, " + other, withId(good, other), WRONG_SCHEMA);
            }
        }
        for (int unknown : new int[] {0, UNKNOWN_ID, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            add("unknown id " + unknown, withId(good, unknown), UNKNOWN_SCHEMA);
        }
        for (int length = 1; length < good.length; length++) {
            add(
                    "cut after " + length + " bytes",
                    Arrays.copyOf(good, length),
                    length < 5 ? NOT_WIRE_FORMAT : MALFORMED);
        }
        add("three bytes too many", Written.joined(good, new byte[3]), TRAILING_BYTES);
        add("twice in one", Written.joined(good, Arrays.copyOfRange(good, 5, good.length)), TRAILING_BYTES);
        GenericRecord large = good();
        large.put("attributes", Map.of("padding", "x".repeat(10 << 20)));
        add("10 MB", Written.bytes(id, large), TOO_LARGE);
    }

    private static byte[] withId(byte[] value, int id) {
        return Written.joined(Written.opened(id), Arrays.copyOfRange(value, 5, value.length));
    }

    private void statedLengths() {
        byte[] some = "some text".getBytes(StandardCharsets.UTF_8);
        for (Schema.Field field : writer.getFields()) {
            Schema stated = field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
            if (stated.getType() == Schema.Type.STRING) {
                for (long length : new long[] {1L << 31, Integer.MAX_VALUE, -1, Long.MAX_VALUE, Long.MIN_VALUE, 10}) {
                    byte[] before = Written.bytesBefore(field.name(), id, good());
                    byte[] number = field.schema().isUnion() ? Written.numbers(1, length) : Written.numbers(length);
                    add(
                            field.name() + " of " + length + " characters",
                            Written.joined(Written.joined(before, number), some),
                            MALFORMED);
                }
            }
        }
        byte[] before = Written.bytesBefore("attributes", id, good());
        for (long count : new long[] {1L << 31, Integer.MAX_VALUE, 2, Long.MAX_VALUE}) {
            add("attributes of " + count, Written.joined(before, Written.numbers(count, 0)), MALFORMED);
        }
        for (long count : new long[] {-(1L << 31), -2, Long.MIN_VALUE}) {
            add("attributes of " + count, Written.joined(before, Written.numbers(count, 8, 0)), MALFORMED);
        }
    }

    /** Branches of unions and symbols of enums that are not there, and numbers that do not end. */
    private void places() {
        for (Schema.Field field : writer.getFields()) {
            long places = field.schema().isUnion()
                    ? 2
                    : field.schema().getType() == Schema.Type.ENUM
                            ? field.schema().getEnumSymbols().size()
                            : -1;
            if (places > 0) {
                for (long place : new long[] {places, -1, 1L << 32, Long.MAX_VALUE}) {
                    byte[] before = Written.bytesBefore(field.name(), id, good());
                    add(
                            field.name() + " at place " + place,
                            Written.joined(before, Written.numbers(place, 0, 0, 0, 0, 0, 0, 0, 0)),
                            MALFORMED);
                }
            }
        }
        byte[] endless = new byte[32];
        Arrays.fill(endless, (byte) 0xFF);
        add("a number without an end", Written.joined(Written.opened(id), endless), MALFORMED);
        add(
                "occurred_at without an end",
                Written.joined(Written.bytesBefore("occurred_at", id, good()), endless),
                MALFORMED);
    }

    private void customers() {
        add("customer_id", "", "empty", MISSING_CUSTOMER);
        add("customer_id", " \t ", "blank", MISSING_CUSTOMER);
        add("customer_id", "c".repeat(128), "128 characters", ACCEPTED);
        add("customer_id", "c".repeat(129), "129 characters", INVALID_CUSTOMER);
        add("customer_id", "c".repeat(10 << 10), "10 kB", INVALID_CUSTOMER);
        add("customer_id", "👩‍🚀🧑🏽‍🔧", "emoji", ACCEPTED);
        add("customer_id", "עברית \u202Eabc\u202C", "right to left", ACCEPTED);
        add(
                "customer_id",
                new Utf8(new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80}),
                "lone surrogate",
                INVALID_CUSTOMER);
        add("customer_id", new Utf8(new byte[] {(byte) 0xC3, (byte) 0x28}), "no UTF-8", INVALID_CUSTOMER);
        add("customer_id", "a\0b", "NUL", INVALID_CUSTOMER);
        add("customer_id", "a\nb", "line break", INVALID_CUSTOMER);
        add("customer_id", "a\u0085b", "control character beyond ASCII", INVALID_CUSTOMER);
        add("customer_id", "'); DROP TABLE flywheel.customer_momentum; --", "SQL", ACCEPTED);
        add("customer_id", "a\\tb\\N,\"c\"|d", "separators", ACCEPTED);
    }

    private void identities() {
        for (Map.Entry<String, Integer> field :
                Map.of("event_id", 256, "source", 128).entrySet()) {
            int longest = field.getValue();
            add(field.getKey(), "", "empty", INVALID_IDENTITY);
            add(field.getKey(), "i".repeat(longest), "longest", ACCEPTED);
            add(field.getKey(), "i".repeat(longest + 1), "too long", INVALID_IDENTITY);
            add(field.getKey(), "a\0b", "NUL", INVALID_IDENTITY);
            add(field.getKey(), "\uFFFD", "replacement character", INVALID_IDENTITY);
        }
    }

    private void texts() {
        for (String field :
                List.of("account_id", "channel", "campaign", "content", "page", "target", "region", "plan")) {
            add(field, "t".repeat(1024), "1,024 characters", ACCEPTED);
            add(field, "t".repeat(1025), "1,025 characters", INVALID_VALUE);
            add(field, "a\0b", "NUL", INVALID_VALUE);
        }
        add("page", new Utf8(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}), "lone surrogate", ACCEPTED);
        add("attributes", Map.of("note", "a\0b"), "NUL where nobody looks", ACCEPTED);
        add("attributes", Map.of("kept", "a\0b"), "NUL in one that is kept", INVALID_VALUE);
        add("attributes", Map.of("kept", "k".repeat(1025)), "1,025 characters in one that is kept", INVALID_VALUE);
        add("attributes", Map.of("", ""), "without name and value", ACCEPTED);
    }

    private void times() {
        long now = Written.OCCURRED.toEpochMilli();
        long year9999 = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
        add("occurred_at", year9999, "year 9999", TIMESTAMP_IN_FUTURE);
        add("occurred_at", Long.MAX_VALUE, "greatest", TIMESTAMP_IN_FUTURE);
        add("occurred_at", now * 1000, "microseconds", TIMESTAMP_IN_FUTURE);
        add("occurred_at", now / 1000, "seconds", TIMESTAMP_OUT_OF_RANGE);
        add("occurred_at", Long.MIN_VALUE, "least", TIMESTAMP_OUT_OF_RANGE);
        add("occurred_at", -1L, "-1", TIMESTAMP_OUT_OF_RANGE);
        add("occurred_at", 0L, "0", TIMESTAMP_OUT_OF_RANGE);
        for (long arrival : new long[] {Long.MIN_VALUE, -1, 0, now / 1000, now * 1000, year9999, Long.MAX_VALUE}) {
            corpus.add(new Poison("arrival: " + arrival, goodBytes(), arrival, TIMESTAMP_OUT_OF_RANGE));
        }
    }

    private void clicks() {
        add("duration_ms", -1L, "negative", INVALID_VALUE);
        add("duration_ms", Long.MIN_VALUE, "least", INVALID_VALUE);
        add("duration_ms", Long.MAX_VALUE, "greatest", INVALID_VALUE);
        add("duration_ms", 0L, "0", ACCEPTED);
        add("count", 0, "0", INVALID_VALUE);
        add("count", -5, "negative", INVALID_VALUE);
        add("count", 1_000_000, "at the limit", ACCEPTED);
        add("count", 1_000_001, "beyond the limit", INVALID_VALUE);
        add("x", Integer.MIN_VALUE, "least", ACCEPTED);
        add("y", Integer.MAX_VALUE, "greatest", ACCEPTED);
        byte[] wide = Written.joined(Written.bytesBefore("x", id, good()), Written.numbers(1, 1L << 33, 0, 0, 1));
        add("x: no 32 bits", wide, MALFORMED);
    }

    private void deals() {
        add("amount_minor", -1L, "negative", INVALID_VALUE);
        add("amount_minor", Long.MIN_VALUE, "least", INVALID_VALUE);
        add("amount_minor", Long.MAX_VALUE, "would overflow a sum", INVALID_VALUE);
        add("amount_minor", 1_000_000_000_000_000L, "at the limit", ACCEPTED);
        add("amount_minor", 1_000_000_000_000_001L, "beyond the limit", INVALID_VALUE);
        add("amount_minor", 0L, "0", ACCEPTED);
        add("amount_minor", null, "none, with a currency", ACCEPTED);
        add("currency", null, "none", INVALID_VALUE);
        for (String currency : List.of("", "eur", "EURO", "EU", "€€€", "E R", "ÄÖÜ")) {
            add("currency", currency, "'" + currency + "'", INVALID_VALUE);
        }
        add("expected_close_on", Integer.MIN_VALUE, "least", ACCEPTED);
        add("deal_id", "d".repeat(1025), "1,025 characters", INVALID_VALUE);
        add("stage", "a\0b", "NUL", INVALID_VALUE);
    }

    private void support() {
        add("score", Double.NaN, "no number", INVALID_VALUE);
        add("score", Double.POSITIVE_INFINITY, "infinite", INVALID_VALUE);
        add("score", Double.NEGATIVE_INFINITY, "negative infinite", INVALID_VALUE);
        add("score", -0.0, "negative zero", ACCEPTED);
        add("score", Double.MAX_VALUE, "greatest", ACCEPTED);
        for (String field : List.of("wait_s", "talk_s", "hold_s")) {
            add(field, -1L, "negative", INVALID_VALUE);
            add(field, Long.MIN_VALUE, "least", INVALID_VALUE);
            add(field, Long.MAX_VALUE, "greatest", INVALID_VALUE);
            add(field, 0L, "0", ACCEPTED);
        }
        add("transfers", -1, "negative", INVALID_VALUE);
        add("transfers", Integer.MAX_VALUE, "greatest", INVALID_VALUE);
        add("transfers", 10_000, "at the limit", ACCEPTED);
        add("team", "a\0b", "NUL", INVALID_VALUE);
    }
}
