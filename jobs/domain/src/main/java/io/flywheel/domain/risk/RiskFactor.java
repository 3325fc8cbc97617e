package io.flywheel.domain.risk;

/**
 * One thing that may tell whether a customer leaves, as a number that a risk model can weigh.
 *
 * <p><b>Shape:</b> each is a function of the facts and of the model's own constants, and of nothing else, so that a replay gives the same. Logarithms and caps keep single customers from deciding the weights.
 *
 * <p><b>Source:</b> docs/reference/risk.md, "Factors".
 */
public enum RiskFactor {
    /** How long the customer has been silent: ln(1 + days). */
    SILENCE("silence", Direction.EITHER) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.silentDays());
        }
    },
    /** Silence against the customer's own cadence: ln(1 + days / cadence). */
    OVERDUE("overdue", Direction.RAISES) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.silentDays() / facts.cadenceDays());
        }
    },
    /** Log-odds of having left for good by the customer's own active days, within -6 to 6. */
    DROPPED_OUT("dropped_out", Direction.RAISES) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return model.visits().logOddsOfHavingLeft(facts.habits().ownDays(), facts);
        }
    },
    /** Velocity of days against that of weeks, -1 to 3. */
    TREND("trend", Direction.LOWERS) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return facts.trend();
        }
    },
    /** Friction against what this much activity would lead one to expect: the logarithm of the excess. */
    FRICTION_EXCESS("friction_excess", Direction.RAISES) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log(model.excess(facts));
        }
    },
    /** Friction of open conditions, points a day. */
    STANDING("standing", Direction.RAISES) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.min(facts.standingPerDay(), MOST_STANDING);
        }
    },
    /** A deal that the company moved on and the customer never answered: 1 at once, 4 after three weeks. */
    UNANSWERED("unanswered", Direction.RAISES) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return facts.habits().questions().weight(facts.asOfMillis());
        }
    },
    /** How often the company called lately: ln(1 + decayed calls). */
    OUTREACH("outreach", Direction.EITHER) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.habits().outreach(facts.asOfMillis()));
        }
    },
    /** Orders, won deals and renewals so far: ln(1 + count). */
    VALUE_EVENTS("value_events", Direction.LOWERS) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.valueEvents());
        }
    },
    /** All push points so far: ln(1 + points). */
    LIFETIME_PUSHES("lifetime_pushes", Direction.LOWERS) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.pushPoints());
        }
    },
    /** Push points of the last weeks: P / (P + 2). */
    RECENT_PUSHES("recent_pushes", Direction.LOWERS) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            double points = facts.habits().recentPushPoints(facts.asOfMillis());
            return points / (points + HALF_WAY_POINTS);
        }
    },
    /** Active days of the last ninety: ln(1 + days). */
    ACTIVE_DAYS_90("active_days_90", Direction.LOWERS) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.habits().ownDays().daysWithin(90, facts.today()));
        }
    },
    /** Active days ever: ln(1 + days). */
    ACTIVE_DAYS("active_days", Direction.LOWERS) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.habits().ownDays().days());
        }
    },
    /** What was given back of what was paid, 0 to 1. */
    RETURNED("returned", Direction.RAISES) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return facts.returnedShare();
        }
    },
    /** The largest single amount: ln(1 + typical customers' revenues). */
    LARGEST_REVENUE("largest_revenue", Direction.EITHER) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.habits().largestRevenue());
        }
    },
    /** The chance of having bought for the last time; 0 for who never bought twice. */
    NOT_ALIVE("not_alive", Direction.RAISES) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            double alive = model.purchases().chanceToBeAlive(facts.habits().valueDays(), facts);
            return Double.isNaN(alive) ? 0 : 1 - alive;
        }
    },
    /** How long the customer has been known: ln(1 + days). */
    TENURE("tenure", Direction.EITHER) {
        @Override
        double value(RiskFacts facts, RiskModel model) {
            return Math.log1p(facts.tenureDays());
        }
    };

    private static final double HALF_WAY_POINTS = 2;
    private static final double MOST_STANDING = 20;

    /** What more of a factor may do to the risk: a fitted weight of the other sign would explain the risk by its opposite. */
    public enum Direction {
        RAISES,
        LOWERS,
        EITHER;

        public boolean allows(double weight) {
            return this == EITHER || weight == 0 || weight > 0 == (this == RAISES);
        }
    }

    private final String word;
    private final Direction direction;

    RiskFactor(String word, Direction direction) {
        this.word = word;
        this.direction = direction;
    }

    abstract double value(RiskFacts facts, RiskModel model);

    /** The word used in model files, tables and reasons. */
    public String word() {
        return word;
    }

    public Direction direction() {
        return direction;
    }
}
