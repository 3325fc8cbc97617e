package io.flywheel.notifier.telling;

/** What becomes of messages: sent, only decided and written down, or not even decided. */
public enum Mode {
    LIVE,
    SHADOW,
    SUPPRESS
}
