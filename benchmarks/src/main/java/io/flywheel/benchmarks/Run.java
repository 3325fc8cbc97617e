package io.flywheel.benchmarks;

/**
 * One run of one contestant.
 *
 * <p><b>Units:</b> {@code cpuNanos} of the whole process from the first record to the end of the job; {@code load} of the machine when the run began.
 */
record Run(String contestant, long cpuNanos, long rows, int customers, long sum, double load) {

    double microsPerEvent(int events) {
        return cpuNanos / 1e3 / events;
    }
}
