-- Who is likely to leave, and why. Written by the momentum job only; a row is replaced only by a newer one (writer_epoch, row_version).

CREATE TABLE flywheel.churn_friction (
    customer_id text COLLATE "C" PRIMARY KEY,
    as_of timestamptz NOT NULL,
    churn_risk double precision NOT NULL,
    log_odds double precision NOT NULL,
    base_log_odds double precision NOT NULL,
    level text NOT NULL,
    prev_level text NOT NULL,
    next_crossing_at timestamptz,
    silent_days double precision NOT NULL,
    cadence_days double precision NOT NULL,
    exposure double precision NOT NULL,
    observed_friction double precision NOT NULL,
    expected_friction double precision NOT NULL,
    friction_excess double precision NOT NULL,
    standing_per_day double precision NOT NULL,
    p_alive double precision,
    clumpiness double precision,
    waiting_deals text[] NOT NULL,
    reasons jsonb NOT NULL,
    model_version text NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- NaN and the infinities are no measurement; to PostgreSQL NaN is greater than infinity.
    CONSTRAINT churn_friction_is_finite CHECK (
        abs(log_odds) < 'Infinity' AND abs(base_log_odds) < 'Infinity' AND abs(friction_excess) < 'Infinity' AND abs(silent_days) < 'Infinity'),
    CONSTRAINT churn_friction_risk_range CHECK (churn_risk BETWEEN 0 AND 1),
    CONSTRAINT churn_friction_level CHECK (level IN ('low', 'elevated', 'high') AND prev_level IN ('low', 'elevated', 'high'))
) WITH (fillfactor = 70);
COMMENT ON TABLE flywheel.churn_friction IS 'How likely each customer is to leave as of the latest change, and why: reasons that add up to the risk, with friction stated against what this much activity would lead one to expect.';
COMMENT ON COLUMN flywheel.churn_friction.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.churn_friction.as_of IS 'Event time that every number of the row is stated at: the last activity, or the last change of level since then by silence alone.';
COMMENT ON COLUMN flywheel.churn_friction.churn_risk IS 'Risk of leaving, 0 to 1: 1 / (1 + exp(-log_odds)). A ranking until the model is fitted on outcomes of your own.';
COMMENT ON COLUMN flywheel.churn_friction.log_odds IS 'base_log_odds plus the log_odds of all reasons, natural logarithm.';
COMMENT ON COLUMN flywheel.churn_friction.base_log_odds IS 'What the model gives a customer who is average in everything, natural logarithm.';
COMMENT ON COLUMN flywheel.churn_friction.level IS 'low, elevated or high; the risks at which they begin stand in the model.';
COMMENT ON COLUMN flywheel.churn_friction.prev_level IS 'Level before the last change by silence alone; that of the row if there was none since the last activity.';
COMMENT ON COLUMN flywheel.churn_friction.next_crossing_at IS 'Event time at which the level changes if nothing happens until then, to the minute; null if it does not.';
COMMENT ON COLUMN flywheel.churn_friction.silent_days IS 'Days since the customer last did something by themselves; since they were first seen if they never did.';
COMMENT ON COLUMN flywheel.churn_friction.cadence_days IS 'The customer''s own usual days between active days: geometric mean, drawn towards that of the population while there are few.';
COMMENT ON COLUMN flywheel.churn_friction.exposure IS 'Number of the customer''s own activities, decayed with a half-life of 14 days.';
COMMENT ON COLUMN flywheel.churn_friction.observed_friction IS 'Friction of single events, points, decayed with a half-life of 14 days.';
COMMENT ON COLUMN flywheel.churn_friction.expected_friction IS 'Friction that this much exposure would lead one to expect, points: exposure x the population''s friction per activity.';
COMMENT ON COLUMN flywheel.churn_friction.friction_excess IS 'Ratio above 0: (observed + a) / (expected + a), a from the model. 1 is what was to be expected; near 1 while there is little exposure.';
COMMENT ON COLUMN flywheel.churn_friction.standing_per_day IS 'Friction of open conditions, points per day.';
COMMENT ON COLUMN flywheel.churn_friction.p_alive IS 'Chance that a buyer will buy again some day (BG/NBD), 0 to 1; null for who never bought.';
COMMENT ON COLUMN flywheel.churn_friction.clumpiness IS 'How much the days with value events of the last 365 come in bursts: 0 evenly, near 1 all together; null below two such days.';
COMMENT ON COLUMN flywheel.churn_friction.waiting_deals IS 'Deals that the company moved on and the customer never answered, by id.';
COMMENT ON COLUMN flywheel.churn_friction.reasons IS 'Why, from what raises the risk most to what lowers it most: factor, value (as the factor is defined), log_odds (add up to log_odds - base_log_odds), share (its part of the sum of their sizes, 0 to 1). churn_reason(factor, value) says it in words.';
COMMENT ON COLUMN flywheel.churn_friction.model_version IS 'Version of the model of churn risk in force.';
COMMENT ON COLUMN flywheel.churn_friction.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.churn_friction.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.churn_friction.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE FUNCTION flywheel.churn_reason(factor text, value double precision) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
    SELECT CASE factor
        WHEN 'silence' THEN format('silent for %s days', round((exp(value) - 1)::numeric, 1))
        WHEN 'overdue' THEN format('silent for %s x the usual time between active days', round((exp(value) - 1)::numeric, 1))
        WHEN 'dropped_out' THEN format('judging by active days gone for good with a chance of %s %%', round((100 / (1 + exp(-value)))::numeric))
        WHEN 'trend' THEN format('%s by %s %%', CASE WHEN value < 0 THEN 'slows down' ELSE 'speeds up' END, round(abs(100 * value)::numeric))
        WHEN 'friction_excess' THEN format('%s x the friction that this much activity would lead one to expect', round(exp(value)::numeric, 1))
        WHEN 'standing' THEN CASE WHEN value = 0 THEN 'nothing rubs that is still open' ELSE format('what is still open rubs with %s points a day', round(value::numeric, 1)) END
        WHEN 'unanswered' THEN CASE
            WHEN value = 0 THEN 'no deal waits for an answer'
            WHEN value >= 4 THEN 'a deal waits for an answer for three weeks or more'
            ELSE format('a deal waits for an answer for %s days', round((7 * (value - 1))::numeric, 1)) END
        WHEN 'outreach' THEN format('called %s times lately', round((exp(value) - 1)::numeric, 1))
        WHEN 'value_events' THEN format('%s orders, won deals and renewals so far', round((exp(value) - 1)::numeric))
        WHEN 'lifetime_pushes' THEN format('%s points of pushes so far', round((exp(value) - 1)::numeric, 1))
        WHEN 'recent_pushes' THEN format('%s points of pushes in the last weeks', round((2 * value / (1 - least(value, 0.999999)))::numeric, 1))
        WHEN 'active_days_90' THEN format('%s active days in the last 90', round((exp(value) - 1)::numeric))
        WHEN 'active_days' THEN format('%s active days so far', round((exp(value) - 1)::numeric))
        WHEN 'returned' THEN format('gave back %s %% of what was paid', round((100 * value)::numeric))
        WHEN 'largest_revenue' THEN format('largest amount %s x the typical customer''s revenue', round((exp(value) - 1)::numeric, 1))
        WHEN 'not_alive' THEN format('has bought for the last time with a chance of %s %%', round((100 * value)::numeric))
        WHEN 'tenure' THEN format('known for %s days', round((exp(value) - 1)::numeric))
        ELSE factor
    END
