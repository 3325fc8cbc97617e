package io.flywheel.pipeline.customer;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.control.AcceptedSource;

/** Where an operator finds what people decided about weights, thresholds and models since the job was started: the records are read when it opens, what they hold is built on the spot. */
public interface SettingsSource extends AcceptedSource {

    /** The catalogue of an accepted record. */
    SignalCatalogue catalogue(ControlRecord record);

    /** The thresholds and calendars of an accepted record. */
    DetectorSettings detectors(ControlRecord record);

    /** The model of churn risk of an accepted record. */
    RiskModel riskModel(ControlRecord record);
}
