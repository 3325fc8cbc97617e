package io.flywheel.app.control;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.catalogue.DetectorsFile;
import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.rules.RuleFile;
import io.flywheel.domain.alert.Acknowledgement;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.control.ControlCheck;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.Erasures;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.friction.watch.DetectorSuccession;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.CatalogueSuccession;
import io.flywheel.domain.signal.SignalCatalogue;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the content of each kind of record must be: what the reader of the file takes, and what may follow the version before.
 *
 * <p><b>Source:</b> docs/reference/control.md.
 */
public final class ControlContents implements ControlCheck {

    /** What all rules are known by: they are decided together, a file at a time. */
    public static final String RULES_ID = "rules";

    private final int versionOfRules;
    private final SignalCatalogue catalogue;
    private final DetectorSettings detectors;
    private final RiskModel model;

    /** With what the job was started with, which published versions must exceed and may follow. */
    public ControlContents(int versionOfRules, SignalCatalogue catalogue, DetectorSettings detectors, RiskModel model) {
        this.versionOfRules = versionOfRules;
        this.catalogue = catalogue;
        this.detectors = detectors;
        this.model = model;
    }

    /** What a file of a kind is known by: the kind itself, for there is one of each. */
    public static String idOf(ControlKind kind) {
        return kind.word();
    }

    @Override
    public @Nullable String problem(ControlRecord record, @Nullable ControlRecord before) {
        try {
            return switch (record.kind()) {
                case RULES -> ofRules(record);
                case SILENCE -> ofSilence(record);
                case ACKNOWLEDGEMENT -> ofAcknowledgement(record);
                case CATALOGUE -> ofCatalogue(record, before);
                case DETECTORS -> ofDetectors(record, before);
                case MODEL -> ofModel(record, before);
                case ERASURE -> Erasures.problem(record, before);
            };
        } catch (InvalidFileException e) {
            boolean isMany = record.kind() == ControlKind.RULES || record.kind() == ControlKind.DETECTORS;
            return "the " + record.kind().word() + (isMany ? " are" : " is") + " not valid: "
                    + e.problems().get(0);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** The rules that a record holds. */
    public static RuleBook rules(ControlRecord record) {
        return RuleFile.parse(called(record), record.content());
    }

    /** The catalogue that a record holds. */
    public static SignalCatalogue catalogue(ControlRecord record) {
        return CatalogueFile.parse(called(record), record.content());
    }

    /** The thresholds and calendars that a record holds. */
    public static DetectorSettings detectors(ControlRecord record) {
        return DetectorsFile.parse(called(record), record.content());
    }

    /** The model that a record holds. */
    public static RiskModel riskModel(ControlRecord record) {
        return RiskModelFile.parse(called(record), record.content());
    }

    private static String called(ControlRecord record) {
        return "version " + record.version();
    }

    private @Nullable String ofRules(ControlRecord record) {
        String problem = ofId(record);
        return problem == null ? ofVersion(record, rules(record).version(), versionOfRules) : problem;
    }

    private @Nullable String ofCatalogue(ControlRecord record, @Nullable ControlRecord before) {
        String problem = ofId(record);
        SignalCatalogue next = catalogue(record);
        if (problem == null) {
            problem = ofVersion(record, next.version(), catalogue.version());
        }
        Set<String> attributes = detectors.attributesBeside(catalogue.attributes());
        return problem == null
                ? CatalogueSuccession.problem(before == null ? catalogue : catalogue(before), next, attributes)
                : problem;
    }

    private @Nullable String ofDetectors(ControlRecord record, @Nullable ControlRecord before) {
        String problem = ofId(record);
        return problem == null
                ? DetectorSuccession.problem(before == null ? detectors : detectors(before), detectors(record))
                : problem;
    }

    private @Nullable String ofModel(ControlRecord record, @Nullable ControlRecord before) {
        String problem = ofId(record);
        RiskModel next = riskModel(record);
        RiskModel last = before == null ? model : riskModel(before);
        if (problem == null && next.version().equals(last.version())) {
            return "the model is called '" + next.version()
                    + "' as the one before it; give it a 'version' of its own, by which rows name it";
        }
        return problem;
    }

    private static @Nullable String ofId(ControlRecord record) {
        String id = idOf(record.kind());
        return record.id().equals(id)
                ? null
                : "the id of " + record.kind().word() + " must be '" + id + "', not '" + record.id() + "'";
    }

    private static @Nullable String ofVersion(ControlRecord record, int stated, int versionOfFile) {
        String what = record.kind().word();
        if (stated != record.version()) {
            return String.format(
                    Locale.ROOT,
                    "the %s %s version %d, the record version %d",
                    what,
                    record.kind() == ControlKind.RULES ? "say" : "says",
                    stated,
                    record.version());
        }
        return record.version() > versionOfFile
                ? null
                : "the job was started with version " + versionOfFile + " of the " + what
                        + "; a published one must be higher";
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
