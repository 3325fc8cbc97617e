package io.flywheel.local.replay;

import io.flywheel.domain.activity.Verdict;
import io.flywheel.local.Endpoints;
import io.flywheel.local.OutgoingEvents;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.recorded.RecordedEvents;
import io.flywheel.scenarios.recorded.RecordedSource;
import io.flywheel.scenarios.recorded.RecordedSources;
import io.flywheel.scenarios.recorded.UnreadableEventException;
import java.util.Iterator;
import java.util.List;

/**
 * A recorded data set as the records of a run, in the order in which they are sent.
 *
 * @param copies records among them that the disturbance added
 */
public record RecordedFeed(long lines, long copies, long size, Iterator<OutgoingRecord> records) {

    /** Reads the data set whole and puts it into its order. */
    public static RecordedFeed read(ReplayRequest request, Endpoints endpoints) {
        RecordedEvents read = read(request);
        List<RecordedEvent> inOrder =
                request.disturbance().applyTo(read.events(), event -> willBeTaken(event, endpoints));
        return new RecordedFeed(
                read.linesRead(),
                inOrder.size() - read.events().size(),
                inOrder.size(),
                new OutgoingEvents(endpoints).of(inOrder.iterator()));
    }

    private static RecordedEvents read(ReplayRequest request) {
        try {
            RecordedSource source = RecordedSources.named(request.source());
            return source.read(RecordedSources.fileIn(request.input()));
        } catch (UnreadableEventException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "the input can not be read as " + request.source(),
                    Failure.wordsOf(e),
                    "mend the line or name the right --source; nothing was sent",
                    e);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "there is no source " + request.source(),
                    Failure.wordsOf(e),
                    "name one of " + RecordedSources.names() + " with --source",
                    e);
        }
    }

    /** Only events that the job will take are sent twice: a second refusal of one record would be counted as another. */
    private static boolean willBeTaken(RecordedEvent event, Endpoints endpoints) {
        return !event.key().isBlank()
                && endpoints.config().lateness().judge(event.occurredAtMillis(), event.arrivedAtMillis())
                        == Verdict.ON_TIME;
    }
}
