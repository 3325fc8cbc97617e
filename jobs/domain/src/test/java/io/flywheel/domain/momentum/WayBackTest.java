package io.flywheel.domain.momentum;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WayBackTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final double LITTLE = 1e-9;

    @Test
    void eachStepLeadsToTheEdgeOfTheNextBand() {
        WayBack way = requireNonNull(WayBack.of(Band.RED, 2, 1, 5, List.of(), 0));

        assertThat(way.band()).isEqualTo(Band.YELLOW);
        assertThat(way.indexAbove()).isEqualTo(50);
        assertThat(Trajectory.index(2 * (1 + way.velocityRise()), 5)).isCloseTo(50, within(LITTLE));
        assertThat(Trajectory.index(2, 5 - requireNonNull(way.frictionFall()))).isCloseTo(50, within(LITTLE));
    }

    @Test
    void greenIsEnteredAtItsEdgeAndNotThreePointsBelow() {
        WayBack way = requireNonNull(WayBack.of(Band.YELLOW, 2, 3, 3, List.of(), 0));

        assertThat(way.band()).isEqualTo(Band.GREEN);
        assertThat(Trajectory.index(2 * (3 + way.velocityRise()), 3)).isCloseTo(75, within(LITTLE));
        assertThat(Trajectory.index(6, 3 - requireNonNull(way.frictionFall()))).isCloseTo(75, within(LITTLE));
    }

    @Test
    void whoHardlyMovesIsNotHelpedByLessFrictionAlone() {
        assertThat(requireNonNull(WayBack.of(Band.YELLOW, 1, 0.5, 0.2, List.of(), 0))
                        .frictionFall())
                .isNull();
    }

    @Test
    void closingAConditionIsMeasuredByWhatItTakesNow() {
        StandingTerm small = term("payment_failed", "invoice-1", 0.5);
        StandingTerm great = term("sla_breach", "ticket-1", 2);

        WayBack way = requireNonNull(WayBack.of(Band.RED, 1, 2, 3 + 0.5, List.of(small, great), DAY));

        assertThat(way.closings())
                .extracting(WayBack.Closing::objectRef, WayBack.Closing::frictionPerDay, WayBack.Closing::suffices)
                .containsExactly(tuple("ticket-1", 4.0, true), tuple("invoice-1", 1.0, false));
    }

    @Test
    void theBestBandNeedsNoWayBack() {
        assertThat(WayBack.of(Band.GREEN, 1, 9, 0, List.of(), 0)).isNull();
    }

    /** Rubs twice its base after a day. */
    private static StandingTerm term(String signalType, String objectRef, double base) {
        return new StandingTerm(signalType, objectRef, 0, base, DAY, 4, Long.MAX_VALUE, "e");
    }
}
