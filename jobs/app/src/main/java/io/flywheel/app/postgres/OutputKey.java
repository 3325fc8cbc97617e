package io.flywheel.app.postgres;

/**
 * What an output is about: of two outputs about the same thing only the later is written.
 *
 * <p><b>Shape:</b> ordered by rank, then id, which is the order that rows are written in. All writers share that order, so none waits for another in a circle.
 */
record OutputKey(int rank, String id) implements Comparable<OutputKey> {

    @Override
    public int compareTo(OutputKey other) {
        int byRank = Integer.compare(rank, other.rank);
        return byRank != 0 ? byRank : id.compareTo(other.id);
    }
}
