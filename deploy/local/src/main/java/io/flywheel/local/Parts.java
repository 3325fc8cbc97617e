package io.flywheel.local;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a run that were started, ended in the reverse order of their start: whoever writes ends before what is written to.
 *
 * <p><b>Shape:</b> ending happens once, at the end of the run or when the process is told to end (Ctrl+C, TERM), whichever comes first. A part that is
 * being started at that moment is waited for and ended too, so nothing is left running.
 * <p><b>Errors:</b> a part that can not end is logged and does not keep the others from ending.
 */
public final class Parts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> started = new ArrayDeque<>();
    private final CountDownLatch endRequested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::endOnSignal, "end-of-run");
    private volatile Duration graceForReport = Duration.ZERO;

    public Parts() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private record Part(String name, AutoCloseable part) {}

    /** Starts a part and remembers it. */
    public synchronized <T extends AutoCloseable> T start(String name, Supplier<T> starter) {
        if (isEnding()) {
            throw new Failure(ErrorCode.UNEXPECTED, name + " is not started", "the run is ending", "start it again");
        }
        T part = starter.get();
        started.push(new Part(name, part));
        return part;
    }

    /** From now on a signal lets the run say its last words before its parts are ended. */
    public void grantLastWords(Duration grace) {
        graceForReport = grace;
    }

    public boolean isEnding() {
        return endRequested.getCount() == 0;
    }

    /** Waits for a moment, or until the run is told to end. True when it was. */
    public boolean endsWithin(Duration time) {
        try {
            return endRequested.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void endOnSignal() {
        endRequested.countDown();
        try {
            if (!ended.await(graceForReport.toNanos(), TimeUnit.NANOSECONDS)) {
                endAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        endRequested.countDown();
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException theProcessIsEnding) {
            // The hook has run or runs now and finds nothing left to end.
        }
    }

    private synchronized void endAll() {
        while (!started.isEmpty()) {
            end(started.pop());
        }
        ended.countDown();
    }

    private static void end(Part part) {
        long begun = System.nanoTime();
        try {
            part.part().close();
            LOG.info(
                    "{} ended in {} ms",
                    part.name(),
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        } catch (Exception e) { // the edge of the process: the other parts must end whatever this one throws
            LOG.warn("{} did not end cleanly", part.name(), e);
        }
    }
}
