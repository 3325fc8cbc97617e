package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamType;
import io.flywheel.schema.SupportType;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The journey of one invented customer around the wheel: attract, engage, delight, and around again, at the pace of their temperament and
 * through whatever goes wrong.
 *
 * <p><b>Shape:</b> each call of {@link #next} is one thing that happens, or nothing if the customer is silent. A request for help goes
 * on beside everything else.
 */
final class Journey {

    private static final double TICKET_PACE = 0.4;
    private static final double DRAWN_INTO_INCIDENT = 0.3;
    private static final double RETURNS = 0.02;

    private final Diary diary;
    private final Temperament temperament;
    private final SplittableRandom random;
    private final Ticket ticket = new Ticket();
    private final Checkout checkout = new Checkout();
    private final Negotiation negotiation = new Negotiation();
    private Stage stage;
    private int stepsOut;
    private boolean formSubmitted;
    private boolean goneForGood;

    Journey(Person person, SplittableRandom random) {
        this.diary = new Diary(person);
        this.temperament = person.temperament();
        this.random = random;
        this.stage = person.firstStage();
    }

    Diary diary() {
        return diary;
    }

    Ticket ticket() {
        return ticket;
    }

    Negotiation negotiation() {
        return negotiation;
    }

    SplittableRandom random() {
        return random;
    }

    /** Nothing happens to this customer any more. */
    void endForGood() {
        goneForGood = true;
    }

    /** A look at the front page, which anybody may take at any time. */
    RecordedEvent lookIn(Moment moment) {
        return diary.write(
                diary.click(ClickstreamType.page_view, moment).setPage("/").setTarget("home"), moment);
    }

    /** The next thing that happens, or nothing. */
    @Nullable
    RecordedEvent next(Moment moment) {
        if (goneForGood) {
            return null;
        }
        if (ticket.isOpen() && random.nextDouble() < TICKET_PACE) {
            RecordedEvent help = ticket.proceed(diary, moment, random);
            if (help != null) {
                return help;
            }
        }
        if (stage != Stage.GONE && random.nextDouble() < DRAWN_INTO_INCIDENT) {
            if (moment.checkoutBroken() && !diary.person().isCompany()) {
                return checkout.proceed(diary, moment, random);
            }
            if (moment.supportBehind() && stage == Stage.CUSTOMER && !ticket.isOpen()) {
                return ticket.open(diary, moment, random);
            }
        }
        return switch (stage) {
            case VISITOR -> visit(moment);
            case EVALUATOR -> evaluate(moment);
            case CUSTOMER -> belong(moment);
            case GONE -> stayAway(moment);
        };
    }

    private RecordedEvent visit(Moment moment) {
        if (formSubmitted) {
            formSubmitted = false;
            stage = Stage.EVALUATOR;
            return diary.write(
                    diary.click(ClickstreamType.signup, moment)
                            .setPage("/signup")
                            .setTarget("signup-form"),
                    moment);
        }
        if (random.nextDouble() < temperament.drive()) {
            formSubmitted = true;
            return diary.write(
                    diary.click(ClickstreamType.form_submit, moment)
                            .setPage("/contact")
                            .setTarget("contact-form"),
                    moment);
        }
        return Habit.pick(Habit.VISITING, random).happen(diary, moment, random);
    }

    private RecordedEvent evaluate(Moment moment) {
        if (random.nextDouble() < temperament.friction()) {
            return Habit.pick(Habit.STUMBLING, random).happen(diary, moment, random);
        }
        if (random.nextDouble() >= 2 * temperament.drive()) {
            return Habit.pick(Habit.EVALUATING, random).happen(diary, moment, random);
        }
        return buy(moment);
    }

    private RecordedEvent buy(Moment moment) {
        if (!diary.person().isCompany()) {
            RecordedEvent step = checkout.proceed(diary, moment, random);
            stage = checkout.isCompleted() ? Stage.CUSTOMER : stage;
            return step;
        }
        RecordedEvent step = negotiation.proceed(diary, moment, random);
        if (negotiation.isWon()) {
            stage = Stage.CUSTOMER;
        } else if (negotiation.isLost()) {
            stage = Stage.VISITOR;
        }
        return step;
    }

    private RecordedEvent belong(Moment moment) {
        if (random.nextDouble() < temperament.departure()) {
            return stepOut(moment);
        }
        if (random.nextDouble() < temperament.friction()) {
            boolean asksForHelp = !ticket.isOpen() && random.nextInt(3) == 0;
            return asksForHelp
                    ? ticket.open(diary, moment, random)
                    : Habit.pick(Habit.STUMBLING, random).happen(diary, moment, random);
        }
        if (random.nextDouble() < temperament.advocacy()) {
            return random.nextInt(4) == 0
                    ? recommend(moment, random.nextInt(9, 11))
                    : Habit.pick(Habit.ADVOCATING, random).happen(diary, moment, random);
        }
        if (random.nextDouble() < temperament.drive() / 2) {
            return buyAgain(moment);
        }
        return Habit.pick(Habit.USING, random).happen(diary, moment, random);
    }

    private RecordedEvent buyAgain(Moment moment) {
        if (diary.person().isCompany()) {
            // A contract is renewed now and then, not at every step that a shopper would take.
            return random.nextInt(8) == 0
                    ? negotiation.continueContract(diary, moment, random)
                    : Habit.pick(Habit.USING, random).happen(diary, moment, random);
        }
        return checkout.proceed(diary, moment, random);
    }

    RecordedEvent recommend(Moment moment, int score) {
        return diary.write(
                diary.support(SupportType.nps_rated, Actor.customer, moment)
                        .setChannel("email")
                        .setTopic("survey")
                        .setScore((double) score),
                moment);
    }

    private RecordedEvent stepOut(Moment moment) {
        stepsOut++;
        return switch (stepsOut) {
            case 1 -> lookAtCancelling(moment);
            case 2 ->
                diary.write(
                        diary.click(ClickstreamType.seat_removed, moment)
                                .setPage("/team")
                                .setTarget("seat"),
                        moment);
            case 3 -> recommend(moment, random.nextInt(0, 5));
            default -> {
                stepsOut = 0;
                stage = Stage.GONE;
                yield negotiation.cancel(diary, moment, random);
            }
        };
    }

    RecordedEvent lookAtCancelling(Moment moment) {
        return diary.write(
                diary.click(ClickstreamType.cancel_page_view, moment)
                        .setPage("/account/cancel")
                        .setTarget("cancel"),
                moment);
    }

    private @Nullable RecordedEvent stayAway(Moment moment) {
        if (random.nextDouble() >= RETURNS) {
            return null;
        }
        stage = Stage.VISITOR;
        return lookIn(moment);
    }
}
