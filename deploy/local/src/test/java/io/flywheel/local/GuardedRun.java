package io.flywheel.local;

import io.flywheel.local.home.LocalLogs;
import io.flywheel.local.progress.Progress;
import io.flywheel.local.run.LocalRun;
import io.flywheel.local.run.RunRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A process of its own for the test that looks for secrets: what {@code flywheel run} does, and says where Flink's page is. */
final class GuardedRun {

    private GuardedRun() {}

    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        LocalLogs.into(root.resolve("logs"), true, System.getProperties());
        RunRequest request =
                new RunRequest(JobKind.PIPELINE, Path.of(arguments[1]), Map.of(), 1, null, true, root, List.of());
        new LocalRun(new MomentumTables(), new Configurations(), Clock.systemUTC()).run(request, new Said());
        System.exit(0);
    }

    private record Said() implements Progress {

        @Override
        public void begin(String phase) {}

        @Override
        public void done(String detail) {}

        @Override
        public void update(String detail) {}

        @Override
        public void say(String line) {
            System.out.println(line);
        }
    }
}
