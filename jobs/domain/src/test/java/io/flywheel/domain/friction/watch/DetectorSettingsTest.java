package io.flywheel.domain.friction.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DetectorSettingsTest {

    @Test
    void intakeKeepsWhatADetectorLooksAtBesideTheCatalogue() {
        assertThat(DetectorSettings.DEFAULT.attributesBeside(Set.of("plan", "site")))
                .containsExactlyInAnyOrder("plan", "site", "results");
    }
}
