package io.flywheel.pipeline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.pipeline.JobInvariants;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands behind a topic hears records and time in the order in which they were sent. */
class KeepTimeTest {

    @Test
    void aRecordIsHeardAtTheTimeOfItsSenderAndNeverBefore() throws Exception {
        try (var flink = started(null)) {
            flink.processElement(sent("a1", Long.MIN_VALUE));
            // another partition holds the time up: these were sent after looks that are still to come
            flink.processElement(sent("a2", 200));
            flink.processElement(sent("b1", 100));
            flink.processElement(sent("b2", 200));
            flink.processElement(sent("a3", 200));
            assertThat(heard(flink)).containsExactly("a1");

            flink.processWatermark(150);
            assertThat(heard(flink)).containsExactly("100", "b1", "150");

            flink.processWatermark(300);
            List<String> rest = heard(flink);
            assertThat(rest).startsWith("200").endsWith("300").contains("b2");
            assertThat(rest.subList(rest.indexOf("a2"), rest.size())).startsWith("a2", "a3");
        }
    }

    @Test
    void whatIsSentAtTheTimeThatIsKnownDoesNotWait() throws Exception {
        try (var flink = started(null)) {
            flink.processWatermark(200);
            flink.processElement(sent("a1", 200));
            flink.processElement(sent("a2", 150));
            assertThat(heard(flink)).containsExactly("200", "a1", "a2");
            assertThat(flink.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void whatWaitsOutlivesAFailure() throws Exception {
        OperatorSubtaskState saved;
        try (var flink = started(null)) {
            flink.processElement(sent("a1", 100));
            flink.processElement(sent("a2", 100));
            saved = flink.snapshot(1, 1);
        }
        try (var flink = started(saved)) {
            flink.processElement(sent("a3", 200));
            flink.processWatermark(200);
            assertThat(heard(flink)).containsExactly("100", "a1", "a2", "200", "a3", "200");
            assertThat(flink.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void theEndOfInputLetsEverythingGo() throws Exception {
        try (var flink = started(null)) {
            flink.processElement(sent("a1", 100));
            flink.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(heard(flink)).containsExactly("100", "a1", String.valueOf(Long.MAX_VALUE));
        }
    }

    private static StreamRecord<Arrived<String>> sent(String content, long sentAt) {
        return new StreamRecord<>(new Arrived<>(0, content, new SenderClock(0, 2, sentAt)));
    }

    /** Records and times since the last call, in their order. */
    private static List<String> heard(KeyedOneInputStreamOperatorTestHarness<?, ?, String> flink) {
        List<String> heard = flink.getOutput().stream()
                .map(each -> each instanceof Watermark mark
                        ? String.valueOf(mark.getTimestamp())
                        : String.valueOf(((StreamRecord<?>) each).getValue()))
                .toList();
        flink.getOutput().clear();
        return heard;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Arrived<String>, String> started(
            @Nullable OperatorSubtaskState saved) throws Exception {
        var flink = new KeyedOneInputStreamOperatorTestHarness<String, Arrived<String>, String>(
                new KeepTime<>(new HeldText()),
                arrived -> arrived.present().substring(0, 1),
                Types.STRING,
                JobInvariants.MAX_PARALLELISM,
                1,
                0);
        flink.setup(Types.STRING.createSerializer(new SerializerConfigImpl()));
        if (saved != null) {
            flink.initializeState(saved);
        }
        flink.open();
        return flink;
    }
}
