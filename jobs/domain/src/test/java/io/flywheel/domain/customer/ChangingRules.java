package io.flywheel.domain.customer;

import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.control.Versions;
import io.flywheel.domain.friction.clicks.ClickSettings;
import io.flywheel.domain.friction.deals.DealSettings;
import io.flywheel.domain.friction.service.ServicePolicy;
import io.flywheel.domain.friction.service.ServiceSettings;
import io.flywheel.domain.friction.service.ServiceTargets;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.risk.SmallRiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.SmallCatalogue;
import io.flywheel.domain.signal.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings of which later versions come into force at two moments of a history, the second of them with an end. */
record ChangingRules(CustomerRules rules, Versions<RiskModel> models) {

    static ChangingRules of(SignalCatalogue first, long fromMillis, long thenMillis) {
        Versions<SignalCatalogue> catalogues = new Versions<>(first);
        catalogues.add(
                8,
                weighed(first, 3),
                thenMillis,
                thenMillis + Duration.ofDays(20).toMillis());
        catalogues.add(7, weighed(first, 2), fromMillis, null);
        Versions<DetectorSettings> detectors = new Versions<>(DetectorSettings.DEFAULT);
        detectors.add(1, strict(), fromMillis, null);
        Versions<RiskModel> models = new Versions<>(SmallRiskModel.MODEL);
        models.add(
                1,
                SmallRiskModel.MODEL.refitted(
                        "other", "nothing", SmallRiskModel.MODEL.intercept() + 1, SmallRiskModel.MODEL.weights()),
                fromMillis,
                null);
        return new ChangingRules(new CustomerRules(catalogues, catalogues.latest(), detectors), models);
    }

    CustomerMeter meter() {
        return new CustomerMeter(rules.catalogues(), rules.catalogue(), models);
    }

    /** The same signals with other weights. */
    static SignalCatalogue weighed(SignalCatalogue catalogue, int times) {
        List<SignalRule> heavier = catalogue.rules().stream()
                .map(rule -> new SignalRule(
                        rule.id(),
                        rule.name(),
                        rule.side(),
                        times(rule.weight(), times),
                        rule.halfLife(),
                        rule.phase(),
                        rule.department(),
                        rule.on(),
                        rule.customName(),
                        rule.byAnybody(),
                        rule.conditions(),
                        rule.standing()))
                .toList();
        return SmallCatalogue.of(heavier);
    }

    private static Weight times(Weight weight, int times) {
        return new Weight(
                weight.scale(), weight.thousandths() * times, weight.referenceMinor(), weight.capThousandths() * times);
    }

    private static DetectorSettings strict() {
        ClickSettings clicks = ClickSettings.DEFAULT;
        ServiceTargets soon = ServiceTargets.ofHours(2, 30);
        return new DetectorSettings(
                new ClickSettings(
                        4,
                        2_000,
                        clicks.rageDistance(),
                        clicks.reportedWithinMillis(),
                        clicks.leftAlone(),
                        500,
                        0,
                        clicks.quickBackMillis(),
                        clicks.sessionGapMillis(),
                        true,
                        Duration.ofHours(1).toMillis(),
                        Duration.ofMinutes(10).toMillis(),
                        0,
                        clicks.resultsAttribute()),
                ServiceSettings.DEFAULT.withPolicy(new ServicePolicy("strict", Map.of(Priority.NORMAL, soon))),
                DealSettings.DEFAULT.withIdleMillis(Duration.ofDays(3).toMillis()));
    }
}
