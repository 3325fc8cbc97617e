package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.StatedFacts;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One deal of a customer as its events tell it.
 *
 * <p><b>Shape:</b> minima, maxima and last statements, each by itself, so neither order nor repeats matter.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Deals".
 */
final class Deal {

    private static final String OPEN = "";

    final String id;
    private @Nullable Stated<String> pipeline;
    private @Nullable Stated<String> stage;
    private @Nullable Stated<String> owner;
    private @Nullable Stated<String> currency;
    private @Nullable Stated<Long> amountMinor;
    private @Nullable Stated<String> outcome;
    private long createdAtMillis = Long.MAX_VALUE;
    private long qualifiedAtMillis = ValueEvents.NEVER;
    private long lastActivityAtMillis = Long.MIN_VALUE;

    Deal(String id) {
        this.id = id;
    }

    void fold(Signal signal) {
        Occasion occasion = Occasion.of(signal);
        StatedFacts facts = signal.facts();
        pipeline = Stated.latest(pipeline, facts.pipeline(), occasion);
        stage = Stated.latest(stage, facts.stage(), occasion);
        owner = Stated.latest(owner, facts.owner(), occasion);
        currency = Stated.latest(currency, facts.currency(), occasion);
        Long amount = facts.amountMinor() == Activity.ABSENT ? null : facts.amountMinor();
        amountMinor = Stated.latest(amountMinor, amount, occasion);
        outcome = Stated.latest(outcome, outcome(facts.kind()), occasion);
        createdAtMillis = Math.min(createdAtMillis, occasion.atMillis());
        lastActivityAtMillis = Math.max(lastActivityAtMillis, occasion.atMillis());
        if (facts.kind() == ActivityKind.QUALIFIED) {
            qualifiedAtMillis = Math.min(qualifiedAtMillis, occasion.atMillis());
        }
    }

    private static @Nullable String outcome(ActivityKind kind) {
        DealOutcome outcome = DealOutcome.of(kind);
        return outcome != null ? outcome.name() : kind == ActivityKind.DEAL_REOPENED ? OPEN : null;
    }

    boolean isActiveSince(long millis) {
        return lastActivityAtMillis >= millis;
    }

    DealRow row() {
        Long amount = Stated.valueOf(amountMinor);
        Stated<String> closed = outcome == null || outcome.value().equals(OPEN) ? null : outcome;
        return new DealRow(
                id,
                Stated.valueOf(pipeline),
                Stated.valueOf(stage),
                Stated.valueOf(owner),
                Stated.valueOf(currency),
                amount == null ? Activity.ABSENT : amount,
                createdAtMillis,
                ValueEvents.known(qualifiedAtMillis),
                closed == null ? null : closed.occasion().atMillis(),
                closed == null ? null : DealOutcome.valueOf(closed.value()),
                lastActivityAtMillis);
    }

    void settle(long horizonMillis) {
        pipeline = Stated.settled(pipeline, horizonMillis);
        stage = Stated.settled(stage, horizonMillis);
        owner = Stated.settled(owner, horizonMillis);
        currency = Stated.settled(currency, horizonMillis);
        amountMinor = Stated.settled(amountMinor, horizonMillis);
        outcome = Stated.settled(outcome, horizonMillis);
    }

    void write(StateWriter out) {
        out.putText(id);
        Stated.write(pipeline, Function.identity(), out);
        Stated.write(stage, Function.identity(), out);
        Stated.write(owner, Function.identity(), out);
        Stated.write(currency, Function.identity(), out);
        Stated.write(amountMinor, String::valueOf, out);
        Stated.write(outcome, Function.identity(), out);
        out.putSigned(createdAtMillis);
        out.putByte(qualifiedAtMillis == ValueEvents.NEVER ? 0 : 1);
        if (qualifiedAtMillis != ValueEvents.NEVER) {
            out.putSigned(qualifiedAtMillis);
        }
        out.putSigned(lastActivityAtMillis);
    }

    static Deal read(StateReader in) {
        Deal deal = new Deal(in.getPresentText());
        deal.pipeline = Stated.read(Function.identity(), in);
        deal.stage = Stated.read(Function.identity(), in);
        deal.owner = Stated.read(Function.identity(), in);
        deal.currency = Stated.read(Function.identity(), in);
        deal.amountMinor = Stated.read(Long::valueOf, in);
        deal.outcome = Stated.read(Function.identity(), in);
        deal.createdAtMillis = in.getSigned();
        if (in.getByte() != 0) {
            deal.qualifiedAtMillis = in.getSigned();
        }
        deal.lastActivityAtMillis = in.getSigned();
        return deal;
    }
}
