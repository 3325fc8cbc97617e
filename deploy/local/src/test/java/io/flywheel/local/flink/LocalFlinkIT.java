package io.flywheel.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.local.home.DataDirectory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkIT {

    @TempDir
    private Path directory;

    @Test
    void aJobRunsOnRocksDbWithCheckpointsInTheDataDirectoryAndThePageShowsIt() throws Exception {
        try (DataDirectory home = DataDirectory.take(directory);
                LocalFlink flink = LocalFlink.start(home, 0, 2)) {
            JobClient job = flink.submit(
                    "turns",
                    environment -> environment
                            .fromSequence(0, Long.MAX_VALUE - 1)
                            .keyBy(number -> number % 10)
                            .process(new CountTurns())
                            .sinkTo(new DiscardingSink<>()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> job.getJobStatus().get() == JobStatus.RUNNING);
            assertThat(get(flink, "/jobs/overview")).contains("turns");
            assertThat(get(flink, "/")).contains("<html");
            assertThat(get(flink, "/config")).contains("\"web-submit\":false");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> hasCheckpoint(home.checkpoints()));
            assertThat(home.rocksdb()).isNotEmptyDirectory();
            assertThat(Listeners.beyondLoopback()).isEmpty();
        }
        assertThat(directory.resolve("lock")).exists();
    }

    private static boolean hasCheckpoint(Path checkpoints) throws java.io.IOException {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.anyMatch(file -> file.getFileName().toString().equals("_metadata"));
        } catch (java.io.UncheckedIOException deletedMeanwhile) {
            return false;
        }
    }

    private static String get(LocalFlink flink, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(flink.page().resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Something with keyed state, so that there is a RocksDB. */
    static final class CountTurns extends KeyedProcessFunction<Long, Long, Long> {

        private static final long serialVersionUID = 1L;

        private transient ValueState<Long> turns;

        @Override
        public void open(OpenContext context) {
            turns = getRuntimeContext().getState(new ValueStateDescriptor<>("turns", Long.class));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            Long before = turns.value();
            turns.update(before == null ? 1 : before + 1);
            out.collect(number);
        }
    }
}
