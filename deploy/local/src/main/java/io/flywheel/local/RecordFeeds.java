package io.flywheel.local;

import java.time.Instant;
import java.util.List;

/** Where the records of a run come from. */
public interface RecordFeeds {

    /** The sources that {@link #recorded} knows, for help and for the message about an unknown one. */
    List<String> sources();

    /** Opens a recorded data set; a record's arrival is the time at which it was recorded. */
    RecordFeed recorded(ReplayRequest request);

    /** Invents customers; their past comes first, and what has an arrival after {@code now} is to be sent when its time comes. */
    RecordFeed invented(DemoRequest request, Instant now);

    /** What will go wrong in the invented world, in order of time. */
    List<PlantedIncident> incidents(DemoRequest request, Instant now);
}
