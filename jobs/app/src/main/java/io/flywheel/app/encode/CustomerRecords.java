package io.flywheel.app.encode;

import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.schema.ChurnReason;
import io.flywheel.schema.CustomerChurn;
import io.flywheel.schema.CustomerContribution;
import io.flywheel.schema.CustomerDecay;
import io.flywheel.schema.CustomerMomentum;
import io.flywheel.schema.CustomerRevenue;
import io.flywheel.schema.CustomerStanding;
import java.time.Instant;

/** Writes updates of customers as the contract of the customer topic has them. */
public final class CustomerRecords {

    private CustomerRecords() {}

    public static CustomerMomentum of(CustomerUpdate update) {
        CustomerProfile profile = update.profile();
        MomentumReading momentum = update.momentum();
        Long crossing = momentum.nextCrossingAtMillis();
        return CustomerMomentum.newBuilder()
                .setCustomerId(profile.customerId())
                .setAsOf(Instant.ofEpochMilli(momentum.asOfMillis()))
                .setAccountId(profile.accountId())
                .setSegment(profile.segment())
                .setPlan(profile.plan())
                .setRegion(profile.region())
                .setFirstSeenAt(Instant.ofEpochMilli(profile.firstSeenAtMillis()))
                .setLastSeenAt(Instant.ofEpochMilli(profile.lastSeenAtMillis()))
                .setPhase(profile.phase().word())
                .setMass(momentum.mass())
                .setVelocity(momentum.velocity())
                .setVelocityFast(momentum.velocityFast())
                .setVelocitySlow(momentum.velocitySlow())
                .setTrend(momentum.trend())
                .setFrictionImpulse(momentum.frictionImpulse())
                .setFrictionStanding(momentum.frictionStanding())
                .setMomentum(momentum.momentum())
                .setMomentumIndex(momentum.momentumIndex())
                .setBand(momentum.band().word())
                .setStoredMomentum(momentum.storedMomentum())
                .setPushesTotalThousandths(momentum.pushesTotalThousandths())
                .setFrictionTotalThousandths(momentum.frictionTotalThousandths())
                .setRevolutionsTotal(momentum.revolutionsTotal())
                .setNextCrossingAt(crossing == null ? null : Instant.ofEpochMilli(crossing))
                .setCatalogueVersion(momentum.catalogueVersion())
                .setActivities(profile.activities())
                .setMassValue(momentum.massValue())
                .setMassLoyalty(momentum.massLoyalty())
                .setMassAdvocacy(momentum.massAdvocacy())
                .setMassBreadth(momentum.massBreadth())
                .setPreviousBand(momentum.previousBand().word())
                .setDecay(momentum.decay().stream()
                        .map(its -> new CustomerDecay(
                                its.name(), its.amount(), its.halfLifeMillis(), its.saturationPerDay()))
                        .toList())
                .setStanding(momentum.standing().stream()
                        .map(CustomerRecords::standing)
                        .toList())
                .setContributions(update.contributions().stream()
                        .map(CustomerRecords::contribution)
                        .toList())
                .setRevenue(update.revenue().stream()
                        .map(its -> new CustomerRevenue(
                                its.currency(), its.wonMinor(), its.refundedMinor(), its.valueEvents()))
                        .toList())
                .setChurn(churn(update.churn()))
                .build();
    }

    private static CustomerStanding standing(StandingTerm term) {
        return CustomerStanding.newBuilder()
                .setSignalType(term.signalType())
                .setObjectRef(term.objectRef())
                .setOpenedAt(Instant.ofEpochMilli(term.openedAtMillis()))
                .setBasePerDay(term.basePerDay())
                .setReferenceMillis(term.referenceMillis())
                .setCap(term.cap())
                .setEndsAt(Instant.ofEpochMilli(term.endsAtMillis()))
                .setEventId(term.eventId())
                .build();
    }

    private static CustomerContribution contribution(Contribution contribution) {
        return CustomerContribution.newBuilder()
                .setSide(contribution.side().word())
                .setSignalType(contribution.signalType())
                .setPhase(contribution.phase().word())
                .setDepartment(contribution.department().word())
                .setPointsPerDay(contribution.pointsPerDay())
                .setRatePerDay(contribution.ratePerDay())
                .setShare(contribution.share())
                .setCount28d(contribution.count28d())
                .setLastAt(Instant.ofEpochMilli(contribution.lastAtMillis()))
                .setEventIds(contribution.eventIds())
                .build();
    }

    private static CustomerChurn churn(ChurnOutlook churn) {
        ChurnRisk risk = churn.risk();
        Long crossing = churn.nextCrossingAtMillis();
        return CustomerChurn.newBuilder()
                .setAsOf(Instant.ofEpochMilli(risk.asOfMillis()))
                .setRisk(risk.risk())
                .setLogOdds(risk.logOdds())
                .setBaseLogOdds(risk.baseLogOdds())
                .setSilentDays(risk.silentDays())
                .setCadenceDays(risk.cadenceDays())
                .setExposure(risk.exposure())
                .setObservedFriction(risk.observedFriction())
                .setExpectedFriction(risk.expectedFriction())
                .setExcess(risk.excess())
                .setStandingPerDay(risk.standingPerDay())
                .setPAlive(risk.pAlive())
                .setClumpiness(risk.clumpiness())
                .setWaiting(risk.waiting())
                .setReasons(risk.reasons().stream()
                        .map(its -> new ChurnReason(its.factor().word(), its.value(), its.logOdds()))
                        .toList())
                .setModelVersion(risk.modelVersion())
                .setLevel(churn.level().word())
                .setPreviousLevel(churn.levelBefore().word())
                .setNextCrossingAt(crossing == null ? null : Instant.ofEpochMilli(crossing))
                .build();
    }
}
