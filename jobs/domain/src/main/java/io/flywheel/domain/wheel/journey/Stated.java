package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A fact as last stated, whatever the order the statements came in. */
record Stated<T>(T value, Occasion occasion) {

    /** The later of what was known and what is stated now; an event that states nothing changes nothing. */
    static <T> @Nullable Stated<T> latest(@Nullable Stated<T> known, @Nullable T value, Occasion occasion) {
        if (value == null || known != null && known.occasion.compareTo(occasion) >= 0) {
            return known;
        }
        return new Stated<>(value, occasion);
    }

    static <T> @Nullable T valueOf(@Nullable Stated<T> stated) {
        return stated == null ? null : stated.value;
    }

    static <T> @Nullable Stated<T> settled(@Nullable Stated<T> stated, long horizonMillis) {
        if (stated == null) {
            return null;
        }
        Occasion occasion = stated.occasion.settled(horizonMillis);
        return occasion.equals(stated.occasion) ? stated : new Stated<>(stated.value, occasion);
    }

    static <T> void write(@Nullable Stated<T> stated, Function<T, String> asText, StateWriter out) {
        out.putText(stated == null ? null : asText.apply(stated.value));
        if (stated != null) {
            stated.occasion.write(out);
        }
    }

    static <T> @Nullable Stated<T> read(Function<String, T> fromText, StateReader in) {
        String text = in.getText();
        return text == null ? null : new Stated<>(fromText.apply(text), Occasion.read(in));
    }
}
