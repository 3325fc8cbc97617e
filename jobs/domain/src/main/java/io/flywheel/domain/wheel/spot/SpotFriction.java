package io.flywheel.domain.wheel.spot;

/**
 * Friction of one kind at a place in a window, or what changes in it.
 *
 * <p><b>Units:</b> {@code count} signals, {@code thousandths} of a point, {@code customers} who met it.
 */
public record SpotFriction(long count, long thousandths, long customers) {

    static final SpotFriction NONE = new SpotFriction(0, 0, 0);

    SpotFriction plus(SpotFriction other) {
        return new SpotFriction(count + other.count, thousandths + other.thousandths, customers + other.customers);
    }

    boolean isZero() {
        return count == 0 && thousandths == 0 && customers == 0;
    }
}
