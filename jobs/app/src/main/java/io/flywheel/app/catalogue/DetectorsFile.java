package io.flywheel.app.catalogue;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.friction.clicks.ClickSettings;
import io.flywheel.domain.friction.deals.DealSettings;
import io.flywheel.domain.friction.service.ServiceSettings;
import io.flywheel.domain.friction.watch.DetectorSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads from when on what a customer goes through counts as friction.
 *
 * <p><b>Shape:</b> text in, the thresholds of the detectors out. What the text does not give is as in the file that comes with the jobs.
 *
 * <p><b>Errors:</b> {@link InvalidFileException} with every problem of the file, each with line and column.
 *
 * <p><b>Source:</b> docs/reference/friction-clicks.md, friction-service.md and friction-deals.md, "Settings".
 */
public final class DetectorsFile {

    private static final String BUILT_IN = "detectors.yaml";
    private static final Set<String> SECTIONS = Set.of("clicks", "service", "deals");

    private final List<Problem> problems = new ArrayList<>();
    private final YamlTree root;

    private DetectorsFile(String name, String text) {
        this.root = YamlTree.parse(name, text, problems);
    }

    /** The text of the thresholds that come with the jobs. */
    public static String builtIn() {
        try (InputStream in = DetectorsFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the job jar lacks its thresholds of friction " + BUILT_IN);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads thresholds; {@code name} is what problems call the file. */
    public static DetectorSettings parse(String name, String text) {
        DetectorSettings kept = new DetectorsFile(BUILT_IN, builtIn()).read(DetectorSettings.DEFAULT);
        return new DetectorsFile(name, text).read(kept);
    }

    private DetectorSettings read(DetectorSettings kept) {
        OptionalFields top = new OptionalFields(root, SECTIONS);
        ClickSettings clicks = ClickSection.read(top.child("clicks"), kept.clicks());
        ServiceSettings service = ServiceSection.read(top.child("service"), kept.service());
        DealSettings deals = DealSection.read(top.child("deals"), kept.deals());
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return new DetectorSettings(clicks, service, deals);
    }
}
