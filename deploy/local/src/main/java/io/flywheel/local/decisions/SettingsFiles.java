package io.flywheel.local.decisions;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.catalogue.DetectorsFile;
import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.app.config.InvalidFileException;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of settings that are to be published, by the very readers that the jobs have. */
final class SettingsFiles {

    private SettingsFiles() {}

    /**
     * A file that is valid by itself.
     *
     * @param version what the file says of its version; 0 if its kind says none
     */
    record Valid(ControlKind kind, String text, int version) {}

    static Valid read(Controls.Setting setting, Path file) {
        String text = text(file);
        try {
            return switch (setting) {
                case CATALOGUE ->
                    new Valid(
                            ControlKind.CATALOGUE,
                            text,
                            CatalogueFile.parse(file.toString(), text).version());
                case DETECTORS -> {
                    var unused = DetectorsFile.parse(file.toString(), text);
                    yield new Valid(ControlKind.DETECTORS, text, 0);
                }
                case MODEL -> {
                    var unused = RiskModelFile.parse(file.toString(), text);
                    yield new Valid(ControlKind.MODEL, text, 0);
                }
            };
        } catch (InvalidFileException e) {
            throw new Failure(
                    ErrorCode.CONFIG_INVALID,
                    file + " is not valid",
                    e.problems().get(0).toString(),
                    "mend it; nothing was published. The form is in docs/reference/signals.md, risk.md and friction-service.md");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    file + " can not be read",
                    Failure.wordsOf(e),
                    "check the path and that it may be read",
                    e);
        }
    }
}
