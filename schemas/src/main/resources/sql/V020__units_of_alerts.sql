-- A value without its unit can not be read: a rule states one, and each alert keeps what its rule said.

ALTER TABLE flywheel.alert_instance ADD COLUMN unit text;
COMMENT ON COLUMN flywheel.alert_instance.unit IS 'What value and thresholds are numbers of: points, points_per_day, index_points, share (of which 1 is the whole), ratio, count, minutes, hours, days, deviations or condition (1 while it holds, else 0); null if the rule says none.';

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
    acked_at,
    unit
FROM flywheel.alert_instance
WHERE status <> 'inactive' AND NOT shadow;
COMMENT ON COLUMN flywheel.v_alerts.unit IS 'What value and threshold_on are numbers of, as in alert_instance; null if the rule says none.';
