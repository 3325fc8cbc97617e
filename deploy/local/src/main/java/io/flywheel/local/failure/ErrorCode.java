package io.flywheel.local.failure;

import java.util.Locale;

/**
 * Every way a command ends without its result, under a number that can be looked up and searched for.
 *
 * <p><b>Shape:</b> numbers are never used again for something else; the thousands digit is the exit code.
 * <p><b>Source:</b> docs/reference/errors.md lists each of them; a test compares the two.
 */
public enum ErrorCode {
    UNEXPECTED(1001, ExitCode.FAILED, "something happened that Flywheel did not foresee"),
    JOB_FAILED(1002, ExitCode.FAILED, "the Flink job ended although it should run on"),
    INPUT_UNREADABLE(
            1003, ExitCode.FAILED, "an input file is missing, not readable or not in the form its source promises"),
    CUSTOMER_UNKNOWN(1004, ExitCode.FAILED, "no table knows the customer asked for"),
    DATABASE_REFUSED(1005, ExitCode.FAILED, "PostgreSQL was reached and refused the work"),
    SAVEPOINT_FAILED(1021, ExitCode.FAILED, "a savepoint was not completed"),
    NOTHING_SUBMITTED(1022, ExitCode.FAILED, "the cluster was never given this job, or the job was never stopped"),
    USAGE(2001, ExitCode.USAGE, "the command line was not understood"),
    CONFIG_INVALID(3001, ExitCode.FOUND_PROBLEMS, "the configuration file has errors"),
    STATE_REFUSED(3021, ExitCode.FOUND_PROBLEMS, "the job jar can not restore this savepoint"),
    DATA_DIRECTORY_IN_USE(4001, ExitCode.UNREACHABLE, "another Flywheel uses the same data directory"),
    DATA_DIRECTORY_UNUSABLE(4002, ExitCode.UNREACHABLE, "the data directory can not be created or written"),
    PORT_IN_USE(4003, ExitCode.UNREACHABLE, "a port that was asked for is taken"),
    POSTGRES_UNREACHABLE(4004, ExitCode.UNREACHABLE, "PostgreSQL does not start or does not answer"),
    KAFKA_UNREACHABLE(4005, ExitCode.UNREACHABLE, "Kafka does not start or does not answer"),
    FLINK_UNREACHABLE(4006, ExitCode.UNREACHABLE, "Flink does not start or does not answer"),
    NOTHING_KEPT(4007, ExitCode.UNREACHABLE, "the data directory holds no tables yet"),
    REGISTRY_UNREACHABLE(
            4008, ExitCode.UNREACHABLE, "the schema registry does not answer or does not know the contracts"),
    CLUSTER_NOT_RUNNING(4021, ExitCode.UNREACHABLE, "no cluster of processes lives in this folder"),
    CLUSTER_RUNNING(4022, ExitCode.UNREACHABLE, "a cluster of processes lives in this folder, or carries a job"),
    DISTRIBUTION_MISSING(4023, ExitCode.UNREACHABLE, "Flink's jars or the job jar were not built"),
    TIMED_OUT(5001, ExitCode.TIMED_OUT, "the work was not finished in the time allowed");

    private final int number;
    private final ExitCode exitCode;
    private final String meaning;

    ErrorCode(int number, ExitCode exitCode, String meaning) {
        this.number = number;
        this.exitCode = exitCode;
        this.meaning = meaning;
    }

    /** The code as people see it, for example {@code FLY-4001}. */
    public String label() {
        return String.format(Locale.ROOT, "FLY-%04d", number);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String meaning() {
        return meaning;
    }
}
