-- Which alerts are open, or were until a day ago?
SELECT fingerprint, episode, rule_id, severity, status, labels, annotations, value, threshold_on, fired_at, resolved_at, customer_id
FROM flywheel.alert_instance
WHERE resolved_at IS NULL OR resolved_at > now() - interval '1 day'
ORDER BY resolved_at IS NOT NULL, fired_at DESC
LIMIT 50
