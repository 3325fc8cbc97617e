package io.flywheel.app.decode;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a job of ours wrote to a topic between the jobs.
 *
 * <p><b>Shape:</b> one instance a thread; an empty answer for a record that is none of ours.
 *
 * <p><b>Errors:</b> {@link IOException} only if the registry can not be asked.
 */
public interface ContentDecoder<T> {

    Optional<T> decode(byte @Nullable [] value) throws IOException;

    /** Makes a decoder where it is needed. */
    @FunctionalInterface
    interface Opening<T> extends Serializable {
        ContentDecoder<T> open(WriterSchemas schemas);
    }
}
