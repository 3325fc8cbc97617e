package io.flywheel.app.postgres;

import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.RevenueTotal;
import io.flywheel.domain.facts.CustomerFact;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.signal.Side;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The rows of the customer stop: an update becomes rows of the five customer tables, a fact one row of its table, an erasure one row of {@code erasure_step}, progress one row of {@code pipeline_freshness}. */
final class CustomerRows implements TableRows<CustomerOutput> {

    private static final long serialVersionUID = 1L;

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int TOP = 3;
    private static final Comparator<Contribution> BY_KEY = Comparator.comparing(
                    (Contribution contribution) -> contribution.side().word())
            .thenComparing(Contribution::signalType);
    private static final Comparator<Contribution> HEAVIEST_FIRST =
            Comparator.comparingDouble(Contribution::pointsPerDay).reversed().thenComparing(Contribution::signalType);
    private static final Comparator<StandingTerm> STANDING_ORDER = Comparator.comparing(StandingTerm::signalType)
            .thenComparing(StandingTerm::objectRef)
            .thenComparing(StandingTerm::eventId);

    @Override
    public List<Table> tables() {
        return List.of(
                Table.CUSTOMER,
                Table.CUSTOMER_MOMENTUM,
                Table.MOMENTUM_CONTRIBUTION,
                Table.CHURN_FRICTION,
                Table.CUSTOMER_REVENUE,
                Table.FRICTION_EVENT,
                Table.TICKET_CURRENT,
                Table.DEAL_FRICTION,
                Table.SUPPORT_CALL,
                Table.SUPPORT_RATING,
                Table.INQUIRY,
                Table.ERASURE_STEP,
                Table.PIPELINE_FRESHNESS);
    }

    @Override
    public OutputKey key(CustomerOutput output) {
        CustomerUpdate update = output.update();
        CustomerFact fact = output.fact();
        ErasureStep erasure = output.erasure();
        if (erasure != null) {
            return ErasureRow.key(erasure);
        }
        if (update != null) {
            return new OutputKey(0, "customer\n" + update.profile().customerId());
        }
        return fact != null ? FactRows.key(fact) : ProgressRow.key(progress(output));
    }

    @Override
    public int count(CustomerOutput output) {
        CustomerUpdate update = output.update();
        return update == null
                ? 1
                : 3 + update.contributions().size() + update.revenue().size();
    }

    @Override
    public void write(CustomerOutput output, RowWriter rows) {
        CustomerUpdate update = output.update();
        CustomerFact fact = output.fact();
        ErasureStep erasure = output.erasure();
        if (update != null) {
            write(update, rows);
        } else if (erasure != null) {
            ErasureRow.write(erasure, rows);
        } else if (fact != null) {
            FactRows.write(fact, rows);
        } else {
            ProgressRow.write(progress(output), rows);
        }
    }

    private static void write(CustomerUpdate update, RowWriter rows) {
        String customerId = update.profile().customerId();
        writeProfile(update.profile(), rows);
        writeMomentum(customerId, update.momentum(), update.contributions(), rows);
        update.contributions().stream()
                .sorted(BY_KEY)
                .forEach(contribution -> writeContribution(
                        customerId, contribution, update.momentum().asOfMillis(), rows));
        writeChurn(customerId, update.churn(), rows);
        update.revenue().stream()
                .sorted(Comparator.comparing(RevenueTotal::currency))
                .forEach(total -> writeRevenue(customerId, total, rows));
    }

    private static Progress progress(CustomerOutput output) {
        Progress progress = output.progress();
        if (progress == null) {
            throw new IllegalStateException(
                    "an output of the customer stop must be an update, a fact, an erasure or progress, and is none of them");
        }
        return progress;
    }

    private static void writeProfile(CustomerProfile profile, RowWriter rows) {
        rows.start(Table.CUSTOMER)
                .text(profile.customerId())
                .text(profile.accountId())
                .text(profile.segment())
                .text(profile.plan())
                .text(profile.region())
                .text(profile.phase().word())
                .time(profile.firstSeenAtMillis())
                .time(profile.lastSeenAtMillis())
                .bigint(profile.activities())
                .end();
    }

    private static void writeMomentum(
            String customerId, MomentumReading reading, List<Contribution> contributions, RowWriter rows) {
        rows.start(Table.CUSTOMER_MOMENTUM)
                .text(customerId)
                .time(reading.asOfMillis())
                .number(reading.mass())
                .number(reading.massValue())
                .number(reading.massLoyalty())
                .number(reading.massAdvocacy())
                .number(reading.massBreadth())
                .number(reading.velocity())
                .number(reading.velocityFast())
                .number(reading.velocitySlow())
                .number(reading.trend())
                .number(reading.frictionImpulse())
                .number(reading.frictionStanding())
                .number(reading.friction())
                .number(reading.momentum())
                .number(reading.momentumIndex())
                .text(reading.band().word())
                .text(reading.previousBand().word())
                .number(reading.storedMomentum())
                .thousandths(reading.pushesTotalThousandths())
                .thousandths(reading.frictionTotalThousandths())
                .bigint(reading.revolutionsTotal());
        rows.timeIfKnown(reading.nextCrossingAtMillis())
                .json(decay(reading))
                .json(standing(reading.standing()))
                .json(top(contributions, Side.PUSH))
                .json(top(contributions, Side.FRICTION))
                .integer(reading.catalogueVersion())
                .end();
    }

