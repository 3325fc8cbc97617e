-- Which alerts are open, or were until a day ago?
SELECT fingerprint, episode, rule_name, severity, status, subject, summary, value, threshold_on, since, resolved_at, customer_id, runbook
FROM flywheel.v_alerts
WHERE status <> 'pending' AND (resolved_at IS NULL OR resolved_at > now() - interval '1 day')
ORDER BY resolved_at IS NOT NULL, since DESC, fingerprint
LIMIT 50
