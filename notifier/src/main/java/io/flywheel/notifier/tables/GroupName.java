package io.flywheel.notifier.tables;

/** Which group of which receiver. */
public record GroupName(String receiver, String group, boolean isShadow) {}
