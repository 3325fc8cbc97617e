package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log of a loan application; see {@link LoanApplicationSource} for what becomes of it.
 *
 * <p><b>Units:</b> {@code position} counts from 1 within the application; {@code cents} is the amount asked for, below 0 if the file
 * states none.
 */
record LoanStep(String application, int position, long atMillis, String activity, String lifecycle, long cents) {

    private static final Set<String> APPROVALS = Set.of("A_APPROVED", "A_REGISTERED", "A_ACTIVATED");
    private static final String CURRENCY = "EUR";

    /** Whether the line says that the loan is granted, which a case says three times. */
    boolean approves() {
        return lifecycle.equals("COMPLETE") && APPROVALS.contains(activity);
    }

    RecordedEvent event(String source, boolean wins) {
        if (wins) {
            return deal(source, DealType.won, Actor.agent, null);
        }
        return switch (activity + " " + lifecycle) {
            case "A_SUBMITTED COMPLETE" -> deal(source, DealType.created, Actor.customer, null);
            case "A_ACCEPTED COMPLETE" -> deal(source, DealType.qualified, Actor.agent, null);
            case "O_SENT COMPLETE" -> deal(source, DealType.stage_changed, Actor.agent, "proposal");
            case "O_SENT_BACK COMPLETE" -> deal(source, DealType.customer_replied, Actor.customer, null);
            case "O_ACCEPTED COMPLETE" -> deal(source, DealType.stage_changed, Actor.customer, "accepted");
            case "A_CANCELLED COMPLETE" -> deal(source, DealType.lost, Actor.agent, null);
            case "A_DECLINED COMPLETE" -> deal(source, DealType.disqualified, Actor.agent, null);
            case "W_Nabellen offertes START" -> support(source, SupportType.outbound_call);
            case "W_Nabellen incomplete dossiers START" -> support(source, SupportType.documents_missing);
            default -> deal(source, DealType.activity_logged, Actor.agent, activity);
        };
    }

    private RecordedEvent deal(String source, DealType type, Actor actor, @Nullable String stage) {
        DealEvent.Builder event = DealEvent.newBuilder()
                .setEventId(application + ":" + position)
                .setSource(source)
                .setOccurredAt(Instant.ofEpochMilli(atMillis))
                .setCustomerId(application)
                .setActor(actor)
                .setType(type)
                .setDealId(application)
                .setStage(stage)
                .setAttributes(type == DealType.activity_logged ? Map.of("lifecycle", lifecycle) : Map.of());
        if (cents >= 0) {
            event.setAmountMinor(cents).setCurrency(CURRENCY);
        }
        return RecordedEvent.of(event.build(), atMillis);
    }

    private RecordedEvent support(String source, SupportType type) {
        SupportEvent event = SupportEvent.newBuilder()
                .setEventId(application + ":" + position)
                .setSource(source)
                .setOccurredAt(Instant.ofEpochMilli(atMillis))
                .setCustomerId(application)
                .setActor(Actor.agent)
                .setType(type)
                .setTicketId(application)
                .setChannel("phone")
                .setAttributes(Map.of())
                .build();
        return RecordedEvent.of(event, atMillis);
    }
}
