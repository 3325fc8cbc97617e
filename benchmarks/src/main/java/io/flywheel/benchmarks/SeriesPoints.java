package io.flywheel.benchmarks;

import io.flywheel.domain.customer.EventIdentity;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.wheel.window.Dimension;
import io.flywheel.domain.wheel.window.Series;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * The points of one signal in one series, for the peer.
 *
 * <p><b>Units:</b> thousandths of a point; {@code customer} is the id in 64 bits, hashed here once so that no window has to carry texts.
 */
public record SeriesPoints(String series, long customer, long pushes, long pushThousandths, long frictionThousandths) {

    /** Makes one of each signal and dimension that the signal states. */
    static final class OfSignal implements FlatMapFunction<Signal, SeriesPoints> {

        private static final long serialVersionUID = 1;

        private final EnumSet<Dimension> dimensions;

        OfSignal(Set<Dimension> dimensions) {
            this.dimensions = EnumSet.copyOf(dimensions);
        }

        @Override
        public void flatMap(Signal signal, Collector<SeriesPoints> out) {
            long customer = EventIdentity.of("", signal.customerId());
            boolean isImpulse = signal.kind() == SignalKind.IMPULSE;
            boolean pushes = isImpulse && signal.side() == Side.PUSH;
            boolean rubs = isImpulse && signal.side() == Side.FRICTION;
            for (Dimension dimension : dimensions) {
                String value = dimension.valueOf(signal);
                if (value != null) {
                    out.collect(new SeriesPoints(
                            new Series(dimension, value).key(),
                            customer,
                            pushes ? 1 : 0,
                            pushes ? signal.weightThousandths() : 0,
                            rubs ? signal.weightThousandths() : 0));
                }
            }
        }
    }
}
