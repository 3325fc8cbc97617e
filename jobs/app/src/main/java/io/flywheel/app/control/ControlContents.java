package io.flywheel.app.control;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.rules.RuleFile;
import io.flywheel.domain.alert.Acknowledgement;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.control.ControlCheck;
import io.flywheel.domain.control.ControlRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the content of each kind of record must be.
 *
 * <p><b>Source:</b> docs/reference/control.md.
 */
public final class ControlContents implements ControlCheck {

    /** What all rules are known by: they are decided together, a file at a time. */
    public static final String RULES_ID = "rules";

    private final int versionOfFile;

    /** With the version of the rules that the job was started with, which published ones must exceed. */
    public ControlContents(int versionOfFile) {
        this.versionOfFile = versionOfFile;
    }

    @Override
    public @Nullable String problem(ControlRecord record) {
        try {
            return switch (record.kind()) {
                case RULES -> ofRules(record);
                case SILENCE -> ofSilence(record);
                case ACKNOWLEDGEMENT -> ofAcknowledgement(record);
            };
        } catch (InvalidFileException e) {
            return "the rules are not valid: " + e.problems().get(0);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** The rules that a record holds. */
    public static RuleBook rules(ControlRecord record) {
        return RuleFile.parse("version " + record.version(), record.content());
    }

    private @Nullable String ofRules(ControlRecord record) {
        if (!record.id().equals(RULES_ID)) {
            return "the id of rules must be '" + RULES_ID + "', not '" + record.id() + "'";
        }
        int stated = rules(record).version();
        if (stated != record.version()) {
            return String.format(
                    Locale.ROOT, "the rules say version %d, the record version %d", stated, record.version());
        }
        return record.version() > versionOfFile
                ? null
                : "the job was started with version " + versionOfFile + " of the rules; a published one must be higher";
    }

    private static @Nullable String ofSilence(ControlRecord record) {
        var unused = SilenceContent.read(record.content());
        return record.effectiveToMillis() == null ? "a silence needs an end" : null;
    }

    private static @Nullable String ofAcknowledgement(ControlRecord record) {
        var unused = Acknowledgement.of(record.id(), record.author(), record.effectiveFromMillis());
        return record.author().isBlank() ? "somebody must acknowledge: the author is empty" : null;
    }
}
