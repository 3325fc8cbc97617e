package io.flywheel.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PageFilesTest {

    private static final long BUDGET_BYTES = 60 * 1024;

    @Test
    void thePageIsWithinItsBudget() {
        assertThat(new PageFiles().packedBytes()).isLessThan(BUDGET_BYTES);
    }

    @Test
    void whatWasTakenFromElsewhereIsAsItWasTaken() throws IOException, NoSuchAlgorithmException {
        assertThat(fingerprint("vendor/uPlot.iife.min.js"))
                .isEqualTo("19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f");
        assertThat(fingerprint("vendor/uPlot.min.css"))
                .isEqualTo("df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04");
    }

    private static String fingerprint(String name) throws IOException, NoSuchAlgorithmException {
        try (InputStream file = PageFiles.class.getResourceAsStream("/io/flywheel/dashboard/page/" + name)) {
            assertThat(file).isNotNull();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file.readAllBytes()));
        }
    }
}
