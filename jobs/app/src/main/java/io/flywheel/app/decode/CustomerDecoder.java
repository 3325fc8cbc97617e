package io.flywheel.app.decode;

import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.customer.RevenueTotal;
import io.flywheel.domain.momentum.Band;
import io.flywheel.domain.momentum.Contribution;
import io.flywheel.domain.momentum.DecayTerm;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.domain.momentum.StandingTerm;
import io.flywheel.domain.risk.ChurnOutlook;
import io.flywheel.domain.risk.ChurnRisk;
import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskLevel;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import io.flywheel.domain.signal.Side;
import io.flywheel.schema.CustomerChurn;
import io.flywheel.schema.CustomerMomentum;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the momentum job wrote to the customer topic.
 *
 * <p><b>Shape:</b> one instance a thread; an empty answer for a record that is none of ours, and for one of version 1, which says nothing of the risk.
 *
 * <p><b>Errors:</b> {@link IOException} only if the registry can not be asked.
 */
public final class CustomerDecoder implements ContentDecoder<CustomerUpdate> {

    private final WireReader<CustomerMomentum, CustomerUpdate> reader;

    public CustomerDecoder(WriterSchemas schemas) {
        this.reader = new WireReader<>(schemas, CustomerMomentum.getClassSchema(), CustomerDecoder::update);
    }

    @Override
    public Optional<CustomerUpdate> decode(byte @Nullable [] value) throws IOException {
        return reader.decode(value);
    }

    private static Optional<CustomerUpdate> update(CustomerMomentum sent) {
        CustomerChurn churn = sent.getChurn();
        if (churn == null) {
            return Optional.empty();
        }
        return Optional.of(new CustomerUpdate(
                profile(sent),
                momentum(sent),
                outlook(churn),
                sent.getContributions().stream()
                        .map(its -> new Contribution(
                                Words.constant(Side.class, its.getSide()),
                                its.getSignalType(),
                                Words.constant(Phase.class, its.getPhase()),
                                Words.constant(Department.class, its.getDepartment()),
                                its.getPointsPerDay(),
                                its.getRatePerDay(),
                                its.getShare(),
                                its.getCount28d(),
                                its.getLastAt().toEpochMilli(),
                                List.copyOf(its.getEventIds())))
                        .toList(),
                sent.getRevenue().stream()
                        .map(its -> new RevenueTotal(
                                its.getCurrency(), its.getWonMinor(), its.getRefundedMinor(), its.getValueEvents()))
                        .toList()));
    }

    private static CustomerProfile profile(CustomerMomentum sent) {
        return new CustomerProfile(
                sent.getCustomerId(),
                sent.getAccountId(),
                sent.getSegment(),
                sent.getPlan(),
                sent.getRegion(),
                Words.constant(Phase.class, sent.getPhase()),
                sent.getFirstSeenAt().toEpochMilli(),
                sent.getLastSeenAt().toEpochMilli(),
                sent.getActivities());
    }

    private static MomentumReading momentum(CustomerMomentum sent) {
        return new MomentumReading(
                sent.getAsOf().toEpochMilli(),
                sent.getMass(),
                sent.getMassValue(),
                sent.getMassLoyalty(),
                sent.getMassAdvocacy(),
                sent.getMassBreadth(),
                sent.getVelocity(),
                sent.getVelocityFast(),
                sent.getVelocitySlow(),
                sent.getTrend(),
                sent.getFrictionImpulse(),
                sent.getFrictionStanding(),
                sent.getMomentum(),
                sent.getMomentumIndex(),
                Words.constant(Band.class, sent.getBand()),
                Words.constant(Band.class, sent.getPreviousBand()),
                sent.getStoredMomentum(),
                sent.getPushesTotalThousandths(),
                sent.getFrictionTotalThousandths(),
                sent.getRevolutionsTotal(),
                millis(sent.getNextCrossingAt()),
                sent.getDecay().stream()
                        .map(its -> new DecayTerm(
                                its.getName(), its.getAmount(), its.getHalfLifeMillis(), its.getSaturationPerDay()))
                        .toList(),
                sent.getStanding().stream()
                        .map(its -> new StandingTerm(
                                its.getSignalType(),
                                its.getObjectRef(),
                                its.getOpenedAt().toEpochMilli(),
                                its.getBasePerDay(),
                                its.getReferenceMillis(),
                                its.getCap(),
                                its.getEndsAt().toEpochMilli(),
                                its.getEventId()))
                        .toList(),
                sent.getCatalogueVersion());
    }

    private static ChurnOutlook outlook(CustomerChurn sent) {
        ChurnRisk risk = new ChurnRisk(
                sent.getAsOf().toEpochMilli(),
                sent.getRisk(),
                sent.getLogOdds(),
                sent.getBaseLogOdds(),
                sent.getSilentDays(),
                sent.getCadenceDays(),
                sent.getExposure(),
                sent.getObservedFriction(),
                sent.getExpectedFriction(),
                sent.getExcess(),
                sent.getStandingPerDay(),
                sent.getPAlive(),
                sent.getClumpiness(),
                sent.getWaiting(),
                sent.getReasons().stream()
                        .map(its -> new ChurnRisk.Reason(
                                Words.constant(RiskFactor.class, its.getFactor()), its.getValue(), its.getLogOdds()))
                        .toList(),
                sent.getModelVersion());
        return new ChurnOutlook(
                risk,
                Words.constant(RiskLevel.class, sent.getLevel()),
                Words.constant(RiskLevel.class, sent.getPreviousLevel()),
                millis(sent.getNextCrossingAt()));
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
