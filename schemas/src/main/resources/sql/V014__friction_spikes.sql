-- When friction spikes: each place and type held against its own past, and alerts about them.

CREATE TABLE flywheel.friction_spike_window (
    window_start timestamptz NOT NULL,
    dim_type text COLLATE "C" NOT NULL,
    dim_value text COLLATE "C" NOT NULL,
    signal_type text COLLATE "C" NOT NULL,
    window_end timestamptz NOT NULL,
    count bigint NOT NULL,
    customers bigint NOT NULL,
    exposure bigint NOT NULL,
    baseline_rate double precision NOT NULL,
    expected_count double precision NOT NULL,
    excess double precision NOT NULL,
    z double precision NOT NULL,
    z_limit double precision NOT NULL,
    is_spike boolean NOT NULL,
    begins boolean NOT NULL,
    cause text,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (window_start, dim_type, dim_value, signal_type),
    CONSTRAINT friction_spike_window_cause CHECK (cause IN ('once', 'twice', 'drift', 'absolute'))
) WITH (fillfactor = 70);
CREATE INDEX friction_spike_window_spikes ON flywheel.friction_spike_window (window_start) WHERE is_spike;
COMMENT ON TABLE flywheel.friction_spike_window IS 'Friction by place and type in five minutes against what exposure, season and past lead one to expect, as it was judged when they were over; later corrections are in friction_hotspot_window alone. One row where friction was met or a spike goes on. Definitions: docs/reference/spikes.md.';
COMMENT ON COLUMN flywheel.friction_spike_window.window_start IS 'Start of the five minutes, inclusive, event time.';
COMMENT ON COLUMN flywheel.friction_spike_window.dim_type IS 'Dimension: all, page, department, phase, segment, campaign or channel.';
COMMENT ON COLUMN flywheel.friction_spike_window.dim_value IS 'Value of the dimension as the events state it; all for dimension all.';
COMMENT ON COLUMN flywheel.friction_spike_window.signal_type IS 'Type of friction as the catalogue names it; * for all types together.';
COMMENT ON COLUMN flywheel.friction_spike_window.window_end IS 'End of the five minutes, exclusive, event time.';
COMMENT ON COLUMN flywheel.friction_spike_window.count IS 'Number of friction impulses that were known when the five minutes were over.';
COMMENT ON COLUMN flywheel.friction_spike_window.customers IS 'Number of distinct customers who met that friction.';
COMMENT ON COLUMN flywheel.friction_spike_window.exposure IS 'Number of distinct customers who did something there, or met that friction if those are more.';
COMMENT ON COLUMN flywheel.friction_spike_window.baseline_rate IS 'expected_count / exposure: impulses per customer that are usual at this hour.';
COMMENT ON COLUMN flywheel.friction_spike_window.expected_count IS 'Number of impulses to expect at this exposure, from the hour of the day and of the week and the past of the place.';
COMMENT ON COLUMN flywheel.friction_spike_window.excess IS '(count + 1) / (expected_count + 1): how many times more than expected, near 1 where little is.';
COMMENT ON COLUMN flywheel.friction_spike_window.z IS 'Distance from the expected number in standard deviations, at most 50; 0 while the place is not known for a day.';
COMMENT ON COLUMN flywheel.friction_spike_window.z_limit IS 'What z of single five minutes must reach to be a spike: 4, or more where the past had peaks.';
COMMENT ON COLUMN flywheel.friction_spike_window.is_spike IS 'Whether the five minutes belong to a spike, from its first ones until it is over.';
COMMENT ON COLUMN flywheel.friction_spike_window.begins IS 'Whether the spike begins here.';
COMMENT ON COLUMN flywheel.friction_spike_window.cause IS 'Chart that was broken: once (z at its limit), twice (two of three near it), drift (moving average and cumulative sum) or absolute (every second customer, at a place not known for a day); null if none was.';
COMMENT ON COLUMN flywheel.friction_spike_window.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.friction_spike_window.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.friction_spike_window.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE VIEW flywheel.v_friction_spikes AS
WITH newest AS (
    SELECT max(window_end) AS now FROM flywheel.friction_spike_window
),
begun AS (
    SELECT w.*,
        sum(w.begins::integer) OVER (PARTITION BY w.dim_type, w.dim_value, w.signal_type ORDER BY w.window_start) AS spike
    FROM flywheel.friction_spike_window w
    CROSS JOIN newest n
    WHERE w.is_spike AND w.window_start >= n.now - INTERVAL '7 days'
)
SELECT
    dim_type,
    dim_value,
    signal_type,
    min(window_start) AS since,
    max(window_end) AS until,
    sum(count)::bigint AS count,
    max(customers) AS customers,
    sum(exposure)::bigint AS exposure,
    sum(expected_count) AS expected_count,
    (sum(count) + 1) / (sum(expected_count) + 1) AS excess,
    max(z) AS z,
    (array_agg(cause ORDER BY window_start))[1] AS cause
