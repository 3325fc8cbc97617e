package io.flywheel.domain.spike;

/** Which rule says that a bucket is out of the ordinary. */
public enum SpikeCause {
    /** One bucket far off: the Shewhart limit. */
    ONCE,
    /** Two of the last three buckets off. */
    TWICE,
    /** Not far off, but for some time: the moving average and the cumulative sum agree. */
    DRIFT,
    /** Too little is known for a baseline, and the rate is bad whatever is usual. */
    ABSOLUTE
}
