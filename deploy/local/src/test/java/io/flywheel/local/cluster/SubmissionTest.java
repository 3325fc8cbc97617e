package io.flywheel.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.local.JobKind;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

    @TempDir
    private Path directory;

    @Test
    void whatWasSubmittedIsReadBackAsItWas() {
        ClusterFolder folder = new ClusterFolder(directory);
        folder.create();
        Submission submission = new Submission(
                JobKind.VELOCITY,
                "0123456789abcdef0123456789abcdef",
                Path.of("/a b/job.jar"),
                Path.of("/c/wheel.yaml"),
                Map.of("kafka.group-id", "x=y #z", "job.name", "w"),
                3,
                null);
        submission.write(folder);
        assertThat(Submission.read(folder, JobKind.VELOCITY)).isEqualTo(submission);
        submission.withSavepoint("file:/s/savepoint-1").write(folder);
        assertThat(Submission.read(folder, JobKind.VELOCITY).savepoint()).isEqualTo("file:/s/savepoint-1");
        assertThatThrownBy(() -> Submission.read(folder, JobKind.PIPELINE))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOTHING_SUBMITTED));
    }
}
