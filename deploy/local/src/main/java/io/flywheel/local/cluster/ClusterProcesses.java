package io.flywheel.local.cluster;

import io.flywheel.local.home.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * The processes of a cluster: a job manager or two, task managers, and a ZooKeeper where two job managers take turns.
 *
 * <p><b>Shape:</b> each gets the memory that Flink itself computes from the settings, as the scripts of a Flink distribution would ask for it.
 */
final class ClusterProcesses {

    private static final String ZOOKEEPER = "zookeeper";
    private static final String JOB_MANAGER = "jobmanager-";
    private static final String TASK_MANAGER = "taskmanager-";

    private final Distribution distribution;
    private final ClusterFolder folder;
    private final ClusterSettings settings;

    ClusterProcesses(Distribution distribution, ClusterFolder folder, ClusterSettings settings) {
        this.distribution = distribution;
        this.folder = folder;
        this.settings = settings;
    }

    /** Those that have a file in the folder, whether they live or not; who asks ends before who answers. */
    List<ClusterProcess> known() {
        if (!Files.isDirectory(folder.run())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.run())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".pid"))
                    .map(file -> new ClusterProcess(folder, file.substring(0, file.length() - ".pid".length())))
                    .sorted(Comparator.comparing(ClusterProcess::name).reversed())
                    .sorted(Comparator.comparing(process -> process.name().equals(ZOOKEEPER)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder.run() + " can not be listed", e);
        }
    }

    List<ClusterProcess> living() {
        return known().stream().filter(ClusterProcess::isAlive).toList();
    }

    void startZooKeeper(int port) {
        Path data = folder.root().resolve(ZOOKEEPER);
        Path file = folder.conf().resolve("zoo.cfg");
        try {
            Files.createDirectories(data);
            Files.writeString(
                    file,
                    String.join(
                            "\n",
                            "tickTime=1000",
                            "dataDir=" + data,
                            "clientPort=" + port,
                            "clientPortAddress=" + LoopbackPorts.HOST,
                            "admin.enableServer=false",
                            ""));
        } catch (IOException e) {
            throw new UncheckedIOException("the settings of ZooKeeper can not be written in " + folder.conf(), e);
        }
        start(
                ZOOKEEPER,
                "-Xmx64m",
                FlinkZooKeeperQuorumPeer.class,
                List.of("--zkConfigFile", file.toString(), "--peerId", "1"));
    }

    void startJobManager(int number) {
        Configuration configuration = settings.read();
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
        start(
                JOB_MANAGER + number,
                JobManagerProcessUtils.generateJvmParametersStr(memory, configuration),
                StandaloneSessionClusterEntrypoint.class,
                flinks(JobManagerProcessUtils.generateDynamicConfigsStr(memory), "--executionMode", "cluster"));
    }

    void startTaskManager(int number) {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(settings.read());
        start(
                TASK_MANAGER + number,
                ProcessMemoryUtils.generateJvmParametersStr(memory),
                TaskManagerRunner.class,
                flinks(
                        TaskExecutorProcessUtils.generateDynamicConfigsStr(memory),
                        "-D",
                        "taskmanager.resource-id=" + TASK_MANAGER + number));
    }

    private List<String> flinks(String memory, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--configDir", folder.conf().toString()));
        arguments.addAll(List.of(more));
        arguments.addAll(words(memory));
        return arguments;
    }

    private void start(String name, String memory, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(ClusterProcess.java(distribution, folder));
        command.addAll(words(memory));
        command.add("-XX:+UseSerialGC");
        command.addAll(settings.logging(name));
        command.add(main.getName());
        command.addAll(arguments);
        new ClusterProcess(folder, name).start(command);
    }

    private static List<String> words(String line) {
        return Stream.of(line.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
