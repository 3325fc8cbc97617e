package io.flywheel.notifier.message;

/** How many alerts of a rule a message is about. */
public record RuleCount(String rule, String severity, long alerts) {}
