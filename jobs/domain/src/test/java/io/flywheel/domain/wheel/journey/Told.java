package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.StatedFacts;
import org.jspecify.annotations.Nullable;

/** Signals told by what matters to a journey. */
final class Told {

    static final long DAY = 86_400_000L;
    static final int START = 19_500;

    private final ActivityKind kind;
    private final long atMillis;
    private String eventId;
    private String source = "shop";
    private Actor actor = Actor.CUSTOMER;
    private double score = Double.NaN;
    private long amountMinor = Activity.ABSENT;
    private @Nullable String currency;
    private @Nullable String deal;
    private @Nullable String pipeline;
    private @Nullable String stage;
    private @Nullable String owner;

    private Told(ActivityKind kind, long atMillis) {
        this.kind = kind;
        this.atMillis = atMillis;
        this.eventId = kind.name() + "@" + atMillis;
    }

    static Told at(long atMillis, ActivityKind kind) {
        return new Told(kind, atMillis);
    }

    /** At noon of a day counted from a Monday in 2023. */
    static Told on(int day, ActivityKind kind) {
        return new Told(kind, noon(day));
    }

    static long noon(int day) {
        return midnight(day) + DAY / 2;
    }

    static long midnight(int day) {
        return (START + day) * DAY;
    }

    Told id(String value) {
        eventId = value;
        return this;
    }

    Told source(String value) {
        source = value;
        return this;
    }

    Told by(Actor value) {
        actor = value;
        return this;
    }

    Told score(double value) {
        score = value;
        return this;
    }

    Told amount(long minor, @Nullable String itsCurrency) {
        amountMinor = minor;
        currency = itsCurrency;
        return this;
    }

    Told deal(@Nullable String id, @Nullable String itsPipeline, @Nullable String itsStage, @Nullable String itsOwner) {
        deal = id;
        pipeline = itsPipeline;
        stage = itsStage;
        owner = itsOwner;
        return this;
    }

    Signal signal() {
        return signal("note");
    }

    Signal signal(String type) {
        StatedFacts facts = new StatedFacts(kind, actor, amountMinor, currency, score, 1, pipeline, stage, owner);
        return new Signal(
                "c1",
                type,
                Side.PUSH,
                SignalKind.NOTE,
                0,
                "touch",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                deal,
                eventId,
                source,
                atMillis,
                3,
                facts);
    }
}
