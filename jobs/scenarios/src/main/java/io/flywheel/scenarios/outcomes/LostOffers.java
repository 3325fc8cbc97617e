package io.flywheel.scenarios.outcomes;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.recorded.Snapshot;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loan applications: an offer that was sent and is still open some days later, and whether it is cancelled within 35 days of its sending. */
final class LostOffers implements OutcomeStudy {

    private static final ZoneId LOCAL_TIME = ZoneId.of("Europe/Amsterdam");
    private static final long OUTCOME = Duration.ofDays(35).toMillis();

    private final long waitMillis;

    /** Looks at offers so many days after they were sent. */
    LostOffers(int days) {
        this.waitMillis = Duration.ofDays(days).toMillis();
    }

    @Override
    public String name() {
        return "bpic2012";
    }

    @Override
    public String source() {
        return "bpic2012";
    }

    @Override
    public String file() {
        return "bpic2012_loans/bpic2012_events.csv.gz";
    }

    @Override
    public List<Snapshot> train(List<RecordedEvent> events) {
        return snapshots(events, LocalDate.of(2011, 10, 1), LocalDate.of(2011, 11, 25));
    }

    @Override
    public List<Snapshot> test(List<RecordedEvent> events) {
        return snapshots(events, LocalDate.of(2012, 1, 1), LocalDate.of(2012, 2, 7));
    }

    private List<Snapshot> snapshots(List<RecordedEvent> events, LocalDate firstDay, LocalDate lastDay) {
        long from = firstDay.atStartOfDay(LOCAL_TIME).toInstant().toEpochMilli();
        long until = lastDay.plusDays(1).atStartOfDay(LOCAL_TIME).toInstant().toEpochMilli();
        Map<String, Times> offers = Times.of(events, LostOffers::isOffer);
        Map<String, Times> ends = Times.of(events, LostOffers::isEnd);
        Map<String, Times> cancellations = Times.of(events, event -> isOfType(event, DealType.lost));
        List<Snapshot> snapshots = new ArrayList<>();
        offers.forEach((application, sent) -> {
            long first = sent.first();
            long asOf = first + waitMillis;
            boolean isOpen =
                    !ends.containsKey(application) || ends.get(application).first() > asOf;
            if (first >= from && first < until && isOpen) {
                Times cancelled = cancellations.get(application);
                boolean isLost = cancelled != null && cancelled.anyWithin(0, first + OUTCOME + 1);
                snapshots.add(new Snapshot(application, asOf, isLost));
            }
        });
        return snapshots;
    }

    private static boolean isOffer(RecordedEvent event) {
        return event.payload() instanceof DealEvent deal
                && deal.getType() == DealType.stage_changed
                && "proposal".equals(deal.getStage());
    }

    private static boolean isEnd(RecordedEvent event) {
        return isOfType(event, DealType.won)
                || isOfType(event, DealType.lost)
                || isOfType(event, DealType.disqualified);
    }

    private static boolean isOfType(RecordedEvent event, DealType type) {
        return event.payload() instanceof DealEvent deal && deal.getType() == type;
    }
}
