package io.flywheel.app.encode;

import io.flywheel.domain.customer.CustomerProfile;
import io.flywheel.domain.customer.CustomerUpdate;
import io.flywheel.domain.momentum.MomentumReading;
import io.flywheel.schema.CustomerMomentum;
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
                .build();
    }
}
