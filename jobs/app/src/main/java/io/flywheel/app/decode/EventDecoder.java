package io.flywheel.app.decode;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.LateRecord;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.domain.activity.Verdict;
import io.flywheel.pipeline.intake.Inbound;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Turns one record of a topic into an activity, a late record, or a refusal with its reason.
 *
 * <p>Reads the fields straight from the bytes when they were written with our own schema, which is nearly always; a record written with another version is first rewritten to ours.
 *
 * <p><b>Shape:</b> one instance a subtask and topic, one thread. It never throws because of what a record holds.
 *
 * <p><b>Errors:</b> {@link IOException} only if the registry can not be asked.
 *
 * <p><b>Source:</b> docs/reference/events.md; docs/decisions/0004-typed-contracts-and-wire-format.md.
 */
public final class EventDecoder {

    private static final int HEADER = 5;
    private static final Set<String> CUSTOM_ATTRIBUTES = Set.of("name");
    private static final Set<String> RETURN_ATTRIBUTES = Set.of("amount_minor", "currency");

    private final EventBody body;
    private final WriterSchemas schemas;
    private final Lateness lateness;
    private final int greatestSize;
    private final Set<String> keptAttributes;
    private final ActivityKind[] kinds;
    private final FieldReader in = new FieldReader();
    private final Fingerprint print = new Fingerprint();
    private final String ownForm;
    /** What to do with records of a schema id; nothing, if they are written like ours. */
    private final Map<Integer, Optional<SchemaUpgrade>> upgrades = new HashMap<>();

    /** The id seen last of those that are written like ours; at first one that no record can have. */
    private long ownId = Long.MIN_VALUE;

    public EventDecoder(
            EventStream stream,
            WriterSchemas schemas,
            Lateness lateness,
            int greatestSize,
            Set<String> keptAttributes) {
        this.body = EventBody.of(stream);
        this.schemas = schemas;
        this.lateness = lateness;
        this.greatestSize = greatestSize;
        this.keptAttributes = keptAttributes;
        this.kinds = kinds(body);
        this.ownForm = SchemaNormalization.toParsingForm(body.schema());
    }

    private static ActivityKind[] kinds(EventBody body) {
        List<String> symbols = body.schema().getField("type").schema().getEnumSymbols();
        ActivityKind[] kinds = new ActivityKind[symbols.size()];
        for (int i = 0; i < kinds.length; i++) {
            ActivityKind kind = ActivityKind.of(body.stream(), symbols.get(i));
            if (kind == null) {
                throw new IllegalStateException("the contract of "
                        + body.stream().word() + " knows the type " + symbols.get(i) + ", the domain does not");
            }
            kinds[i] = kind;
        }
        return kinds;
    }

    /** Decodes the value of the record at this place, which arrived at this time. */
    public Inbound decode(byte @Nullable [] value, long arrivedAtMillis, int partition, long offset)
            throws IOException {
        try {
            Activity activity = read(value, arrivedAtMillis, partition, offset);
            Verdict verdict = lateness.judge(activity.occurredAtMillis(), arrivedAtMillis);
            return switch (verdict) {
                case ON_TIME -> Inbound.of(activity);
                case LATE ->
                    Inbound.of(new LateRecord(
                            body.stream(),
                            activity.customerId(),
                            partition,
                            offset,
                            arrivedAtMillis,
                            value == null ? new byte[0] : value));
                case IN_FUTURE ->
                    throw new RefusedException(
                            RejectReason.TIMESTAMP_IN_FUTURE,
                            "occurred_at lies " + (activity.occurredAtMillis() - arrivedAtMillis)
                                    + " ms after the arrival; " + lateness.futureMillis() + " are tolerated");
                case OUT_OF_RANGE ->
                    throw new RefusedException(
                            RejectReason.TIMESTAMP_OUT_OF_RANGE,
                            "occurred_at or the record's own timestamp can not be a time of this pipeline");
            };
        } catch (RefusedException e) {
            return Inbound.of(RefusalOf.record(body.stream(), e, value, arrivedAtMillis, partition, offset));
        }
    }

    private Activity read(byte @Nullable [] value, long arrivedAtMillis, int partition, long offset)
            throws RefusedException, IOException {
        if (value == null || value.length == 0) {
            throw new RefusedException(
                    RejectReason.EMPTY_VALUE, value == null ? "the value is null" : "the value is empty");
        }
        if (value.length > greatestSize) {
            throw new RefusedException(
                    RejectReason.TOO_LARGE, "the value has " + value.length + " bytes, more than " + greatestSize);
        }
        if (value.length < HEADER || value[0] != 0) {
            throw new RefusedException(
                    RejectReason.NOT_WIRE_FORMAT, "expected the byte 0 and four bytes of schema id first");
        }
        int id = (value[1] & 0xFF) << 24 | (value[2] & 0xFF) << 16 | (value[3] & 0xFF) << 8 | value[4] & 0xFF;
        open(value, id);
        Activity activity = fields(arrivedAtMillis, partition, offset);
        if (!in.isAtEnd()) {
            throw new RefusedException(RejectReason.TRAILING_BYTES, "bytes are left over after the last field");
        }
        return activity;
    }

