package io.flywheel.domain.spike;

/** What the numbers of a series are; decides how far is far. */
public enum SeriesKind {
    /** How often something happened, at some exposure. Its noise follows from its height, and only too much is a spike. */
    COUNT,
    /** A level that was read off, such as a load or a duration. Its noise is known from its past alone, and too little is as odd as too much. */
    MEASURE
}