$$;
COMMENT ON FUNCTION flywheel.churn_reason(text, double precision) IS 'A reason of churn_friction in words: the fact behind it, whichever way it turns the risk.';

CREATE VIEW flywheel.v_churn_risk AS
SELECT
    f.customer_id,
    c.account_id,
    c.segment,
    c.plan,
    f.churn_risk,
    f.level,
    f.prev_level,
    top.factor AS top_factor,
    flywheel.churn_reason(top.factor, top.value) AS top_reason,
    top.share AS top_share,
    f.friction_excess,
    f.exposure,
    f.silent_days,
    f.cadence_days,
    f.waiting_deals,
    m.momentum_index,
    m.band,
    f.as_of,
    f.next_crossing_at
FROM flywheel.churn_friction f
LEFT JOIN flywheel.customer c USING (customer_id)
LEFT JOIN flywheel.customer_momentum m USING (customer_id)
-- the reasons begin with what raises the risk most; one that does not raise it is no reason to leave
LEFT JOIN LATERAL (
    SELECT f.reasons -> 0 ->> 'factor' AS factor, (f.reasons -> 0 -> 'value')::double precision AS value, (f.reasons -> 0 -> 'share')::double precision AS share
    WHERE (f.reasons -> 0 -> 'log_odds')::double precision > 0) top ON true;
COMMENT ON VIEW flywheel.v_churn_risk IS 'Who is likely to leave, and why? One row a customer; ORDER BY churn_risk DESC for whom to call first.';
COMMENT ON COLUMN flywheel.v_churn_risk.customer_id IS 'The customer.';
COMMENT ON COLUMN flywheel.v_churn_risk.account_id IS 'Account of the customer; null if none is stated.';
COMMENT ON COLUMN flywheel.v_churn_risk.segment IS 'Segment; null if none is stated.';
COMMENT ON COLUMN flywheel.v_churn_risk.plan IS 'Plan; null if none is stated.';
COMMENT ON COLUMN flywheel.v_churn_risk.churn_risk IS 'Risk of leaving, 0 to 1.';
COMMENT ON COLUMN flywheel.v_churn_risk.level IS 'low, elevated or high.';
COMMENT ON COLUMN flywheel.v_churn_risk.prev_level IS 'Level before the last change by silence alone.';
COMMENT ON COLUMN flywheel.v_churn_risk.top_factor IS 'What raises the risk most; null if nothing does.';
COMMENT ON COLUMN flywheel.v_churn_risk.top_reason IS 'The same in words.';
COMMENT ON COLUMN flywheel.v_churn_risk.top_share IS 'Its part of all that turns the risk either way, 0 to 1.';
COMMENT ON COLUMN flywheel.v_churn_risk.friction_excess IS 'Friction against what this much activity would lead one to expect, ratio.';
COMMENT ON COLUMN flywheel.v_churn_risk.exposure IS 'Decayed number of the customer''s own activities that the excess rests on.';
COMMENT ON COLUMN flywheel.v_churn_risk.silent_days IS 'Days of silence as of as_of.';
COMMENT ON COLUMN flywheel.v_churn_risk.cadence_days IS 'The customer''s own usual days between active days.';
COMMENT ON COLUMN flywheel.v_churn_risk.waiting_deals IS 'Deals that wait for the customer''s answer.';
COMMENT ON COLUMN flywheel.v_churn_risk.momentum_index IS 'Momentum from 0 to 100, as of its own row in customer_momentum.';
COMMENT ON COLUMN flywheel.v_churn_risk.band IS 'Band of the index: red, yellow or green.';
COMMENT ON COLUMN flywheel.v_churn_risk.as_of IS 'Event time that risk and reason are stated at.';
COMMENT ON COLUMN flywheel.v_churn_risk.next_crossing_at IS 'Event time at which the level changes if nothing happens; null if it does not.';
