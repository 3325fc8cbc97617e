package io.flywheel.local.progress;

/**
 * Hears what a run is doing, phase after phase, so that whoever waits knows what for.
 *
 * <p><b>Shape:</b> one phase is open at a time; {@link #done} closes it. Nothing said here is a result.
 */
public interface Progress {

    /** A phase begins, for example "Kafka". */
    void begin(String phase);

    /** The open phase has reached what it is for; the detail says with what, for example "3 topics". */
    void done(String detail);

    /** How far the open phase has come; an implementation may show only some of these. */
    void update(String detail);

    /** A line the reader should see once, outside any phase. */
    void say(String line);

    /** Says nothing to nobody. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void begin(String phase) {}

            @Override
            public void done(String detail) {}

            @Override
            public void update(String detail) {}

            @Override
            public void say(String line) {}
        };
    }
}
