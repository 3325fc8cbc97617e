package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** A deal that sales and a company talk over, from the first interest to won or lost; a won one is renewed and expanded later. */
final class Negotiation {

    private static final String CURRENCY = "EUR";
    private static final int DAYS_TO_CLOSE = 30;

    private String dealId = "";
    private long amountMinor;
    private int stepsDone;
    private int contracts;
    private DealType last = DealType.custom;

    /** Whether the last step won the deal. */
    boolean isWon() {
        return last == DealType.won;
    }

    /** Whether the last step lost the deal. */
    boolean isLost() {
        return last == DealType.lost;
    }

    /** The next step towards a first contract. */
    RecordedEvent proceed(Diary diary, Moment moment, SplittableRandom random) {
        if (stepsDone == 0) {
            begin(diary, random);
        } else if (random.nextInt(6) == 0) {
            return aside(diary, moment, random);
        }
        stepsDone++;
        return switch (stepsDone) {
            case 1 -> step(diary, moment, DealType.created, Actor.customer, "interest");
            case 2 -> step(diary, moment, DealType.qualified, Actor.agent, "qualified");
            case 3 -> step(diary, moment, DealType.meeting_booked, Actor.customer, "qualified");
            case 4 -> step(diary, moment, DealType.stage_changed, Actor.agent, "proposal");
            case 5 -> step(diary, moment, DealType.customer_replied, Actor.customer, "proposal");
            case 6 -> step(diary, moment, DealType.stage_changed, Actor.agent, "negotiation");
            default -> end(diary, moment, random);
        };
    }

    /** A customer company renews its contract, and every other time expands it. */
    RecordedEvent continueContract(Diary diary, Moment moment, SplittableRandom random) {
        if (dealId.isEmpty()) {
            begin(diary, random);
        }
        contracts++;
        DealType type = contracts % 2 == 0 ? DealType.expanded : DealType.renewed;
        return step(diary, moment, type, Actor.customer, "contract");
    }

    /** The customer ends the contract. */
    RecordedEvent cancel(Diary diary, Moment moment, SplittableRandom random) {
        if (dealId.isEmpty()) {
            begin(diary, random);
        }
        stepsDone = 0;
        return step(diary, moment, DealType.cancelled, Actor.customer, "ended");
    }

    private void begin(Diary diary, SplittableRandom random) {
        dealId = diary.thingId("deal");
        amountMinor = diary.person().isCompany() ? 100 * random.nextLong(2_000, 60_000) : random.nextLong(900, 9_900);
    }

    private RecordedEvent aside(Diary diary, Moment moment, SplittableRandom random) {
        DealType type = random.nextBoolean() ? DealType.activity_logged : DealType.close_date_changed;
        return step(diary, moment, type, Actor.agent, "negotiation");
    }

    private RecordedEvent end(Diary diary, Moment moment, SplittableRandom random) {
        stepsDone = 0;
        boolean lost = random.nextDouble() < 0.2 + diary.person().temperament().friction();
        return lost
                ? step(diary, moment, DealType.lost, Actor.agent, "lost")
                : step(diary, moment, DealType.won, Actor.customer, "won");
    }

    private RecordedEvent step(Diary diary, Moment moment, DealType type, Actor actor, String stage) {
        last = type;
        LocalDate today = moment.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate();
        DealEvent.Builder event = diary.deal(type, actor, moment)
                .setChannel(actor == Actor.agent ? "phone" : "email")
                .setDealId(dealId)
                .setPipeline("new-business")
                .setStage(stage)
                .setOwner("sales-" + diary.person().region())
                .setAmountMinor(amountMinor)
                .setCurrency(CURRENCY)
                .setExpectedCloseOn(today.plusDays(DAYS_TO_CLOSE));
        return diary.write(event, moment);
    }
}
