package io.flywheel.local.evaluation.spikes;

/** A span in which something was wrong; begin and end belong to it. */
record Window(long beginMillis, long endMillis) {

    boolean holds(long atMillis) {
        return beginMillis <= atMillis && atMillis <= endMillis;
    }
}
