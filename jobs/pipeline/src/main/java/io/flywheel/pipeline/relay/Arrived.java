package io.flywheel.pipeline.relay;

import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.spike.SpotReading;
import io.flywheel.pipeline.wheel.CellRow;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * What one record of a topic between the jobs turned out to be: a content, or a heartbeat that only says what time it is.
 *
 * @param clock time of the sender; null for a heartbeat of somebody else, whose timestamp is the time for all senders
 */
public record Arrived<T>(
        long arrivedAtMillis, @Nullable T content, @Nullable SenderClock clock) {

    /** How signals travel inside a job. */
    public static final TypeInformation<Arrived<Signal>> SIGNALS =
            TypeInformation.of(new TypeHint<Arrived<Signal>>() {});

    /** How updates of customers travel inside a job. */
    public static final TypeInformation<Arrived<CustomerUpdate>> CUSTOMERS =
            TypeInformation.of(new TypeHint<Arrived<CustomerUpdate>>() {});

    /** How windows travel inside a job. */
    public static final TypeInformation<Arrived<CellRow>> WINDOWS =
            TypeInformation.of(new TypeHint<Arrived<CellRow>>() {});

    /** How readings of hotspots travel inside a job. */
    public static final TypeInformation<Arrived<SpotReading>> HOTSPOTS =
            TypeInformation.of(new TypeHint<Arrived<SpotReading>>() {});

    public boolean isHeartbeat() {
        return content == null;
    }

    /** The content of what is no heartbeat. */
    public T present() {
        T its = content;
        if (its == null) {
            throw new IllegalStateException("a heartbeat has no content");
        }
        return its;
    }

    /** The time of the sender when it sent this; before all time if it did not know. */
    long sentAtMillis() {
        return clock == null ? Long.MIN_VALUE : clock.watermarkMillis();
    }
}
