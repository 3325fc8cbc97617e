package io.flywheel.domain.control;

/**
 * What is in force at a moment: one thing for all time, or another one from each of its versions on.
 *
 * <p><b>Units:</b> event time in epoch milliseconds; {@link Long#MIN_VALUE} asks for the first version.
 */
@FunctionalInterface
public interface InForce<T> {

    T at(long momentMillis);
}
