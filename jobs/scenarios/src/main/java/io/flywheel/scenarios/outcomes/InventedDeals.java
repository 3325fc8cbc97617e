package io.flywheel.scenarios.outcomes;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.recorded.Snapshot;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.DealType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** The negative control: deals of a company that never was, each from the day it begins, and whether it is lost. Nothing predicts it, so whatever does is a leak. */
final class InventedDeals implements OutcomeStudy {

    private static final long SPLIT = Instant.parse("2017-07-01T00:00:00Z").toEpochMilli();

    @Override
    public String name() {
        return "control";
    }

    @Override
    public String source() {
        return "maven-crm";
    }

    @Override
    public String file() {
        return "maven_crm_fictitious/sales_pipeline.csv.gz";
    }

    @Override
    public List<Snapshot> train(List<RecordedEvent> events) {
        return snapshots(events, created -> true, closed -> closed < SPLIT);
    }

    @Override
    public List<Snapshot> test(List<RecordedEvent> events) {
        return snapshots(events, created -> created >= SPLIT, closed -> true);
    }

    private static List<Snapshot> snapshots(List<RecordedEvent> events, LongPredicate created, LongPredicate closed) {
        Map<String, RecordedEvent> begun = new HashMap<>();
        List<Snapshot> snapshots = new ArrayList<>();
        for (RecordedEvent event : events) {
            DealEvent deal = (DealEvent) event.payload();
            if (deal.getType() == DealType.created) {
                begun.put(deal.getDealId(), event);
                continue;
            }
            RecordedEvent beginning = begun.get(deal.getDealId());
            if (beginning != null
                    && created.test(beginning.occurredAtMillis())
                    && closed.test(event.occurredAtMillis())) {
                snapshots.add(new Snapshot(event.key(), beginning.occurredAtMillis(), deal.getType() == DealType.lost));
            }
        }
        return snapshots;
    }
}
