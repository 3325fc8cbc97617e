package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.customer.SettingsSource;

/** Decisions whose settings are the small ones, the catalogue under the version of the record. */
public interface SmallSettings extends SettingsSource {

    @Override
    default SignalCatalogue catalogue(ControlRecord record) {
        return SmallCatalogue.called(record.version());
    }

    @Override
    default DetectorSettings detectors(ControlRecord record) {
        return DetectorSettings.DEFAULT;
    }

    @Override
    default RiskModel riskModel(ControlRecord record) {
        return SmallRiskModel.load();
    }
}
