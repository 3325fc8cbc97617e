package io.flywheel.domain.customer;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import org.jspecify.annotations.Nullable;

/** The text that the latest event stated; of two events at one moment that of the greater identity, so the order of arrival does not matter. */
final class LatestText {

    private @Nullable String text;
    private long atMillis;
    private long identity;

    void offer(@Nullable String offered, long offeredAtMillis, long offeredIdentity) {
        if (offered == null) {
            return;
        }
        if (text == null || offeredAtMillis > atMillis || offeredAtMillis == atMillis && offeredIdentity > identity) {
            text = offered;
            atMillis = offeredAtMillis;
            identity = offeredIdentity;
        }
    }

    @Nullable
    String text() {
        return text;
    }

    long atMillis() {
        return atMillis;
    }

    void write(StateWriter out) {
        out.putText(text);
        if (text != null) {
            out.putSigned(atMillis);
            out.putLong(identity);
        }
    }

    static LatestText read(StateReader in) {
        LatestText latest = new LatestText();
        latest.text = in.getText();
        if (latest.text != null) {
            latest.atMillis = in.getSigned();
            latest.identity = in.getLong();
        }
        return latest;
    }
}
