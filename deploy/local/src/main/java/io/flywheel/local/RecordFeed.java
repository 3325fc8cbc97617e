package io.flywheel.local;

import io.flywheel.local.kafka.OutgoingRecord;
import java.util.Iterator;

/** Records for the topics, read from a file or invented, in the order in which they arrive. */
public interface RecordFeed extends Iterator<OutgoingRecord>, AutoCloseable {

    @Override
    void close();
}
