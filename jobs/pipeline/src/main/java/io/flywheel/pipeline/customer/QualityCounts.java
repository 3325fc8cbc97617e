package io.flywheel.pipeline.customer;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.quality.QualityCount;
import io.flywheel.domain.quality.QualityCount.Counted;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Adds up between two emissions what became of events, so that millions of events give a few tallies. */
final class QualityCounts {

    private record Place(EventStream stream, long windowStartMillis, Counted counted, String detail) {}

    private static final class Tally {
        long count;
    }

    private final Map<Place, Tally> tallies = new HashMap<>();

    void add(Activity activity, Counted counted, String detail) {
        Place place =
                new Place(activity.kind().stream(), QualityCount.hourOf(activity.arrivedAtMillis()), counted, detail);
        tallies.computeIfAbsent(place, absent -> new Tally()).count++;
    }

    void drain(Consumer<QualityCount> consumer) {
        tallies.forEach((place, tally) -> consumer.accept(new QualityCount(
                place.stream(), place.windowStartMillis(), place.counted(), place.detail(), tally.count)));
        tallies.clear();
    }
}
