package io.flywheel.pipeline.relay;

import java.io.Serializable;

/**
 * How a record that waits for its time is kept in a savepoint.
 *
 * <p><b>Shape:</b> what {@link #pack} wrote, {@link #unpack} of every later release reads; never more than one thread at a time.
 */
public interface HeldForm<T> extends Serializable {

    byte[] pack(T content);

    T unpack(byte[] packed);
}