FROM begun
GROUP BY dim_type, dim_value, signal_type, spike;
COMMENT ON VIEW flywheel.v_friction_spikes IS 'When did friction spike, where, and how far? One row a spike of the newest seven days.';
COMMENT ON COLUMN flywheel.v_friction_spikes.dim_type IS 'Dimension: all, page, department, phase, segment, campaign or channel.';
COMMENT ON COLUMN flywheel.v_friction_spikes.dim_value IS 'Value of the dimension as the events state it; all for dimension all.';
COMMENT ON COLUMN flywheel.v_friction_spikes.signal_type IS 'Type of friction as the catalogue names it; * for all types together.';
COMMENT ON COLUMN flywheel.v_friction_spikes.since IS 'Start of the first five minutes of the spike, event time.';
COMMENT ON COLUMN flywheel.v_friction_spikes.until IS 'End of its last five minutes so far, event time.';
COMMENT ON COLUMN flywheel.v_friction_spikes.count IS 'Number of friction impulses in it.';
COMMENT ON COLUMN flywheel.v_friction_spikes.customers IS 'Greatest number of distinct customers who met it in five minutes.';
COMMENT ON COLUMN flywheel.v_friction_spikes.exposure IS 'For each five minutes the customers who were there or met it, summed up.';
COMMENT ON COLUMN flywheel.v_friction_spikes.expected_count IS 'Number of impulses that exposure, season and past would lead one to expect.';
COMMENT ON COLUMN flywheel.v_friction_spikes.excess IS '(count + 1) / (expected_count + 1): how many times more than expected.';
COMMENT ON COLUMN flywheel.v_friction_spikes.z IS 'Greatest distance of five minutes from the expected number, in standard deviations.';
COMMENT ON COLUMN flywheel.v_friction_spikes.cause IS 'Chart that was broken first: once, twice, drift or absolute.';

ALTER TABLE flywheel.alert_instance DROP CONSTRAINT alert_instance_scope;
ALTER TABLE flywheel.alert_instance
    ADD CONSTRAINT alert_instance_scope CHECK (scope IN ('customer', 'window', 'hotspot'));
COMMENT ON COLUMN flywheel.alert_instance.scope IS 'What the alert is about: customer, window or hotspot.';
COMMENT ON COLUMN flywheel.alert_instance.customer_id IS 'The customer; null for windows and hotspots.';
COMMENT ON COLUMN flywheel.alert_instance.account_id IS 'Account of the customer; null for windows, hotspots and if none is stated.';
COMMENT ON COLUMN flywheel.alert_instance.grain IS 'Grain of the windows, as in flywheel_window; null for customers and hotspots.';
COMMENT ON COLUMN flywheel.alert_instance.dim_type IS 'Dimension of the windows, as in flywheel_window, or of the place, as in friction_hotspot_window; null for customers.';

CREATE OR REPLACE VIEW flywheel.v_alerts AS
SELECT
    rule_name,
    severity,
    status,
    no_data,
    coalesce(customer_id, dim_type || ' ' || dim_value || coalesce(' ' || (labels ->> 'signal_type'), '')) AS subject,
    customer_id,
    account_id,
    grain,
    dim_type,
    dim_value,
    summary,
    value,
    direction,
    threshold_on,
    coalesce(fired_at, pending_since) AS since,
    resolved_at,
    runbook,
    evidence_event_ids,
    fingerprint,
    episode,
    acked_by,
    acked_at
FROM flywheel.alert_instance
WHERE status <> 'inactive' AND NOT shadow;
COMMENT ON COLUMN flywheel.v_alerts.customer_id IS 'The customer; null for windows and hotspots.';
COMMENT ON COLUMN flywheel.v_alerts.grain IS 'Grain of the windows; null for customers and hotspots.';
COMMENT ON COLUMN flywheel.v_alerts.dim_type IS 'Dimension of the windows or of the place; null for customers.';
COMMENT ON COLUMN flywheel.v_alerts.evidence_event_ids IS 'Events behind it, by id; empty for windows and hotspots.';
