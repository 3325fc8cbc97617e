package io.flywheel.domain.momentum;

/**
 * Puts a momentum index into a band, with three points of hysteresis downwards.
 *
 * <table>
 *   <caption>Band after an index, by the band before</caption>
 *   <tr><th>index</th><th>before red</th><th>before yellow</th><th>before green</th></tr>
 *   <tr><td>above 75</td><td>green</td><td>green</td><td>green</td></tr>
 *   <tr><td>72 to 75</td><td>yellow</td><td>yellow</td><td>green</td></tr>
 *   <tr><td>above 50, below 72</td><td>yellow</td><td>yellow</td><td>yellow</td></tr>
 *   <tr><td>47 to 50</td><td>red</td><td>yellow</td><td>yellow</td></tr>
 *   <tr><td>below 47</td><td>red</td><td>red</td><td>red</td></tr>
 * </table>
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Bands"; docs/decisions/0008-order-free-hysteresis.md.
 */
public final class Bands {

    static final double YELLOW_ABOVE = 50;
    static final double GREEN_ABOVE = 75;
    static final double HYSTERESIS = 3;

    private Bands() {}

    public static Band next(Band before, double index) {
        if (index > GREEN_ABOVE || before == Band.GREEN && index >= GREEN_ABOVE - HYSTERESIS) {
            return Band.GREEN;
        }
        if (index > YELLOW_ABOVE || before != Band.RED && index >= YELLOW_ABOVE - HYSTERESIS) {
            return Band.YELLOW;
        }
        return Band.RED;
    }

    /** Whether the band depends on the band before. */
    public static boolean remembers(double index) {
        return next(Band.RED, index) != next(Band.GREEN, index);
    }
}
