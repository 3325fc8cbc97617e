package io.flywheel.pipeline.stop;

import io.flywheel.domain.quality.Progress;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * When a stop sends what waits: every so often by the clock or as the watermark moves, and at once when asked.
 *
 * <p>With each emission goes the progress of the stop, once a watermark: whoever reads it knows that all rows of before are sent.
 *
 * <p><b>Shape:</b> one instance a subtask, used by its thread alone; nothing of it is kept in state.
 */
public final class Emission {

    private final ProcessingTimeService clock;
    private final StopSettings settings;
    private final String stage;
    private final int subtask;
    private final Act send;
    private final Consumer<Progress> announce;
    private long watermark = Long.MIN_VALUE;
    private long announced = Long.MIN_VALUE;
    private long emittedAt;

    /** Sends what waits. */
    @FunctionalInterface
    public interface Act {
        void run() throws Exception;
    }

    public Emission(
            ProcessingTimeService clock,
            StopSettings settings,
            String stage,
            int subtask,
            Act send,
            Consumer<Progress> announce) {
        this.clock = clock;
        this.settings = settings;
        this.stage = stage;
        this.subtask = subtask;
        this.send = send;
        this.announce = announce;
    }

    /** Begins to emit by the clock, each time that it is wanted. */
    public void begin(BooleanSupplier wanted) {
        long now = clock.getCurrentProcessingTime();
        emittedAt = now;
        var unused = clock.registerTimer(now + settings.emitEveryMillis(), at -> {
            if (wanted.getAsBoolean()) {
                now();
            }
            begin(wanted);
        });
    }

    /** Notes how far event time has come. */
    public void advance(long watermarkMillis) {
        watermark = watermarkMillis;
    }

    /** How far event time has come; {@link Long#MIN_VALUE} before the first watermark, also after a restore. */
    public long watermark() {
        return watermark;
    }

    public boolean knowsTheTime() {
        return watermark != Long.MIN_VALUE;
    }

    /** Emits if the last time is long enough ago. */
    public void ifDue() throws Exception {
        if (clock.getCurrentProcessingTime() - emittedAt >= settings.emitEveryMillis()) {
            now();
        }
    }

    /** Emits at once. */
    public void now() throws Exception {
        send.run();
        emittedAt = clock.getCurrentProcessingTime();
        if (watermark > announced) {
            announced = watermark;
            announce.accept(new Progress(settings.job(), stage, subtask, watermark));
        }
    }
}
