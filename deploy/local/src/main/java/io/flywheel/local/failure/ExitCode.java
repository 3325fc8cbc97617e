package io.flywheel.local.failure;

/**
 * What the shell learns from a command that ended; the same for every command.
 *
 * <p><b>Source:</b> docs/reference/errors.md, "Exit codes".
 */
public enum ExitCode {
    OK(0, "it did what was asked"),
    FAILED(1, "it failed"),
    USAGE(2, "the command line was not understood"),
    FOUND_PROBLEMS(3, "the check ran and found problems"),
    UNREACHABLE(4, "something it needs can not be reached or used"),
    TIMED_OUT(5, "it took longer than allowed"),
    INTERRUPTED(130, "it was interrupted with Ctrl+C");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }
}
