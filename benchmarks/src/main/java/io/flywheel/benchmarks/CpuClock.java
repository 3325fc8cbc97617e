package io.flywheel.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The CPU time of this whole process: tasks, garbage collection, RocksDB's own threads and the compiler alike. */
final class CpuClock {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private CpuClock() {}

    static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Processes that ran or waited in the last minute, whoever they belong to. */
    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }
}
