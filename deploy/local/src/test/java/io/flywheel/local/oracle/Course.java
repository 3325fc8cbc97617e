package io.flywheel.local.oracle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which band a customer is in as of when: the walk over the midnights, then every silent change that the watermark has passed. */
final class Course {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Numbers numbers;
    private long asOf;
    private String band;
    private String before;
    private @Nullable Long next;

    Course(Numbers numbers, long latest, long watermark) {
        this.numbers = numbers;
        asOf = latest;
        long today = Math.floorDiv(latest, DAY);
        String walked = "red";
        for (long day = today - 6; day <= today; day++) {
            walked = step(walked, numbers.indexAtMidnight(day * DAY));
        }
        before = walked;
        band = step(walked, numbers.index(latest));
        next = crossing();
        while (next != null && next <= watermark) {
            asOf = next;
            before = band;
            band = step(band, numbers.index(asOf));
            next = crossing();
        }
    }

    long asOf() {
        return asOf;
    }

    String band() {
        return band;
    }

    String before() {
        return before;
    }

    @Nullable
    Long next() {
        return next;
    }

    static String step(String band, double index) {
        boolean wasGreen = band.equals("green");
        if (index > 75 || wasGreen && index >= 72) {
            return "green";
        }
        return index > 50 || !band.equals("red") && index >= 47 ? "yellow" : "red";
    }

    private @Nullable Long crossing() {
        long unchanged = asOf;
        for (long look : numbers.looks(asOf)) {
            if (hasChanged(look)) {
                return narrow(unchanged, look);
            }
            unchanged = look;
        }
        return null;
    }

    private boolean hasChanged(long at) {
        return !step(band, numbers.index(at)).equals(band);
    }

    private long narrow(long unchanged, long changed) {
        if (changed - unchanged <= 1000) {
            return changed;
        }
        long middle = unchanged + (changed - unchanged) / 2;
        return hasChanged(middle) ? narrow(unchanged, middle) : narrow(middle, changed);
    }
}
