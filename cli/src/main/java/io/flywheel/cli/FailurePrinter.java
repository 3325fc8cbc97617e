package io.flywheel.cli;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.home.LocalLogs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Renders the end of a command without result: what, why and what next on stderr, a line each, and the exit code. */
final class FailurePrinter {

    private static final int LOG_LINES = 20;

    /** Ends whose cause is in the log of the machinery rather than in the three lines. */
    private static final Set<ErrorCode> EXPLAINED_BY_LOG = Set.of(
            ErrorCode.JOB_FAILED,
            ErrorCode.KAFKA_UNREACHABLE,
            ErrorCode.POSTGRES_UNREACHABLE,
            ErrorCode.FLINK_UNREACHABLE,
            ErrorCode.TIMED_OUT);

    private final Surroundings surroundings;

    FailurePrinter(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The fields of a failure in JSON. */
    record Rendered(String code, String what, String why, String next, int exitCode) {}

    int usage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String help = "see " + command.getCommandSpec().qualifiedName() + " --help";
        Failure failure = new Failure(
                ErrorCode.USAGE,
                Failure.wordsOf(wrong),
                "the command line was not understood",
                suggestion(wrong) + help,
                wrong);
        return print(failure, asksForJson(arguments), false);
    }

    private static String suggestion(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> nearest = unmatched.getSuggestions();
            if (!nearest.isEmpty()) {
                return "did you mean " + String.join(" or ", nearest) + "? ";
            }
        }
        return "";
    }

    int failed(Exception thrown, String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        boolean verbose = words.contains("-v") || words.contains("--verbose");
        Failure failure = thrown instanceof Failure known ? known : unexpected(thrown);
        return print(failure, asksForJson(arguments), verbose);
    }

    private static Failure unexpected(Exception thrown) {
        return new Failure(
                ErrorCode.UNEXPECTED,
                "an unexpected error",
                thrown.getClass().getSimpleName() + ": " + Failure.wordsOf(thrown),
                "run it again with -v and report the stack trace",
                thrown);
    }

    private int print(Failure failure, boolean json, boolean verbose) {
        PrintWriter err = surroundings.err();
        int exitCode = failure.code().exitCode().number();
        if (json) {
            Rendered rendered =
                    new Rendered(failure.code().label(), failure.what(), failure.why(), failure.next(), exitCode);
            Results.writeJson(err, "Error", rendered);
            return exitCode;
        }
        err.println(failure.code().label() + ": " + failure.what());
        err.println("  why:  " + failure.why());
        err.println("  next: " + failure.next());
        if (EXPLAINED_BY_LOG.contains(failure.code())) {
            printLog(err);
        }
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
        return exitCode;
    }

    private void printLog(PrintWriter err) {
        String file = surroundings.system().getProperty("flywheel.log.file", "");
        if (file.isEmpty()) {
            return;
        }
        List<String> lines = LocalLogs.lastLines(Path.of(file), LOG_LINES);
        if (!lines.isEmpty()) {
            err.println("  last lines of " + file + ":");
            lines.forEach(line -> err.println("    " + line));
        }
    }

    /** Looks at the raw words, because a command line that was not understood has no options yet. */
    private static boolean asksForJson(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            boolean nextIsFormat = word.equals("-o") || word.equals("--output");
            String format = nextIsFormat && i + 1 < arguments.length ? arguments[i + 1] : attached(word);
            if (format.equalsIgnoreCase("json")) {
                return true;
            }
        }
        return false;
    }

    private static String attached(String word) {
        if (word.startsWith("--output=")) {
            return word.substring("--output=".length());
        }
        return word.startsWith("-o") ? word.substring("-o".length()).replaceFirst("^=", "") : "";
    }
}
