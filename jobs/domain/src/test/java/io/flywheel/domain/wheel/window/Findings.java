package io.flywheel.domain.wheel.window;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.signal.StatedFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Friction found in what a customer did, invented from a seed: told, and often taken back, told again, and left or taken back again.
 *
 * <p><b>Shape:</b> {@code net} is what was told and not taken back.
 */
record Findings(List<Signal> told, List<Signal> net) {

    private static final ActivityKind[] KINDS = {
        ActivityKind.QUICK_BACK, ActivityKind.FIRST_RESPONSE_MISSED, ActivityKind.RESPONSE_GIVEN, ActivityKind.STALLED
    };

    static Findings invent(List<Signal> doings, SplittableRandom random) {
        Findings findings = new Findings(new ArrayList<>(), new ArrayList<>());
        for (int i = random.nextInt(1, 25); i > 0; i--) {
            long at = doings.get(random.nextInt(doings.size())).occurredAtMillis()
                    + (random.nextBoolean() ? 0 : random.nextLong(Doings.DAY));
            int tellings = random.nextInt(1, 4);
            for (int n = 1; n <= tellings; n++) {
                findings.add("f" + i + "#" + n, at, n == tellings && random.nextInt(3) > 0, random);
            }
        }
        // nobody told what these take back
        findings.told.add(signal("unknown#1", "rage_click", SignalKind.RETRACT, 2_000, Doings.START, null));
        findings.told.add(signal("unknown#2", "sla_breach", SignalKind.RETRACT, 0, Doings.START, "object-1"));
        return findings;
    }

    private void add(String eventId, long at, boolean stays, SplittableRandom random) {
        long weight = random.nextLong(9_000);
        String objectRef = random.nextBoolean() ? null : "object-1";
        List<Signal> its = new ArrayList<>();
        switch (random.nextInt(4)) {
            case 0 -> its.add(signal(eventId, "rage_click", SignalKind.IMPULSE, weight, at, objectRef));
            case 1 -> {
                its.add(signal(eventId, "sla_breach", SignalKind.IMPULSE, weight, at, objectRef));
                its.add(signal(eventId, "sla_breach", SignalKind.STANDING_OPEN, 0, at, objectRef));
            }
            case 2 -> its.add(signal(eventId, "payment_failed", SignalKind.STANDING_OPEN, 0, at, objectRef));
            default -> its.add(signal(eventId, "sla_breach", SignalKind.STANDING_CLOSE, 0, at, objectRef));
        }
        told.addAll(its);
        if (stays) {
            net.addAll(its);
        } else {
            told.add(as(SignalKind.RETRACT, its.get(0)));
        }
    }

    static Signal signal(
            String eventId, String type, SignalKind kind, long weight, long at, @Nullable String objectRef) {
        int dice = Math.floorMod(eventId.hashCode(), 12);
        return new Signal(
                "c1",
                type,
                Side.FRICTION,
                kind,
                weight,
                type.equals("rage_click") ? "ui" : "touch",
                Phase.DELIGHT,
                Department.SERVICE,
                dice % 2 == 0 ? null : "email",
                dice % 3 == 0 ? null : "spring",
                null,
                dice % 4 == 0 ? null : "/pricing",
                null,
                null,
                "eu",
                dice % 3 == 0 ? null : "smb",
                null,
                objectRef,
                eventId,
                "flywheel",
                at,
                Doings.CATALOGUE.version(),
                new StatedFacts(
                        KINDS[dice % KINDS.length],
                        Actor.CUSTOMER,
                        Activity.ABSENT,
                        null,
                        Double.NaN,
                        1,
                        null,
                        null,
                        null));
    }

    /** The same, of another kind. */
    static Signal as(SignalKind kind, Signal told) {
        return new Signal(
                told.customerId(),
                told.signalType(),
                told.side(),
                kind,
                told.weightThousandths(),
                told.halfLifeClass(),
                told.phase(),
                told.department(),
                told.channel(),
                told.campaign(),
                told.content(),
                told.page(),
                told.target(),
                told.accountId(),
                told.region(),
                told.segment(),
                told.plan(),
                told.objectRef(),
                told.eventId(),
                told.source(),
                told.occurredAtMillis(),
                told.catalogueVersion(),
                told.facts());
    }
}
