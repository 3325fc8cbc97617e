package io.flywheel.app.decode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The number that tells a duplicate from a conflict: blind to the order of attributes, and to nothing else. */
class FingerprintTest {

    private static final Set<String> IDENTITY = Set.of("event_id", "source");

    private static int fingerprint(EventStream stream, GenericRecord event) throws IOException {
        EventDecoder decoder = new EventDecoder(stream, new BundledSchemas(), Lateness.DEFAULT, 1 << 20, Set.of());
        byte[] value = Written.bytes(new BundledSchemas().idFor("any", event.getSchema()), event);
        return requireNonNull(decoder.decode(value, Written.ARRIVED.toEpochMilli(), 0, 0)
                        .activity())
                .fingerprint();
    }

    private static GenericRecord full(EventStream stream) {
        return Written.generic(Written.full(stream));
    }

    @ParameterizedTest
    @EnumSource
    void changesWithEveryField(EventStream stream) throws IOException {
        int before = fingerprint(stream, full(stream));
        Map<String, Integer> after = new LinkedHashMap<>();
        for (Schema.Field field : full(stream).getSchema().getFields()) {
            if (!IDENTITY.contains(field.name())) {
                GenericRecord changed = full(stream);
                changed.put(field.pos(), changed(field.schema(), changed.get(field.pos())));
                after.put(field.name(), fingerprint(stream, changed));
            }
        }
        assertThat(after).doesNotContainValue(before);
        assertThat(after.values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void isNoneOfTheIdentity(EventStream stream) throws IOException {
        GenericRecord other = full(stream);
        other.put("event_id", "another");
        other.put("source", "another");
        assertThat(fingerprint(stream, other)).isEqualTo(fingerprint(stream, full(stream)));
    }

    /** A click in the corner of the page is not a click at an unknown place. */
    @ParameterizedTest
    @EnumSource
    void tellsAbsentFromNothing(EventStream stream) throws IOException {
        GenericRecord bare = Written.generic(Written.bare(stream));
        int before = fingerprint(stream, bare);
        List<String> looked = new ArrayList<>();
        for (Schema.Field field : bare.getSchema().getFields()) {
            Object nothing = field.schema().isUnion() ? nothing(stated(field.schema())) : null;
            if (nothing != null) {
                GenericRecord stated = Written.generic(Written.bare(stream));
                stated.put(field.pos(), nothing);
                if (field.name().equals("amount_minor")) {
                    stated.put("currency", "EUR");
                }
                assertThat(fingerprint(stream, stated)).as(field.name()).isNotEqualTo(before);
                looked.add(field.name());
            }
        }
        assertThat(looked).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isBlindToTheOrderOfAttributes(EventStream stream) throws IOException {
        GenericRecord event = full(stream);
        List<Integer> found = new ArrayList<>();
        for (List<String> order : List.of(List.of("a", "b", "c"), List.of("c", "b", "a"), List.of("b", "c", "a"))) {
            Map<String, String> attributes = new LinkedHashMap<>();
            order.forEach(name -> attributes.put(name, "value of " + name));
            event.put("attributes", attributes);
            found.add(fingerprint(stream, event));
        }
        assertThat(Set.copyOf(found)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void seesAttributesThatExchangeTheirValues(EventStream stream) throws IOException {
        GenericRecord one = full(stream);
        GenericRecord other = full(stream);
        one.put("attributes", Map.of("from", "basic", "to", "premium"));
        other.put("attributes", Map.of("from", "premium", "to", "basic"));
        assertThat(fingerprint(stream, one)).isNotEqualTo(fingerprint(stream, other));
    }

    @Test
    void tellsClicksApart() throws IOException {
        Map<Integer, String> seen = new HashMap<>();
        SplittableRandom random = new SplittableRandom(7);
        List<String> collisions = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            GenericRecord click = full(EventStream.CLICKSTREAM);
            String place = random.nextInt(1920) + "," + random.nextInt(1080);
            String[] parts = place.split(",", -1);
            click.put("x", Integer.valueOf(parts[0]));
            click.put("y", Integer.valueOf(parts[1]));
            String before = seen.put(fingerprint(EventStream.CLICKSTREAM, click), place);
            if (before != null && !before.equals(place)) {
                collisions.add(before + " and " + place);
            }
        }
        assertThat(collisions).isEmpty();
    }

    private static Schema stated(Schema union) {
        return union.getTypes().get(1);
    }

    private static Object changed(Schema schema, Object value) {
        return switch (schema.getType()) {
            case UNION -> changed(stated(schema), value);
            case STRING -> value.toString().equals("GBP") ? "EUR" : value + "!";
            case INT -> (Integer) value + 1;
            case LONG -> (Long) value + 1;
            case DOUBLE -> (Double) value + 0.5;
            case BOOLEAN -> !(Boolean) value;
            case ENUM -> {
                List<String> symbols = schema.getEnumSymbols();
                int place = schema.getEnumOrdinal(value.toString());
                yield new GenericData.EnumSymbol(schema, symbols.get((place + 1) % symbols.size()));
            }
            case MAP -> {
                Map<Object, Object> more = new HashMap<>((Map<?, ?>) value);
                more.put("one", "more");
                yield more;
            }
            default -> throw new IllegalArgumentException("the contracts have no " + schema.getType());
        };
    }

    /** The value that looks most like none; texts and priorities have none that differs from absent. */
    private static @Nullable Object nothing(Schema schema) {
        return switch (schema.getType()) {
            case INT -> 0;
            case LONG -> 0L;
            case DOUBLE -> 0.0;
            case BOOLEAN -> false;
            default -> null;
        };
    }
}
