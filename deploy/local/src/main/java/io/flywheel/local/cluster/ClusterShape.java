package io.flywheel.local.cluster;

/**
 * Which processes a cluster has.
 *
 * @param taskManagers processes that carry subtasks
 * @param slots subtasks of one operator that each of them carries
 * @param restPort the port of the page and of Flink's client on loopback, 0 for any free one
 * @param standby whether a second job manager waits to take over, with a ZooKeeper that says whose turn it is
 * @param encrypted whether the processes speak TLS with each other, and only with who holds the key of the cluster
 */
public record ClusterShape(int taskManagers, int slots, int restPort, boolean standby, boolean encrypted) {

    public ClusterShape {
        if (taskManagers < 1 || slots < 1) {
            throw new IllegalArgumentException("a cluster has task managers and slots: " + taskManagers + ", " + slots);
        }
    }

    int jobManagers() {
        return standby ? 2 : 1;
    }
}
