package io.flywheel.app.decode;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schemas that records were written with, by the ids in front of them.
 *
 * <p><b>Errors:</b> an id that nobody knows is an empty answer: the record is at fault. {@link IOException} means that nobody could be asked: the world is at fault, and the job waits or
 * restarts, for nothing is wrong with the record.
 */
public interface WriterSchemas {

    Optional<Schema> find(int id) throws IOException;

    /** The id under which we write records of this schema to a topic. */
    int idFor(String topic, Schema schema) throws IOException;
}
