package io.flywheel.domain.activity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened with a customer, whatever its source, in one flat record.
 *
 * <p><b>Shape:</b> what intake hands to the customer stop: every text is checked, every number is in range. {@code attributes} holds only those
 * that the catalogue asks for; {@code objectRef} is the deal, ticket or call concerned.
 *
 * <p><b>Units:</b> times in epoch milliseconds, amounts in minor units, positions in pixels from the upper left, {@code expectedCloseDay} in days since 1970-01-01; {@link #ABSENT} stands for
 * a number not stated, {@link #NO_POSITION} for a position and NaN for a score not stated. A reply of which nothing is said is public.
 * {@code fingerprint} is equal for equal contents, so that two events of one id but other content can be told apart; partition and offset say where the record lies.
 *
 * <p><b>Source:</b> docs/reference/events.md.
 */
public record Activity(
        String customerId,
        String source,
        String eventId,
        ActivityKind kind,
        long occurredAtMillis,
        long arrivedAtMillis,
        Actor actor,
        @Nullable String accountId,
        @Nullable String sessionId,
        @Nullable String channel,
        @Nullable String campaign,
        @Nullable String content,
        @Nullable String page,
        @Nullable String target,
        @Nullable String region,
        @Nullable String segment,
        @Nullable String plan,
        @Nullable String objectRef,
        @Nullable String pipeline,
        @Nullable String stage,
        @Nullable String owner,
        @Nullable String team,
        @Nullable String status,
        @Nullable String topic,
        boolean isPublic,
        long expectedCloseDay,
        int x,
        int y,
        long durationMillis,
        long amountMinor,
        @Nullable String currency,
        double score,
        Priority priority,
        long waitSeconds,
        long talkSeconds,
        long holdSeconds,
        int transfers,
        int count,
        Map<String, String> attributes,
        int fingerprint,
        int partition,
        long offset) {

    /** Stands for a number that the event does not state. */
    public static final long ABSENT = -1;

    /** Stands for a place on the page that the event does not state. */
    public static final int NO_POSITION = Integer.MIN_VALUE;

    /** A builder with everything optional absent, the actor the customer and the count one. */
    public static Builder builder() {
        return new Builder();
    }

    /** The name of a custom event, or null. */
    public @Nullable String customName() {
        return kind.isCustom() ? attributes.get("name") : null;
    }

    /** Whether the customer did it; only then it can be engagement. */
    public boolean isByCustomer() {
        return actor == Actor.CUSTOMER;
    }

    /** Whether the event says where on the page it happened. */
    public boolean hasPosition() {
        return x != NO_POSITION && y != NO_POSITION;
    }

    /** Collects the fields of one activity by name. */
    public static final class Builder {
        private String customerId = "";
        private String source = "";
        private String eventId = "";
        private ActivityKind kind = ActivityKind.PAGE_VIEW;
        private long occurredAtMillis;
        private long arrivedAtMillis;
        private Actor actor = Actor.CUSTOMER;
        private @Nullable String accountId;
        private @Nullable String sessionId;
        private @Nullable String channel;
        private @Nullable String campaign;
        private @Nullable String content;
        private @Nullable String page;
        private @Nullable String target;
        private @Nullable String region;
        private @Nullable String segment;
        private @Nullable String plan;
        private @Nullable String objectRef;
        private @Nullable String pipeline;
        private @Nullable String stage;
        private @Nullable String owner;
        private @Nullable String team;
        private @Nullable String status;
        private @Nullable String topic;
        private boolean isPublic = true;
        private long expectedCloseDay = ABSENT;
        private int x = NO_POSITION;
        private int y = NO_POSITION;
        private long durationMillis = ABSENT;
        private long amountMinor = ABSENT;
        private @Nullable String currency;
        private double score = Double.NaN;
        private Priority priority = Priority.NORMAL;
        private long waitSeconds = ABSENT;
        private long talkSeconds = ABSENT;
        private long holdSeconds = ABSENT;
        private int transfers = (int) ABSENT;
        private int count = 1;
        private Map<String, String> attributes = Map.of();
        private int fingerprint;
        private int partition;
        private long offset;

        private Builder() {}

        public Builder customerId(String value) {
            customerId = value;
            return this;
        }

        public Builder source(String value) {
            source = value;
            return this;
        }

        public Builder eventId(String value) {
            eventId = value;
            return this;
        }

        public Builder kind(ActivityKind value) {
            kind = value;
            return this;
        }

        public Builder occurredAtMillis(long value) {
            occurredAtMillis = value;
            return this;
        }

        public Builder arrivedAtMillis(long value) {
            arrivedAtMillis = value;
            return this;
        }

        public Builder actor(Actor value) {
            actor = value;
            return this;
        }

        public Builder accountId(@Nullable String value) {
            accountId = value;
            return this;
        }

        public Builder sessionId(@Nullable String value) {
            sessionId = value;
            return this;
        }

        public Builder channel(@Nullable String value) {
            channel = value;
            return this;
        }

        public Builder campaign(@Nullable String value) {
            campaign = value;
            return this;
        }

        public Builder content(@Nullable String value) {
            content = value;
            return this;
        }

        public Builder page(@Nullable String value) {
            page = value;
            return this;
        }

        public Builder target(@Nullable String value) {
            target = value;
            return this;
        }

        public Builder region(@Nullable String value) {
            region = value;
            return this;
        }

        public Builder segment(@Nullable String value) {
            segment = value;
            return this;
        }

        public Builder plan(@Nullable String value) {
            plan = value;
            return this;
        }

        public Builder objectRef(@Nullable String value) {
            objectRef = value;
            return this;
        }

        public Builder pipeline(@Nullable String value) {
            pipeline = value;
            return this;
        }

        public Builder stage(@Nullable String value) {
            stage = value;
            return this;
        }

        public Builder owner(@Nullable String value) {
            owner = value;
            return this;
        }

        public Builder team(@Nullable String value) {
            team = value;
            return this;
        }

        public Builder status(@Nullable String value) {
            status = value;
            return this;
        }

        public Builder topic(@Nullable String value) {
            topic = value;
            return this;
        }

        public Builder isPublic(boolean value) {
            isPublic = value;
            return this;
        }

        public Builder expectedCloseDay(long value) {
            expectedCloseDay = value;
            return this;
        }

        public Builder x(int value) {
            x = value;
            return this;
        }

        public Builder y(int value) {
            y = value;
            return this;
        }

        public Builder durationMillis(long value) {
            durationMillis = value;
            return this;
        }

        public Builder amountMinor(long value) {
            amountMinor = value;
            return this;
        }

        public Builder currency(@Nullable String value) {
            currency = value;
            return this;
        }

        public Builder score(double value) {
            score = value;
            return this;
        }

        public Builder priority(Priority value) {
            priority = value;
            return this;
        }

        public Builder waitSeconds(long value) {
            waitSeconds = value;
            return this;
        }

        public Builder talkSeconds(long value) {
            talkSeconds = value;
            return this;
        }

        public Builder holdSeconds(long value) {
            holdSeconds = value;
            return this;
        }

        public Builder transfers(int value) {
            transfers = value;
            return this;
        }

        public Builder count(int value) {
            count = value;
            return this;
        }

        public Builder attributes(Map<String, String> value) {
            attributes = value;
            return this;
        }

        public Builder fingerprint(int value) {
            fingerprint = value;
            return this;
        }

        public Builder partition(int value) {
            partition = value;
            return this;
        }

        public Builder offset(long value) {
            offset = value;
            return this;
        }

        public Activity build() {
            return new Activity(
                    customerId,
                    source,
                    eventId,
                    kind,
                    occurredAtMillis,
                    arrivedAtMillis,
                    actor,
                    accountId,
                    sessionId,
                    channel,
                    campaign,
                    content,
                    page,
                    target,
                    region,
                    segment,
                    plan,
                    objectRef,
                    pipeline,
                    stage,
                    owner,
                    team,
                    status,
                    topic,
                    isPublic,
                    expectedCloseDay,
                    x,
                    y,
                    durationMillis,
                    amountMinor,
                    currency,
                    score,
                    priority,
                    waitSeconds,
                    talkSeconds,
                    holdSeconds,
                    transfers,
                    count,
                    attributes,
                    fingerprint,
                    partition,
                    offset);
        }
    }
}
