package io.flywheel.pipeline.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.quality.QualityOutput;
import io.flywheel.domain.quality.QualityWindow;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FollowProgressTest {

    private static final QualityWindow ROW = new QualityWindow("deals", 0, 1, 1, 0, 0, 0, Map.of(), Map.of());

    @Test
    void theTimeIsToldByProgressAndNeverOvertakesARow() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(
                new FollowProgress<>(QualityOutput::progress, QualityOutput::window))) {
            harness.open();
            harness.processWatermark(new Watermark(100));
            harness.processElement(new StreamRecord<>(QualityOutput.of(ROW)));
            harness.processElement(new StreamRecord<>(QualityOutput.of(new Progress("job", "quality", 0, 100))));
            harness.processWatermark(new Watermark(200));
            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(List.copyOf(harness.getOutput()))
                    .isEqualTo(List.of(new StreamRecord<>(ROW), new Watermark(100), Watermark.MAX_WATERMARK));
        }
    }
}
