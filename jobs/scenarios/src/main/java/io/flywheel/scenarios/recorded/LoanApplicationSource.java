package io.flywheel.scenarios.recorded;

import io.flywheel.scenarios.RecordedEvent;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the loan applications of a Dutch bank (BPI Challenge 2012): every line is one event, every case one customer with one deal.
 *
 * <p><b>Shape:</b> events come in file order. The id of an event is the case, a colon, and the position of its line among the lines of
 * the case, counted from 1 in file order. The actor tells the applicant's doings from the bank's.
 *
 * <table>
 * <caption>Mapping of activity and lifecycle</caption>
 * <tr><th>line</th><th>event</th><th>actor</th></tr>
 * <tr><td>A_SUBMITTED COMPLETE</td><td>deals created</td><td>customer</td></tr>
 * <tr><td>A_ACCEPTED COMPLETE</td><td>deals qualified</td><td>agent</td></tr>
 * <tr><td>O_SENT COMPLETE</td><td>deals stage_changed to proposal</td><td>agent</td></tr>
 * <tr><td>O_SENT_BACK COMPLETE</td><td>deals customer_replied</td><td>customer</td></tr>
 * <tr><td>O_ACCEPTED COMPLETE</td><td>deals stage_changed to accepted</td><td>customer</td></tr>
 * <tr><td>A_APPROVED, A_REGISTERED, A_ACTIVATED COMPLETE, the earliest of the case</td><td>deals won</td><td>agent</td></tr>
 * <tr><td>A_CANCELLED COMPLETE</td><td>deals lost</td><td>agent</td></tr>
 * <tr><td>A_DECLINED COMPLETE</td><td>deals disqualified</td><td>agent</td></tr>
 * <tr><td>W_Nabellen offertes START</td><td>support outbound_call</td><td>agent</td></tr>
 * <tr><td>W_Nabellen incomplete dossiers START</td><td>support documents_missing</td><td>agent</td></tr>
 * <tr><td>any other, also the later two of the three that win</td><td>deals activity_logged; stage is the activity,
 * attributes.lifecycle the lifecycle</td><td>agent</td></tr>
 * </table>
 *
 * <p><b>Units:</b> case_AMOUNT_REQ is in whole euros; deals carry it in cents. Timestamps carry their offset; the earliest of equal
 * moments is the one that stands first.
 *
 * <p><b>Errors:</b> {@link UnreadableEventException}.
 */
final class LoanApplicationSource implements RecordedSource {

    private static final List<String> COLUMNS =
            List.of("case", "case_AMOUNT_REQ", "timestamp", "activity", "lifecycle");

    @Override
    public String name() {
        return "bpic2012";
    }

    @Override
    public RecordedEvents read(Path file) {
        Reading reading = new Reading();
        Table.eachRow(file, COLUMNS, reading::take);
        List<RecordedEvent> events = new ArrayList<>(reading.steps.size());
        for (LoanStep step : reading.steps) {
            LoanStep winning = reading.winning.get(step.application());
            events.add(step.event(name(), step.equals(winning)));
        }
        return RecordedEvents.onePerLine(events);
    }

    private static final class Reading {
        private final List<LoanStep> steps = new ArrayList<>();
        private final Map<String, Integer> lines = new HashMap<>();
        private final Map<String, LoanStep> winning = new HashMap<>();
        private final SharedTexts texts = new SharedTexts();

        void take(Row row) {
            String application = texts.share(row.name("case"));
            LoanStep step = new LoanStep(
                    application,
                    lines.merge(application, 1, Integer::sum),
                    row.time("timestamp", "2011-10-01T00:38:44.546+02:00", OffsetDateTime::parse)
                            .toInstant()
                            .toEpochMilli(),
                    texts.share(row.name("activity")),
                    texts.share(row.name("lifecycle")),
                    row.text("case_AMOUNT_REQ").isEmpty() ? -1 : cents(row));
            steps.add(step);
            if (step.approves()) {
                winning.merge(application, step, (first, next) -> next.atMillis() < first.atMillis() ? next : first);
            }
        }

        private static long cents(Row row) {
            try {
                return row.decimal("case_AMOUNT_REQ").movePointRight(2).longValueExact();
            } catch (ArithmeticException tooFine) {
                throw row.unreadable("case_AMOUNT_REQ", "an amount in euros");
            }
        }
    }
}
