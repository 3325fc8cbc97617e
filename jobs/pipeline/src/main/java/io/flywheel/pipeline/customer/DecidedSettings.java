package io.flywheel.pipeline.customer;

import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.Versions;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import java.io.IOException;
import java.util.List;

/** The settings of the customer stop in all their versions, as far as a subtask has heard: those of the start, all that was decided before it opened, and every record since. */
final class DecidedSettings {

    private final SettingsSource source;
    private final Versions<SignalCatalogue> catalogues;
    private final Versions<DetectorSettings> detectors;
    private final Versions<RiskModel> models;

    DecidedSettings(MomentumRules rules, List<ControlRecord> accepted) throws IOException {
        this.source = rules.decided();
        this.catalogues = new Versions<>(rules.catalogue().load());
        this.detectors = new Versions<>(rules.detectors().load());
        this.models = new Versions<>(rules.riskModel().load());
        for (ControlRecord record : accepted) {
            var unused = heard(record);
        }
    }

    /** Takes in an accepted record; whether it changes anything here. */
    boolean heard(ControlRecord record) {
        int number = record.version();
        long from = record.effectiveFromMillis();
        Long until = record.effectiveToMillis();
        return switch (record.kind()) {
            case CATALOGUE -> catalogues.add(number, source.catalogue(record), from, until);
            case DETECTORS -> detectors.add(number, source.detectors(record), from, until);
            case MODEL -> models.add(number, source.riskModel(record), from, until);
            case RULES, SILENCE, ACKNOWLEDGEMENT, ERASURE -> false;
        };
    }

    /** How activities are folded by what is known now. */
    CustomerRules rules() {
        return new CustomerRules(catalogues, catalogues.latest(), detectors);
    }

    /** How customers are read by what is known now. */
    CustomerMeter meter() {
        return new CustomerMeter(catalogues, catalogues.latest(), models);
    }

    /** The version of the catalogue that gives what happens at a moment its meaning. */
    SignalCatalogue catalogueAt(long momentMillis) {
        return catalogues.at(momentMillis);
    }
}
