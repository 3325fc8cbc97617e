package io.flywheel.domain.alert;

/** What a reading says of a rule. */
enum Condition {
    ON,
    BETWEEN,
    OFF
}
