-- Which alerts are open, or were until a day ago?
SELECT v.fingerprint, v.episode, v.rule_name, v.severity, v.status, v.subject, v.customer_id, v.dim_type, v.dim_value, v.summary, v.value, v.direction, v.threshold_on,
    v.since, v.resolved_at, v.runbook, i.labels
FROM flywheel.v_alerts v
JOIN flywheel.alert_instance i USING (fingerprint, episode)
WHERE v.status <> 'pending' AND (v.resolved_at IS NULL OR v.resolved_at > now() - interval '1 day')
ORDER BY v.resolved_at IS NOT NULL, v.severity = 'critical' DESC, v.since DESC, v.fingerprint
LIMIT 50
