package io.flywheel.scenarios.outcomes;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.recorded.Snapshot;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stepik: every week, a learner who was there within 14 days and has not all but finished, and whether they are gone for the next 30. */
final class SilentLearners implements OutcomeStudy {

    private static final long ACTIVE = Duration.ofDays(14).toMillis();
    private static final long SILENT = Duration.ofDays(30).toMillis();

    /** Of 76 steps: who solved so many leaves because they are done. */
    private static final int STEPS_OF_WHO_FINISHES = 70;

    @Override
    public String name() {
        return "stepik";
    }

    @Override
    public String source() {
        return "stepik";
    }

    @Override
    public String file() {
        return "stepik_submissions/submissions_data_train.csv.gz";
    }

    @Override
    public List<Snapshot> train(List<RecordedEvent> events) {
        return snapshots(events, LocalDate.of(2015, 7, 5), LocalDate.of(2017, 2, 28));
    }

    @Override
    public List<Snapshot> test(List<RecordedEvent> events) {
        return snapshots(events, LocalDate.of(2017, 4, 2), LocalDate.of(2018, 4, 15));
    }

    private static List<Snapshot> snapshots(List<RecordedEvent> events, LocalDate first, LocalDate last) {
        Map<String, Times> submissions = Times.of(events, event -> true);
        Map<String, Long> almostDone = almostDone(events);
        List<Snapshot> snapshots = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusWeeks(1)) {
            long midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
            submissions.forEach((learner, times) -> {
                boolean isStillLearning = almostDone.getOrDefault(learner, Long.MAX_VALUE) >= midnight;
                if (isStillLearning && times.anyWithin(midnight - ACTIVE, midnight)) {
                    snapshots.add(new Snapshot(learner, midnight - 1, !times.anyWithin(midnight, midnight + SILENT)));
                }
            });
        }
        return snapshots;
    }

    /** When each learner had solved so many steps that the end was in sight; learners who never had are left out. */
    private static Map<String, Long> almostDone(List<RecordedEvent> events) {
        Map<String, Map<String, Long>> firstSolved = new HashMap<>();
        for (RecordedEvent event : events) {
            ClickstreamEvent submission = (ClickstreamEvent) event.payload();
            if (submission.getType() == ClickstreamType.step_passed) {
                firstSolved
                        .computeIfAbsent(event.key(), learner -> new HashMap<>())
                        .merge(submission.getPage(), event.occurredAtMillis(), Math::min);
            }
        }
        Map<String, Long> almostDone = new HashMap<>();
        firstSolved.forEach((learner, steps) -> {
            if (steps.size() >= STEPS_OF_WHO_FINISHES) {
                almostDone.put(learner, nth(steps.values(), STEPS_OF_WHO_FINISHES));
            }
        });
        return almostDone;
    }

    private static long nth(Collection<Long> times, int number) {
        return times.stream().sorted().skip(number - 1L).findFirst().orElseThrow();
    }
}
