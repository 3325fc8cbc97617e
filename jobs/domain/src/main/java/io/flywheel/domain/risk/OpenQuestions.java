package io.flywheel.domain.risk;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Deals that the company moved on and the customer never answered: an offer that lies on somebody's desk.
 *
 * <p>A deal waits from the latest move of the company on, as long as the customer has answered none since the first. One answer, or the end of the deal, ends the waiting for half a year: from then on the two are talking.
 *
 * <p><b>Shape:</b> kept by deal in a fixed order, the first and the last move and the last answer; so any order of arrival ends in the same.
 *
 * <p><b>Source:</b> docs/reference/risk.md, "Waiting for an answer".
 */
public final class OpenQuestions {

    private static final double DAY = Duration.ofDays(1).toMillis();
    private static final double REFERENCE_DAYS = 7;
    private static final double CAP = 4;

    /** A deal that nobody touched for so long is forgotten, as standing friction is. */
    private static final long FORGOTTEN_AFTER = Duration.ofDays(180).toMillis();

    private final List<Question> deals = new ArrayList<>(0);

    private static final class Question {
        final String deal;
        long firstAskedAtMillis = Long.MAX_VALUE;
        long askedAtMillis = Long.MIN_VALUE;
        long answeredAtMillis = Long.MIN_VALUE;

        Question(String deal) {
            this.deal = deal;
        }

        boolean isAsked() {
            return askedAtMillis != Long.MIN_VALUE;
        }
    }

    void ask(String deal, long atMillis) {
        Question question = of(deal);
        question.firstAskedAtMillis = Math.min(question.firstAskedAtMillis, atMillis);
        question.askedAtMillis = Math.max(question.askedAtMillis, atMillis);
    }

    void answer(String deal, long atMillis) {
        Question question = of(deal);
        question.answeredAtMillis = Math.max(question.answeredAtMillis, atMillis);
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
        // an answer that would have been forgotten by the time of the move counts no more, whether it was forgotten or
        // not
        return question.isAsked()
                && (question.answeredAtMillis < question.firstAskedAtMillis
                        || question.askedAtMillis - question.answeredAtMillis >= FORGOTTEN_AFTER)
                && asOfMillis - question.askedAtMillis < FORGOTTEN_AFTER;
    }

    void settle(long horizonMillis) {
        // an answer to nothing has nothing to end once no earlier move can come
        deals.removeIf(question -> Math.max(question.askedAtMillis, question.answeredAtMillis)
                < (question.isAsked() ? horizonMillis - FORGOTTEN_AFTER : horizonMillis));
    }

    void write(StateWriter out) {
        out.putCount(deals.size());
        for (Question question : deals) {
            out.putText(question.deal);
            out.putByte(question.isAsked() ? 1 : 0);
            if (question.isAsked()) {
                out.putSigned(question.firstAskedAtMillis);
                out.putSigned(question.askedAtMillis);
            }
            out.putSigned(question.answeredAtMillis);
        }
    }

    static OpenQuestions read(StateReader in) {
        OpenQuestions questions = new OpenQuestions();
        for (int left = in.getCount(); left > 0; left--) {
            Question question = new Question(in.getPresentText());
            if (in.getByte() == 1) {
                question.firstAskedAtMillis = in.getSigned();
                question.askedAtMillis = in.getSigned();
            }
            question.answeredAtMillis = in.getSigned();
            questions.deals.add(question);
        }
        return questions;
    }
}
