-- Which alerts fired and which were resolved in the last 90 days, to be marked in the course of momentum?
SELECT i.fingerprint, i.episode, i.rule_name, i.severity, i.summary, i.customer_id, i.dim_type, i.dim_value, i.fired_at, i.resolved_at
FROM flywheel.alert_instance i
WHERE NOT i.shadow AND i.fired_at > now() - interval '90 days'
ORDER BY i.fired_at DESC, i.fingerprint, i.episode
LIMIT 200
