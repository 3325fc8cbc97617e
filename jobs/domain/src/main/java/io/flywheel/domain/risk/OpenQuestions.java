package io.flywheel.domain.risk;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Deals that the company moved on and the customer never answered: an offer that lies on somebody's desk.
 *
 * <p>A deal waits from the latest move of the company on, as long as the customer has answered none. One answer ends the waiting for good: from then on the two are talking. The end of the deal ends it, too; a deal that
 * is moved on again more than 30 days after its end waits anew.
 *
 * <p><b>Shape:</b> kept by deal in a fixed order, the greatest of the moves, whether there was an answer, and the end; so any order of arrival ends in the same.
 *
 * <p><b>Source:</b> docs/reference/risk.md, "Waiting for an answer".
 */
public final class OpenQuestions {

    private static final double DAY = Duration.ofDays(1).toMillis();
    private static final double REFERENCE_DAYS = 7;
    private static final double CAP = 4;

    /** A deal that nobody touched for so long is forgotten, as standing friction is. */
    private static final long FORGOTTEN_AFTER = Duration.ofDays(180).toMillis();

    private static final long ENDED_FOR = Duration.ofDays(30).toMillis();

    private static final int ANSWERED = 1;
    private static final int ASKED = 2;
    private static final int ENDED = 4;

    private final List<Question> deals = new ArrayList<>(0);

    private static final class Question {
        final String deal;
        long askedAtMillis = Long.MIN_VALUE;
        long touchedAtMillis = Long.MIN_VALUE;
        boolean isAnswered;
        long endedAtMillis = Long.MIN_VALUE;

        Question(String deal) {
            this.deal = deal;
        }

        boolean isAsked() {
            return askedAtMillis != Long.MIN_VALUE;
        }

        /** Whether the deal ended and the company has let it rest since. */
        boolean isEnded() {
            return endedAtMillis != Long.MIN_VALUE && !isAskedSinceItsEnd();
        }

        boolean isAskedSinceItsEnd() {
            return isAsked() && (endedAtMillis == Long.MIN_VALUE || askedAtMillis - endedAtMillis > ENDED_FOR);
        }
    }

    void ask(String deal, long atMillis) {
        Question question = of(deal);
        question.askedAtMillis = Math.max(question.askedAtMillis, atMillis);
        question.touchedAtMillis = Math.max(question.touchedAtMillis, atMillis);
    }

    void answer(String deal, long atMillis) {
        Question question = of(deal);
        question.isAnswered = true;
        question.touchedAtMillis = Math.max(question.touchedAtMillis, atMillis);
    }

    void end(String deal, long atMillis) {
        Question question = of(deal);
        question.endedAtMillis = Math.max(question.endedAtMillis, atMillis);
        question.touchedAtMillis = Math.max(question.touchedAtMillis, atMillis);
    }

    private Question of(String deal) {
        int place = 0;
        while (place < deals.size() && deals.get(place).deal.compareTo(deal) < 0) {
            place++;
        }
        if (place < deals.size() && deals.get(place).deal.equals(deal)) {
            return deals.get(place);
        }
        Question question = new Question(deal);
        deals.add(place, question);
        return question;
    }

    /**
     * How hard the waiting weighs: 1 for a deal just moved on, growing by 1 a week up to 4, the most of all deals.
     *
     * <p><b>Units:</b> none; 0 if nothing waits.
     */
    public double weight(long asOfMillis) {
        double most = 0;
        for (Question question : deals) {
            if (isOpen(question, asOfMillis)) {
                double days = (asOfMillis - question.askedAtMillis) / DAY;
                most = Math.max(most, Math.min(1 + days / REFERENCE_DAYS, CAP));
            }
        }
        return most;
    }

    /** The deals that wait, in the order of their ids. */
    public List<String> waiting(long asOfMillis) {
        return deals.stream()
                .filter(question -> isOpen(question, asOfMillis))
                .map(question -> question.deal)
                .toList();
    }

    private static boolean isOpen(Question question, long asOfMillis) {
        return !question.isAnswered
                && question.isAskedSinceItsEnd()
                && asOfMillis - question.askedAtMillis < FORGOTTEN_AFTER;
    }

    void settle(long horizonMillis) {
        deals.removeIf(question -> question.touchedAtMillis < horizonMillis - FORGOTTEN_AFTER
                || question.isEnded() && question.endedAtMillis < horizonMillis - ENDED_FOR);
    }

    void write(StateWriter out) {
        out.putCount(deals.size());
        for (Question question : deals) {
            out.putText(question.deal);
            out.putByte((question.isAnswered ? ANSWERED : 0)
                    | (question.isAsked() ? ASKED : 0)
                    | (question.endedAtMillis == Long.MIN_VALUE ? 0 : ENDED));
            out.putSigned(question.touchedAtMillis);
            if (question.isAsked()) {
                out.putSigned(question.askedAtMillis);
            }
            if (question.endedAtMillis != Long.MIN_VALUE) {
                out.putSigned(question.endedAtMillis);
            }
        }
    }

    static OpenQuestions read(StateReader in) {
        OpenQuestions questions = new OpenQuestions();
        for (int left = in.getCount(); left > 0; left--) {
            Question question = new Question(in.getPresentText());
            int parts = in.getByte();
            question.isAnswered = (parts & ANSWERED) != 0;
            question.touchedAtMillis = in.getSigned();
            question.askedAtMillis = (parts & ASKED) == 0 ? Long.MIN_VALUE : in.getSigned();
            question.endedAtMillis = (parts & ENDED) == 0 ? Long.MIN_VALUE : in.getSigned();
            questions.deals.add(question);
        }
        return questions;
    }
}
