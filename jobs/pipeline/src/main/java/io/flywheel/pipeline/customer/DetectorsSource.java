package io.flywheel.pipeline.customer;

import io.flywheel.domain.friction.watch.DetectorSettings;
import java.io.Serializable;

/** Hands every subtask the thresholds of the detectors. */
@FunctionalInterface
public interface DetectorsSource extends Serializable {

    DetectorSettings load();
}
