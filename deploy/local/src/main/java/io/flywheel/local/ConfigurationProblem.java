package io.flywheel.local;

/**
 * One error in a configuration.
 *
 * @param where the key, with file and line where known
 * @param next what to write instead, for example the nearest key that exists
 */
public record ConfigurationProblem(String where, String what, String next) {}
