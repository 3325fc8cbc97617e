-- One view for each question that a dashboard asks.

CREATE VIEW flywheel.v_freshness AS
SELECT p.job, p.stage, min(p.watermark_at) AS watermark_at, min(p.updated_at) AS updated_at, now() - min(p.watermark_at) > interval '2 minutes' AS stale
FROM flywheel.pipeline_freshness p
JOIN (
    SELECT DISTINCT ON (job, stage) job, stage, parallelism
    FROM flywheel.pipeline_freshness
    ORDER BY job, stage, writer_epoch DESC, row_version DESC) newest USING (job, stage)
-- parts that a smaller parallelism has left behind would look stale for ever
WHERE p.subtask < newest.parallelism
GROUP BY p.job, p.stage;
COMMENT ON VIEW flywheel.v_freshness IS 'How fresh are the tables? For each stage of each job the event time up to which its rows are complete, and whether that is more than 2 minutes ago.';
COMMENT ON COLUMN flywheel.v_freshness.job IS 'Job that writes.';
COMMENT ON COLUMN flywheel.v_freshness.stage IS 'Stop of the job that writes.';
COMMENT ON COLUMN flywheel.v_freshness.watermark_at IS 'Event time up to which the rows of all parts are complete; infinity when the input has ended.';
COMMENT ON COLUMN flywheel.v_freshness.updated_at IS 'Clock of the database when the slowest part last said how far it is.';
COMMENT ON COLUMN flywheel.v_freshness.stale IS 'True if watermark_at is more than 2 minutes before now.';

CREATE VIEW flywheel.customer_momentum_live AS
SELECT
    live.customer_id,
    live.as_of,
    live.mass,
    live.mass_value,
    live.mass_loyalty,
    live.mass_advocacy,
    live.mass_breadth,
    live.velocity,
    live.v_fast,
    live.v_slow,
    live.trend,
    live.friction_impulse,
    live.friction_standing,
    live.friction,
    live.momentum,
    live.momentum_index,
    live.band,
    live.prev_band,
    live.stored_momentum,
    live.pushes_total,
    live.friction_total,
    live.revolutions_total,
    live.next_crossing_at,
    live.decay,
    live.standing,
    live.top_push,
    live.top_friction,
    live.map_version,
    fresh.watermark_at,
    coalesce(now() - fresh.watermark_at > interval '2 minutes', true) AS stale
FROM flywheel.customer_momentum_at(now()) live
CROSS JOIN (
    SELECT min(f.watermark_at) AS watermark_at
    FROM flywheel.v_freshness f) fresh;
COMMENT ON VIEW flywheel.customer_momentum_live IS 'What is the momentum of each customer now? customer_momentum_at(now()), with the event time up to which the tables are complete and whether that is more than 2 minutes ago.';
-- The other columns mean what they mean in the table.
DO $$
DECLARE
    shared record;
BEGIN
    FOR shared IN
        SELECT v.attname, col_description(t.attrelid, t.attnum) AS comment
        FROM pg_attribute v
        JOIN pg_attribute t ON t.attrelid = 'flywheel.customer_momentum'::regclass AND t.attname = v.attname AND t.attnum > 0
        WHERE v.attrelid = 'flywheel.customer_momentum_live'::regclass AND v.attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN flywheel.customer_momentum_live.%I IS %L', shared.attname, shared.comment);
    END LOOP;
END
$$;
COMMENT ON COLUMN flywheel.customer_momentum_live.as_of IS 'Moment that every decayed number of the row is stated at: now, or the latest event time if that is later.';
COMMENT ON COLUMN flywheel.customer_momentum_live.stored_momentum IS 'Momentum gathered over time with a half-life of 90 days, points, as of the latest change of the customer.';
COMMENT ON COLUMN flywheel.customer_momentum_live.watermark_at IS 'Event time up to which the tables are complete; null if no job has written yet.';
COMMENT ON COLUMN flywheel.customer_momentum_live.stale IS 'True if watermark_at is unknown or more than 2 minutes before now.';

CREATE VIEW flywheel.v_customers_by_band AS
SELECT
    m.band,
    count(*) AS customers,
    count(*)::double precision / sum(count(*)) OVER () AS share,
    avg(m.momentum_index) AS momentum_index_avg,
    sum(m.momentum) AS momentum_sum,
    count(*) FILTER (WHERE m.next_crossing_at < now() + interval '7 days') AS crossing_within_7d
