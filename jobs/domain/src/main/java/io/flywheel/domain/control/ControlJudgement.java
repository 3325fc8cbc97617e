package io.flywheel.domain.control;

import org.jspecify.annotations.Nullable;

/**
 * What became of a control record.
 *
 * @param record the record; null if what came is none
 * @param reason why it was refused; null if it was not
 */
public record ControlJudgement(
        @Nullable ControlRecord record,
        Verdict verdict,
        @Nullable String reason) {

    /** Whether a record is in force, changes nothing because it is known, or was refused. */
    public enum Verdict {
        ACCEPTED("accepted"),
        KNOWN("known"),
        REFUSED("refused");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** The word used in tables. */
        public String word() {
            return word;
        }
    }

    public static ControlJudgement accepted(ControlRecord record) {
        return new ControlJudgement(record, Verdict.ACCEPTED, null);
    }

    public static ControlJudgement known(ControlRecord record) {
        return new ControlJudgement(record, Verdict.KNOWN, null);
    }

    public static ControlJudgement refused(@Nullable ControlRecord record, String reason) {
        return new ControlJudgement(record, Verdict.REFUSED, reason);
    }
}
