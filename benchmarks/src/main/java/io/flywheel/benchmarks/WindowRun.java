package io.flywheel.benchmarks;

/**
 * One run of one contestant for windows.
 *
 * <p><b>Units:</b> {@code cpuNanos} of the whole process from the first record to the end of the job; {@code windows} are final rows and {@code sum} goes over them; {@code load} of the machine
 * when the run began.
 */
record WindowRun(WindowContestant contestant, long cpuNanos, long rows, long windows, long sum, double load) {

    double microsPerEvent(int events) {
        return cpuNanos / 1e3 / events;
    }
}
