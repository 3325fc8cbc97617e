package io.flywheel.pipeline.customer;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import java.util.List;

/** For a graph whose settings are those of its start for all time. */
public final class NothingDecided implements SettingsSource {

    private static final long serialVersionUID = 1;

    @Override
    public List<ControlRecord> accepted() {
        return List.of();
    }

    @Override
    public SignalCatalogue catalogue(ControlRecord record) {
        throw unexpected(record);
    }

    @Override
    public DetectorSettings detectors(ControlRecord record) {
        throw unexpected(record);
    }

    @Override
    public RiskModel riskModel(ControlRecord record) {
        throw unexpected(record);
    }

    private static IllegalStateException unexpected(ControlRecord record) {
        return new IllegalStateException("nothing can be decided about this graph, but " + record.key() + " was");
    }
}