FROM flywheel.customer_momentum_live m
GROUP BY m.band;
COMMENT ON VIEW flywheel.v_customers_by_band IS 'How do the customers do now? Number of customers by band.';
COMMENT ON COLUMN flywheel.v_customers_by_band.band IS 'red, yellow or green, now.';
COMMENT ON COLUMN flywheel.v_customers_by_band.customers IS 'Number of customers.';
COMMENT ON COLUMN flywheel.v_customers_by_band.share IS 'Part of all customers, 0 to 1.';
COMMENT ON COLUMN flywheel.v_customers_by_band.momentum_index_avg IS 'Mean momentum index, 0 to 100.';
COMMENT ON COLUMN flywheel.v_customers_by_band.momentum_sum IS 'Sum of momentum, points per day.';
COMMENT ON COLUMN flywheel.v_customers_by_band.crossing_within_7d IS 'Number of customers that change band within 7 days if nothing happens.';

CREATE VIEW flywheel.v_wheel_by_phase AS
SELECT
    c.phase,
    count(*) AS customers,
    avg(m.mass) AS mass_avg,
    sum(m.velocity) AS velocity_sum,
    sum(m.friction) AS friction_sum,
    sum(m.momentum) AS momentum_sum,
    least(3, greatest(-1, (sum(m.v_fast) - sum(m.v_slow)) / greatest(sum(m.v_slow), 0.1))) AS trend
FROM flywheel.customer_momentum_live m
JOIN flywheel.customer c USING (customer_id)
GROUP BY c.phase;
COMMENT ON VIEW flywheel.v_wheel_by_phase IS 'How big is the wheel, how fast does it turn and how much does it rub now, in each phase?';
COMMENT ON COLUMN flywheel.v_wheel_by_phase.phase IS 'attract, engage or delight.';
COMMENT ON COLUMN flywheel.v_wheel_by_phase.customers IS 'Number of customers in the phase.';
COMMENT ON COLUMN flywheel.v_wheel_by_phase.mass_avg IS 'Mean mass, 1 to 5.';
COMMENT ON COLUMN flywheel.v_wheel_by_phase.velocity_sum IS 'Sum of velocity, points per day.';
COMMENT ON COLUMN flywheel.v_wheel_by_phase.friction_sum IS 'Sum of friction, points per day.';
COMMENT ON COLUMN flywheel.v_wheel_by_phase.momentum_sum IS 'Sum of momentum, points per day.';
COMMENT ON COLUMN flywheel.v_wheel_by_phase.trend IS 'Fast against slow velocity of the phase, -1 to 3.';

CREATE VIEW flywheel.v_what_pushes AS
SELECT
    k.signal_type,
    k.phase,
    k.department,
    count(*) AS customers,
    sum(k.count_28d)::bigint AS count_28d,
    sum(k.share * m.mass * m.velocity) AS points_per_day,
    sum(k.share * m.mass * m.velocity) / nullif(sum(sum(k.share * m.mass * m.velocity)) OVER (), 0) AS share
FROM flywheel.momentum_contribution k
JOIN flywheel.customer_momentum_live m USING (customer_id)
WHERE k.side = 'push'
GROUP BY k.signal_type, k.phase, k.department;
COMMENT ON VIEW flywheel.v_what_pushes IS 'What pushes the wheel now? Each customer''s mass x velocity now, split by the shares as of the latest change of the customer, so that the rows add up to the whole.';
COMMENT ON COLUMN flywheel.v_what_pushes.signal_type IS 'Kind of signal, as in the signal catalogue.';
COMMENT ON COLUMN flywheel.v_what_pushes.phase IS 'Phase that this kind of signal belongs to.';
COMMENT ON COLUMN flywheel.v_what_pushes.department IS 'Department that pushes.';
COMMENT ON COLUMN flywheel.v_what_pushes.customers IS 'Number of customers that it pushes.';
COMMENT ON COLUMN flywheel.v_what_pushes.count_28d IS 'Number of signals in the 28 days before each customer''s latest change.';
COMMENT ON COLUMN flywheel.v_what_pushes.points_per_day IS 'What it adds to the momentum of all customers, points per day.';
COMMENT ON COLUMN flywheel.v_what_pushes.share IS 'Part of all pushes, 0 to 1.';

CREATE VIEW flywheel.v_where_it_rubs AS
SELECT
    k.signal_type,
    k.phase,
    k.department,
    count(*) AS customers,
    sum(k.count_28d)::bigint AS count_28d,
    sum(k.share * m.friction) AS points_per_day,
    sum(k.share * m.friction) / nullif(sum(sum(k.share * m.friction)) OVER (), 0) AS share
FROM flywheel.momentum_contribution k
JOIN flywheel.customer_momentum_live m USING (customer_id)
WHERE k.side = 'friction'
GROUP BY k.signal_type, k.phase, k.department;
COMMENT ON VIEW flywheel.v_where_it_rubs IS 'Where does the wheel rub now? Each customer''s friction now, split by the shares as of the latest change of the customer, so that the rows add up to the whole.';
COMMENT ON COLUMN flywheel.v_where_it_rubs.signal_type IS 'Kind of signal, as in the signal catalogue.';
COMMENT ON COLUMN flywheel.v_where_it_rubs.phase IS 'Phase that this kind of signal belongs to.';
COMMENT ON COLUMN flywheel.v_where_it_rubs.department IS 'Department that caused the friction.';
COMMENT ON COLUMN flywheel.v_where_it_rubs.customers IS 'Number of customers that it rubs.';
COMMENT ON COLUMN flywheel.v_where_it_rubs.count_28d IS 'Number of signals in the 28 days before each customer''s latest change.';
COMMENT ON COLUMN flywheel.v_where_it_rubs.points_per_day IS 'What it takes from the momentum of all customers, points per day.';
COMMENT ON COLUMN flywheel.v_where_it_rubs.share IS 'Part of all friction, 0 to 1.';

