package io.flywheel.pipeline.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.alert.AlertOutput;
import io.flywheel.domain.quality.Progress;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TellProgressTest {

    private static final int SUBTASK = 2;

    @Test
    void progressFollowsTheTimeAndComesBehindWhatWasToldBefore() throws Exception {
        AlertOutput told = new AlertOutput(null, null, null, null);
        try (var harness = new OneInputStreamOperatorTestHarness<>(
                new TellProgress<>("job", "alerts", (AlertOutput output) -> output, AlertOutput::of), 4, 4, SUBTASK)) {
            harness.open();
            harness.processElement(new StreamRecord<>(told));
            harness.processWatermark(new Watermark(100));
            harness.processElement(new StreamRecord<>(told));
            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(List.copyOf(harness.getOutput()))
                    .isEqualTo(List.of(
                            new StreamRecord<>(told),
                            new Watermark(100),
                            progress(100),
                            new StreamRecord<>(told),
                            Watermark.MAX_WATERMARK,
                            progress(Long.MAX_VALUE)));
        }
    }

    private static StreamRecord<AlertOutput> progress(long millis) {
        return new StreamRecord<>(AlertOutput.of(new Progress("job", "alerts", SUBTASK, millis)));
    }
}
