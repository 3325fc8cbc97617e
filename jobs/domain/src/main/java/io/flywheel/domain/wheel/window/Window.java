package io.flywheel.domain.wheel.window;

import java.util.Comparator;
import java.util.function.Consumer;

/**
 * A period of event time that rows are told for.
 *
 * <p><b>Shape:</b> the start is inclusive, the end exclusive; ordered by end, then by grain.
 *
 * <p><b>Units:</b> epoch milliseconds; ends are whole multiples of the grain's step.
 */
public record Window(Grain grain, long endMillis) implements Comparable<Window> {

    private static final Comparator<Window> ORDER =
            Comparator.comparingLong(Window::endMillis).thenComparing(Window::grain);

    /** First moment of the window. */
    public long startMillis() {
        return endMillis - grain.lengthMillis();
    }

    /** Names every window, of all grains, that a delta of {@link WindowListener} holds for. */
    public static void forEach(Reach reach, Consumer<Window> receiver) {
        for (Grain grain : Grain.values()) {
            grain.forEachEnd(reach, end -> receiver.accept(new Window(grain, end * Grain.SLICE_MILLIS)));
        }
    }

    @Override
    public int compareTo(Window other) {
        return ORDER.compare(this, other);
    }
}
