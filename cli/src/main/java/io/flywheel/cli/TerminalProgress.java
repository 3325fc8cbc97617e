package io.flywheel.cli;

import io.flywheel.local.progress.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Progress on stderr: a line a phase with the time it took.
 *
 * <p><b>Shape:</b> for somebody who watches, the line of the open phase is rewritten in place; otherwise the open phase is mentioned at most every five
 * seconds, so that a log stays readable.
 */
final class TerminalProgress implements Progress {

    private static final Duration WATCHED_EVERY = Duration.ofSeconds(1);
    private static final Duration LOGGED_EVERY = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter err;
    private final Clock clock;
    private final boolean watched;
    private final boolean coloured;
    private String phase = "";
    private Instant begunAt = Instant.EPOCH;
    private Instant shownAt = Instant.EPOCH;

    TerminalProgress(PrintWriter err, Clock clock, boolean watched, boolean coloured) {
        this.err = err;
        this.clock = clock;
        this.watched = watched;
        this.coloured = coloured;
    }

    static Progress of(CommonOptions options, Surroundings surroundings) {
        return options.quiet
                ? Progress.silent()
                : new TerminalProgress(
                        surroundings.err(),
                        surroundings.clock(),
                        surroundings.watched(),
                        surroundings.coloured(options.color));
    }

    @Override
    public void begin(String name) {
        phase = name;
        begunAt = clock.instant();
        shownAt = begunAt;
        if (watched) {
            rewrite(line(" ", ""));
        }
    }

    @Override
    public void update(String detail) {
        Instant now = clock.instant();
        if (Duration.between(shownAt, now).compareTo(watched ? WATCHED_EVERY : LOGGED_EVERY) < 0) {
            return;
        }
        shownAt = now;
        if (watched) {
            rewrite(line(" ", detail));
        } else {
            println(line(" ", detail));
        }
    }

    @Override
    public void done(String detail) {
        String mark = coloured ? GREEN + "✓" + PLAIN : "✓";
        if (watched) {
            rewrite("");
        }
        println(line(mark, detail));
        phase = "";
    }

    @Override
    public void say(String text) {
        if (watched && !phase.isEmpty()) {
            rewrite("");
        }
        println(text);
    }

    private String line(String mark, String detail) {
        double seconds = Duration.between(begunAt, clock.instant()).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "  %s %-14s %6.1f s   %s", mark, phase, seconds, detail)
                .stripTrailing();
    }

    private void rewrite(String text) {
        err.print(CLEAR_LINE + text);
        err.flush();
    }

    private void println(String text) {
        err.println(text);
        err.flush();
    }
}