    private void open(byte[] value, int id) throws RefusedException, IOException {
        if (id != ownId) {
            Optional<SchemaUpgrade> upgrade = upgrades.get(id);
            if (upgrade == null) {
                upgrade = upgradeFrom(id);
                upgrades.put(id, upgrade);
            }
            if (upgrade.isPresent()) {
                byte[] upgraded = upgrade.get().apply(value, HEADER);
                in.open(upgraded, 0, upgraded.length);
                return;
            }
            ownId = id;
        }
        in.open(value, HEADER, value.length - HEADER);
    }

    private Optional<SchemaUpgrade> upgradeFrom(int id) throws RefusedException, IOException {
        Schema writer = schemas.find(id)
                .orElseThrow(() ->
                        new RefusedException(RejectReason.UNKNOWN_SCHEMA, "no Avro schema is known by the id " + id));
        if (!writer.getFullName().equals(body.schema().getFullName())) {
            throw new RefusedException(
                    RejectReason.WRONG_SCHEMA,
                    "schema id " + id + " is " + writer.getFullName() + ", this topic carries "
                            + body.schema().getFullName());
        }
        // Docs, defaults and the hints of code generators do not change how bytes are read.
        return SchemaNormalization.toParsingForm(writer).equals(ownForm)
                ? Optional.empty()
                : Optional.of(new SchemaUpgrade(writer, body.schema()));
    }

    private Activity fields(long arrivedAtMillis, int partition, long offset) throws RefusedException {
        print.reset();
        Activity.Builder activity = Activity.builder()
                .arrivedAtMillis(arrivedAtMillis)
                .partition(partition)
                .offset(offset);
        String eventId = in.text("event_id");
        String source = in.text("source");
        long occurredAt = in.number("occurred_at");
        String customerId = in.text("customer_id");
        String anonymousId = in.optionalText("anonymous_id");
        String accountId = in.optionalText("account_id");
        String sessionId = in.optionalText("session_id");
        int actor = in.symbol("actor", Actor.values().length);
        ActivityKind kind = kinds[in.symbol("type", kinds.length)];
        activity.eventId(eventId)
                .source(source)
                .occurredAtMillis(occurredAt)
                .customerId(customerId)
                .kind(kind);
        activity.actor(ACTORS[actor])
                .accountId(Checks.text("account_id", accountId))
                .sessionId(Checks.text("session_id", sessionId));
        print.add(occurredAt);
        print.add(customerId);
        print.add(kind.type());
        print.add(actor);
        print.add(anonymousId);
        print.add(accountId);
        print.add(sessionId);
        dimensions(activity);
        Map<String, String> attributes = attributes(kind);
        body.read(in, kind, activity, print, attributes);
        activity.attributes(attributes).fingerprint(print.value());
        Checks.customer(customerId);
        Checks.identity("event_id", eventId, Checks.LONGEST_EVENT_ID);
        Checks.identity("source", source, Checks.LONGEST_SOURCE);
        return activity.build();
    }

    private void dimensions(Activity.Builder activity) throws RefusedException {
        activity.channel(dimension("channel"))
                .campaign(dimension("campaign"))
                .content(dimension("content"))
                .page(dimension("page"))
                .target(dimension("target"))
                .region(dimension("region"))
                .segment(dimension("segment"))
                .plan(dimension("plan"));
    }

    private @Nullable String dimension(String field) throws RefusedException {
        String text = Checks.text(field, in.optionalText(field));
        print.add(text);
        return text;
    }

    private Map<String, String> attributes(ActivityKind kind) throws RefusedException {
        Set<String> needed = needed(kind);
        Map<String, String> kept = Map.of();
        for (long left = in.block("attributes"); left > 0; left = in.block("attributes")) {
            for (; left > 0; left--) {
                String name = in.text("attributes");
                String value = in.text("attributes");
                print.addUnordered(name, value);
                if (keptAttributes.contains(name) || needed.contains(name)) {
                    kept = kept.isEmpty() ? new HashMap<>() : kept;
                    String checked = Checks.text("attributes." + name, value);
                    kept.put(name, checked == null ? "" : checked);
                }
            }
        }
        return kept;
    }

    /** Attributes that give an event of this kind its meaning, whatever the catalogue asks for. */
    private static Set<String> needed(ActivityKind kind) {
        if (kind.isCustom()) {
            return CUSTOM_ATTRIBUTES;
        }
        return kind == ActivityKind.RETURNED ? RETURN_ATTRIBUTES : Set.of();
    }

    private static final Actor[] ACTORS = {Actor.CUSTOMER, Actor.AGENT, Actor.SYSTEM};
}
