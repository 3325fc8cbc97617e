package io.flywheel.scenarios.invented;

/** How far an invented customer has come around the wheel. */
enum Stage {
    /** Attract: looks around, reads, gets mail. */
    VISITOR,
    /** Engage: has signed up, tries, negotiates or shops. */
    EVALUATOR,
    /** Delight: has bought, uses, asks for help, recommends, buys again. */
    CUSTOMER,
    /** Has left; silent but for a rare visit, from which the journey starts again. */
    GONE
}
