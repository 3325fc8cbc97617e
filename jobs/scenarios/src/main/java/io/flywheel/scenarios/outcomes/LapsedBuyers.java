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

/** Online retail: a customer who bought within 90 days, and whether they buy again within the next 90. */
final class LapsedBuyers implements OutcomeStudy {

    private static final ZoneId LOCAL_TIME = ZoneId.of("Europe/London");
    private static final long SPAN = Duration.ofDays(90).toMillis();

    @Override
    public String name() {
        return "online-retail";
    }

    @Override
    public String source() {
        return "online-retail";
    }

    @Override
    public String file() {
        return "online_retail_uci/online_retail.csv.gz";
    }

    @Override
    public List<Snapshot> train(List<RecordedEvent> events) {
        return snapshots(events, LocalDate.of(2011, 3, 10), LocalDate.of(2011, 6, 10));
    }

    @Override
    public List<Snapshot> test(List<RecordedEvent> events) {
        return snapshots(events, LocalDate.of(2011, 9, 10));
    }

    private static List<Snapshot> snapshots(List<RecordedEvent> events, LocalDate... days) {
        Map<String, Times> purchases = Times.of(events, LapsedBuyers::isPurchase);
        List<Snapshot> snapshots = new ArrayList<>();
        for (LocalDate day : days) {
            long midnight = day.atStartOfDay(LOCAL_TIME).toInstant().toEpochMilli();
            purchases.forEach((customer, times) -> {
                if (times.anyWithin(midnight - SPAN, midnight)) {
                    snapshots.add(new Snapshot(customer, midnight - 1, !times.anyWithin(midnight, midnight + SPAN)));
                }
            });
        }
        return snapshots;
    }

    private static boolean isPurchase(RecordedEvent event) {
        return event.payload() instanceof DealEvent deal && deal.getType() == DealType.won;
    }
}
