package io.flywheel.scenarios.outcomes;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.recorded.Snapshot;
import java.util.List;

/**
 * A question that a recorded set answers: which customers, at which moments, and what counts as going bad.
 *
 * <p><b>Shape:</b> outcomes of the moments to learn from are all known before the first moment to be tested on.
 *
 * <p><b>Source:</b> docs/evaluation.md, "Sets".
 */
public interface OutcomeStudy {

    /** The studies there are, in the order they are reported. */
    static List<OutcomeStudy> all() {
        return List.of(new SilentLearners(), new LapsedBuyers(), new LostOffers(14), new InventedDeals());
    }

    /** The name it is reported by. */
    String name();

    /** The recorded source that it reads. */
    String source();

    /** The file of events below the folder of recorded data. */
    String file();

    /** Moments to learn weights from. */
    List<Snapshot> train(List<RecordedEvent> events);

    /** Moments to test scores on. */
    List<Snapshot> test(List<RecordedEvent> events);
}
