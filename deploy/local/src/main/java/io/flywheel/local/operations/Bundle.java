package io.flywheel.local.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Puts what somebody who helps needs to know into one archive, without secrets and without rows. */
public interface Bundle {

    /** Writes the archive and says what is in it. */
    Contents write(BundleRequest request);

    /**
     * What was asked for.
     *
     * @param dataDirectory whose logs are taken
     * @param target the archive to write; it must not be there yet
     * @param versions of the product and what it runs on
     */
    record BundleRequest(
            Path configuration,
            Map<String, String> settings,
            Path dataDirectory,
            Path target,
            Map<String, String> versions) {

        public BundleRequest {
            settings = Map.copyOf(settings);
            versions = Map.copyOf(versions);
        }
    }

    /** The archive and the files in it. */
    record Contents(Path archive, List<String> files) {}
}
