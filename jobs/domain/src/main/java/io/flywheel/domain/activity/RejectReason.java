package io.flywheel.domain.activity;

/**
 * Why a record was refused. The code is kept in the dead-letter topic and in {@code data_quality_window}: append only, never renamed.
 *
 * <p><b>Source:</b> docs/reference/events.md, "Reasons for refusal".
 */
public enum RejectReason {
    EMPTY_VALUE("the record has no value"),
    NOT_WIRE_FORMAT("the value does not start with the byte 0 and a schema id"),
    UNKNOWN_SCHEMA("the schema id is not known to the registry"),
    WRONG_SCHEMA("the schema id belongs to another record type than the topic carries"),
    TOO_LARGE("the value is larger than the limit"),
    MALFORMED("the value can not be read with its schema"),
    TRAILING_BYTES("bytes are left over after the record"),
    MISSING_CUSTOMER("the event states no customer"),
    INVALID_CUSTOMER("the customer id is too long or holds control characters"),
    INVALID_IDENTITY("event id or source is missing, too long or holds control characters"),
    INVALID_VALUE("a number or text is outside its range"),
    TIMESTAMP_IN_FUTURE("the event lies more than five minutes after its arrival"),
    TIMESTAMP_OUT_OF_RANGE("the event time is before 1990-01-01 or can not be a time"),
    ID_CONFLICT("another event with the same source and event id, but other content, was accepted before"),
    ERASED("the customer was erased, and the event is from before that");

    private final String meaning;

    RejectReason(String meaning) {
        this.meaning = meaning;
    }

    /** The reason in words. */
    public String meaning() {
        return meaning;
    }
}