    private static JsonText decay(MomentumReading reading) {
        JsonText json = new JsonText().openObject();
        for (DecayTerm term : reading.decay()) {
            json.name(term.name())
                    .openObject()
                    .name("m")
                    .value(term.amount())
                    .name("u")
                    .value(reading.asOfMillis())
                    .name("h")
                    .value(term.halfLifeMillis() / DAY_MILLIS)
                    .name("k")
                    .value(term.saturationPerDay())
                    .closeObject();
        }
        return json.closeObject();
    }

    private static JsonText standing(List<StandingTerm> terms) {
        JsonText json = new JsonText().openArray();
        terms.stream().sorted(STANDING_ORDER).forEach(term -> {
            json.openObject()
                    .name("signal_type")
                    .value(term.signalType())
                    .name("object_ref")
                    .value(term.objectRef())
                    .name("event_id")
                    .value(term.eventId())
                    .name("opened_at")
                    .value(term.openedAtMillis())
                    .name("base")
                    .value(term.basePerDay())
                    .name("ref")
                    .value(term.referenceMillis() / DAY_MILLIS)
                    .name("cap")
                    .value(term.cap());
            if (term.endsAtMillis() != Long.MAX_VALUE) {
                json.name("ends_at").value(term.endsAtMillis());
            }
            json.closeObject();
        });
        return json.closeArray();
    }

    private static JsonText top(List<Contribution> contributions, Side side) {
        JsonText json = new JsonText().openArray();
        contributions.stream()
                .filter(contribution -> contribution.side() == side)
                .sorted(HEAVIEST_FIRST)
                .limit(TOP)
                .forEach(contribution -> {
                    json.openObject()
                            .name("signal_type")
                            .value(contribution.signalType())
                            .name("phase")
                            .value(contribution.phase().word())
                            .name("department")
                            .value(contribution.department().word())
                            .name("points_per_day")
                            .value(contribution.pointsPerDay())
                            .name("share")
                            .value(contribution.share())
                            .name("event_ids")
                            .openArray();
                    contribution.eventIds().forEach(json::value);
                    json.closeArray().closeObject();
                });
        return json.closeArray();
    }

    private static void writeContribution(
            String customerId, Contribution contribution, long asOfMillis, RowWriter rows) {
        rows.start(Table.MOMENTUM_CONTRIBUTION)
                .text(customerId)
                .text(contribution.side().word())
                .text(contribution.signalType())
                .text(contribution.phase().word())
                .text(contribution.department().word())
                .number(contribution.pointsPerDay())
                .number(contribution.ratePerDay())
                .number(contribution.share())
                .bigint(contribution.count28d())
                .time(contribution.lastAtMillis())
                .texts(contribution.eventIds())
                .time(asOfMillis)
                .end();
    }

    private static void writeChurn(String customerId, ChurnOutlook outlook, RowWriter rows) {
        ChurnRisk risk = outlook.risk();
        rows.start(Table.CHURN_FRICTION)
                .text(customerId)
                .time(risk.asOfMillis())
                .number(risk.risk())
                .number(risk.logOdds())
                .number(risk.baseLogOdds())
                .text(outlook.level().word())
                .text(outlook.levelBefore().word())
                .timeIfKnown(outlook.nextCrossingAtMillis())
                .number(risk.silentDays())
                .number(risk.cadenceDays())
                .number(risk.exposure())
                .number(risk.observedFriction())
                .number(risk.expectedFriction())
                .number(risk.excess())
                .number(risk.standingPerDay())
                .numberIfKnown(risk.pAlive())
                .numberIfKnown(risk.clumpiness())
                .texts(risk.waiting())
                .json(reasons(risk))
                .text(risk.modelVersion())
                .end();
    }

    private static JsonText reasons(ChurnRisk risk) {
        JsonText json = new JsonText().openArray();
        for (ChurnRisk.Reason reason : risk.ranked()) {
            json.openObject()
                    .name("factor")
                    .value(reason.factor().word())
                    .name("value")
                    .value(reason.value())
                    .name("log_odds")
                    .value(reason.logOdds())
                    .name("share")
                    .value(risk.share(reason))
                    .closeObject();
        }
        return json.closeArray();
    }

    private static void writeRevenue(String customerId, RevenueTotal total, RowWriter rows) {
        rows.start(Table.CUSTOMER_REVENUE)
                .text(customerId)
                .text(total.currency())
                .bigint(total.wonMinor())
                .bigint(total.refundedMinor())
                .bigint(total.valueEvents())
                .end();
    }
}
