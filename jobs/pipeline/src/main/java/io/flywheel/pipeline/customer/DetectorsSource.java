package io.flywheel.pipeline.customer;

import io.flywheel.domain.friction.watch.DetectorSettings;
import java.io.IOException;
import java.io.Serializable;

/** Where an operator finds the thresholds of found friction when it opens: as the catalogue, their text travels with the job and they are read on the spot. */
@FunctionalInterface
public interface DetectorsSource extends Serializable {

    DetectorSettings load() throws IOException;
}
