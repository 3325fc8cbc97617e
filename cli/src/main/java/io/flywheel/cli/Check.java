package io.flywheel.cli;

/**
 * One thing the doctor looked at.
 *
 * @param found what is there, with its unit
 * @param next what to do about it; empty when nothing needs doing
 */
record Check(String name, Verdict verdict, String found, String next) {

    /** A warning hinders nothing yet; a problem would make a run fail. */
    enum Verdict {
        OK,
        WARNING,
        PROBLEM
    }

    static Check ok(String name, String found) {
        return new Check(name, Verdict.OK, found, "");
    }

    static Check warning(String name, String found, String next) {
        return new Check(name, Verdict.WARNING, found, next);
    }

    static Check problem(String name, String found, String next) {
        return new Check(name, Verdict.PROBLEM, found, next);
    }
}