CREATE VIEW flywheel.v_slipping_customers AS
SELECT
    m.customer_id,
    c.account_id,
    c.segment,
    c.phase,
    m.band,
    m.prev_band,
    m.momentum_index,
    m.momentum,
    m.trend,
    m.friction,
    c.last_seen_at,
    m.next_crossing_at,
    m.top_friction
FROM flywheel.customer_momentum_live m
JOIN flywheel.customer c USING (customer_id)
WHERE m.band = 'red' AND m.prev_band <> 'red'
   OR m.band = 'yellow' AND m.prev_band = 'green'
   OR m.trend < 0 AND m.friction > 0;
COMMENT ON VIEW flywheel.v_slipping_customers IS 'Which customers are slipping now, and why? Those that fell to a worse band, and those that slow down while something rubs. Order by mass or momentum_index as you need.';
COMMENT ON COLUMN flywheel.v_slipping_customers.customer_id IS 'The customer.';
COMMENT ON COLUMN flywheel.v_slipping_customers.account_id IS 'Account of the customer; null if unknown.';
COMMENT ON COLUMN flywheel.v_slipping_customers.segment IS 'Segment; null if unknown.';
COMMENT ON COLUMN flywheel.v_slipping_customers.phase IS 'attract, engage or delight.';
COMMENT ON COLUMN flywheel.v_slipping_customers.band IS 'Band now.';
COMMENT ON COLUMN flywheel.v_slipping_customers.prev_band IS 'Band at the last UTC midnight, or before the last silent change since then.';
COMMENT ON COLUMN flywheel.v_slipping_customers.momentum_index IS 'Momentum index now, 0 to 100.';
COMMENT ON COLUMN flywheel.v_slipping_customers.momentum IS 'Momentum now, points per day.';
COMMENT ON COLUMN flywheel.v_slipping_customers.trend IS 'Fast against slow velocity now, -1 to 3.';
COMMENT ON COLUMN flywheel.v_slipping_customers.friction IS 'Friction now, points per day.';
COMMENT ON COLUMN flywheel.v_slipping_customers.last_seen_at IS 'Event time of the latest event.';
COMMENT ON COLUMN flywheel.v_slipping_customers.next_crossing_at IS 'When the band changes if nothing happens; null if it does not.';
COMMENT ON COLUMN flywheel.v_slipping_customers.top_friction IS 'The at most 3 signal types that rub most, as of the latest change of the customer.';

CREATE VIEW flywheel.v_data_quality AS
SELECT
    q.source,
    q.grain,
    q.window_start,
    q.received,
    q.accepted,
    q.duplicates,
    q.late,
    q.rejected,
    q.rejected::double precision / nullif(q.received, 0) AS rejected_share,
    q.rejected_by_reason,
    q.unmapped_types
FROM flywheel.data_quality_window q;
COMMENT ON VIEW flywheel.v_data_quality IS 'Can the numbers be trusted? What arrived by stream and period of arrival, and what was refused and why.';
COMMENT ON COLUMN flywheel.v_data_quality.source IS 'Stream that the records arrived on.';
COMMENT ON COLUMN flywheel.v_data_quality.grain IS 'Length of the period.';
COMMENT ON COLUMN flywheel.v_data_quality.window_start IS 'Start of the period of arrival.';
COMMENT ON COLUMN flywheel.v_data_quality.received IS 'Number of records that arrived.';
COMMENT ON COLUMN flywheel.v_data_quality.accepted IS 'Number of records that were counted as events.';
COMMENT ON COLUMN flywheel.v_data_quality.duplicates IS 'Number of records that repeated an accepted event.';
COMMENT ON COLUMN flywheel.v_data_quality.late IS 'Number of records that were too old on arrival.';
COMMENT ON COLUMN flywheel.v_data_quality.rejected IS 'Number of records that were refused.';
COMMENT ON COLUMN flywheel.v_data_quality.rejected_share IS 'Part of the records that were refused, 0 to 1; null if none arrived.';
COMMENT ON COLUMN flywheel.v_data_quality.rejected_by_reason IS 'Number of refused records by reason code.';
COMMENT ON COLUMN flywheel.v_data_quality.unmapped_types IS 'Number of accepted custom events without a meaning, by name.';
