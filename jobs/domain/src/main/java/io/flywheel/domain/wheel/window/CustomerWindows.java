package io.flywheel.domain.wheel.window;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What one customer adds to the windows of the wheel.
 *
 * <p>Points count in the slice of their signal, in every window that contains it. The customer counts in a window by the last slice in which they have a record of its series: so a slice tells of the customer
 * until the next one begins. Both are told as deltas, and when a record comes between two others, or one of an earlier day moves the readings of later midnights, what was told is taken back and told anew. So
 * the deltas of the same signals add up to the same in every window, whatever the order they came in.
 *
 * <p>A finding, which is friction that the momentum job found in several events, is nothing that the customer did: its points count in the slice of its moment, and the customer counts no more for it. What a
 * finding told can be taken back.
 *
 * <p><b>Shape:</b> mutable, one instance a customer; {@link #fold} takes each signal once and reads no clock. In order of time it costs one delta or three a series, and one reading an active day.
 *
 * <p><b>Errors:</b> {@link IllegalArgumentException} for what is older than the horizon it was settled at, {@link IllegalStateException} for signals of another catalogue.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Windows".
 */
public final class CustomerWindows {

    private static final int VERSION = 1;

    /** Days beyond these are settled as far as these, so that slices can be counted in 32 bits. */
    private static final int FARTHEST_DAY = Integer.MAX_VALUE / Grain.SLICES_OF_DAY - 1;

    private final SignalCatalogue catalogue;
    private final Set<Dimension> dimensions;
    private final DayBook book;
    private final Map<Series, SliceRow> rows = new TreeMap<>();

    /** A customer of whom nothing is known. */
    public CustomerWindows(SignalCatalogue catalogue, Set<Dimension> dimensions) {
        this(catalogue, dimensions, new DayBook(catalogue));
    }

    private CustomerWindows(SignalCatalogue catalogue, Set<Dimension> dimensions, DayBook book) {
        this.catalogue = catalogue;
        this.dimensions = dimensions;
        this.book = book;
    }

    /** Takes one signal, which was not taken before, and tells what changes in the windows of all its series. */
    public void fold(Signal signal, WindowListener out) {
        ActiveDay day = dayOf(signal);
        boolean mattersLater = book.take(signal, day);
        WindowTotals points = signal.kind() == SignalKind.IMPULSE ? points(signal, day.standpoint) : new WindowTotals();
        int slice = Grain.sliceOf(signal.occurredAtMillis());
        if (signal.facts().kind().isDerived()) {
            tellPoints(signal, points, out);
        } else {
            forEachSeries(
                    signal,
                    series -> new Teller(series, rows.computeIfAbsent(series, its -> new SliceRow()), out)
                            .tell(slice, points));
        }
        if (mattersLater) {
            moveAfter(day, out);
        }
    }

    /** Undoes one thing that the finding of a retraction told, which was taken before. */
    public void takeBack(Signal retraction, SignalKind told, WindowListener out) {
        ActiveDay day = dayOf(retraction);
        boolean mattersLater = book.takeBack(retraction, told, day);
        if (told == SignalKind.IMPULSE) {
            WindowTotals lost = new WindowTotals();
            lost.subtract(points(retraction, day.standpoint));
            tellPoints(retraction, lost, out);
        }
        if (mattersLater) {
            moveAfter(day, out);
        }
    }

    private ActiveDay dayOf(Signal signal) {
        long at = signal.occurredAtMillis();
        if (isSettled(at)) {
            throw new IllegalArgumentException("signal " + signal.signalType() + " of event " + signal.eventId()
                    + " at " + at + " comes after its day was settled; days before day " + book.firstOpenDay()
                    + " take no more");
        }
        return book.open(DayBook.dayOf(at));
    }

    /** Points without the presence of the customer. */
    private void tellPoints(Signal signal, WindowTotals points, WindowListener out) {
        if (!points.isZero()) {
            Reach reach = Reach.all(Grain.sliceOf(signal.occurredAtMillis()));
            forEachSeries(signal, series -> out.add(series, reach, points));
        }
    }

    private void forEachSeries(Signal signal, Consumer<Series> receiver) {
        for (Dimension dimension : dimensions) {
            String value = dimension.valueOf(signal);
            if (value != null) {
                receiver.accept(new Series(dimension, value));
            }
        }
    }

    private void moveAfter(ActiveDay day, WindowListener out) {
        for (DayBook.Move move : book.rereadAfter(day.day)) {
            rows.forEach((series, row) -> new Teller(series, row, out).move(move));
        }
    }

    /** Whether the day of a moment is settled, so that nothing of it can be taken any more. */
    public boolean isSettled(long atMillis) {
        return DayBook.dayOf(atMillis) < book.firstOpenDay();
    }

    /**
     * The numbers of the customer at the midnight that begins a day.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} for a day that is settled.
     */
    public DayReading readingBefore(int day) {
        return book.readingBefore(day);
    }

    /**
     * Forgets what only later signals of before a horizon could need.
     *
     * <p><b>Units:</b> epoch milliseconds; days are settled as a whole, once the horizon is past their end.
     */
    public void settle(long horizonMillis) {
        long wanted = Math.floorDiv(horizonMillis, Grain.DAY.lengthMillis());
        int day = (int) Math.max(-FARTHEST_DAY, Math.min(FARTHEST_DAY, wanted));
        if (day <= book.firstOpenDay()) {
            return;
        }
        rows.values().forEach(row -> row.settle(day * Grain.SLICES_OF_DAY));
        rows.values().removeIf(row -> row.size() == 0);
        Set<Integer> kept = new HashSet<>();
        rows.values().forEach(row -> kept.add(Grain.dayOf(row.sliceAt(0))));
        book.settleBefore(day, kept::contains);
    }

    private static WindowTotals points(Signal signal, Standpoint standpoint) {
        return WindowTotals.impulse(
                signal.side(),
                signal.weightThousandths(),
                standpoint.massThousandths(),
                signal.phase(),
                signal.department());
    }

    /** Tells what changes in one series. */
    private final class Teller {

        private final Series series;
        private final SliceRow row;
        private final WindowListener out;

        Teller(Series series, SliceRow row, WindowListener out) {
            this.series = series;
            this.row = row;
            this.out = out;
        }

        /** A record in a slice, with its points. */
        void tell(int slice, WindowTotals points) {
            int place = row.placeOf(slice);
            WindowTotals added = points;
            if (!row.isAt(place, slice)) {
                row.insert(place, slice);
                Standpoint standpoint = standpointAt(place);
                if (place > 0) {
                    cutShort(place - 1, row.lastUntil(place));
                }
                if (row.lastUntil(place) == Integer.MAX_VALUE) {
                    // the usual case: the latest slice, of which points and presence hold for the same windows
                    added = points.copy();
                    added.count(standpoint, 1);
                } else {
                    out.add(series, Reach.until(slice, row.lastUntil(place)), presence(standpoint, 1));
                }
            }
            row.push(place, points.pushThousandths());
            if (!added.isZero()) {
                out.add(series, Reach.all(slice), added);
            }
        }

        /** The presence of a slice reached to where that of a new one ends, and now ends where the new one begins. */
        private void cutShort(int place, int untilSlice) {
            int slice = row.sliceAt(place);
            if (row.lastUntil(place) - (long) slice < Grain.LONGEST_SLICES) {
                Standpoint standpoint = standpointAt(place);
                Reach lost = new Reach(slice, row.lastUntil(place), untilSlice);
                out.add(series, lost, presence(standpoint, -1));
            }
        }

        /** The customer stood elsewhere on a day: its presences and pushes are counted with that. */
        void move(DayBook.Move move) {
            int firstOfNextDay = (move.day() + 1) * Grain.SLICES_OF_DAY;
            int massMore = move.to().massThousandths() - move.from().massThousandths();
            for (int i = row.placeOf(move.day() * Grain.SLICES_OF_DAY);
                    i < row.size() && row.sliceAt(i) < firstOfNextDay;
                    i++) {
                WindowTotals presence = presence(move.to(), 1);
                presence.count(move.from(), -1);
                out.add(series, Reach.until(row.sliceAt(i), row.lastUntil(i)), presence);
                if (massMore != 0 && row.pushThousandthsAt(i) != 0) {
                    WindowTotals weight = new WindowTotals();
                    weight.weigh(row.pushThousandthsAt(i), massMore);
                    out.add(series, Reach.all(row.sliceAt(i)), weight);
                }
            }
        }

        private Standpoint standpointAt(int place) {
            return book.standpointOf(Grain.dayOf(row.sliceAt(place)));
        }

        private WindowTotals presence(Standpoint standpoint, int count) {
            WindowTotals presence = new WindowTotals();
            presence.count(standpoint, count);
            return presence;
        }
    }

    /** Writes all that is remembered, from which {@link #read} makes the same again. */
    public void write(StateWriter out) {
        out.putByte(VERSION);
        out.putInt(catalogue.decayFingerprint());
        book.write(out);
        out.putCount(rows.size());
        rows.forEach((series, row) -> {
            out.putByte(series.dimension().ordinal());
            out.putText(series.value());
            row.write(out);
        });
    }

    /**
     * The customer that was written.
     *
     * <p><b>Errors:</b> {@link IllegalStateException} for a layout of a later release and for other half-lives than the catalogue's: the sums would be wrong.
     */
    public static CustomerWindows read(StateReader in, SignalCatalogue catalogue, Set<Dimension> dimensions) {
        int version = in.getByte();
        if (version != VERSION) {
            throw new IllegalStateException("windows of a customer have layout version " + version
                    + ", but this release reads 1 to " + VERSION
                    + "; restore with the release that wrote it, or a later one");
        }
        if (in.getInt() != catalogue.decayFingerprint()) {
            throw new IllegalStateException(
                    "windows of a customer were built with other half-lives than those of the catalogue in force; "
                            + "sums of different half-lives can not be mixed: take the old half-lives back, or start without state and replay the topics");
        }
        CustomerWindows windows = new CustomerWindows(catalogue, dimensions, DayBook.read(in, catalogue));
        for (int left = in.getCount(); left > 0; left--) {
            Series series = new Series(Dimension.values()[in.getByte()], in.getPresentText());
            windows.rows.put(series, SliceRow.read(in));
        }
        return windows;
    }
}
