package io.flywheel.app.decode;

import io.flywheel.domain.activity.RejectReason;

/** Carries the reason for a refusal from where it is found to the end of the decoding of one record; never leaves the decoder. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final RejectReason reason;

    RefusedException(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RejectReason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
