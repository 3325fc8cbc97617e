-- Which alerts are open, or were until a day ago, and who takes care of them?
SELECT v.fingerprint, v.episode, v.rule_name, v.severity, v.status, v.subject, v.customer_id, v.dim_type, v.dim_value, v.summary, v.value, v.direction, v.threshold_on, v.unit,
    v.since, v.resolved_at, v.runbook, i.labels, v.acked_by, v.acked_at, silence.until AS silenced_until
FROM flywheel.v_alerts v
JOIN flywheel.alert_instance i USING (fingerprint, episode)
LEFT JOIN LATERAL (
    SELECT max(s.ends_at) AS until
    FROM flywheel.alert_silence s
    WHERE s.starts_at <= now() AND s.ends_at > now() AND NOT EXISTS (
        SELECT FROM jsonb_to_recordset(s.matchers) AS m(label text, comparison text, text text)
        CROSS JOIN LATERAL (SELECT coalesce(i.labels ->> m.label, '') AS value) l
        WHERE NOT CASE m.comparison
            WHEN '=' THEN l.value = m.text
            WHEN '!=' THEN l.value <> m.text
            WHEN '=~' THEN l.value ~ ('^(?:' || m.text || ')$')
            ELSE l.value !~ ('^(?:' || m.text || ')$') END)) silence ON true
WHERE v.status <> 'pending' AND (v.resolved_at IS NULL OR v.resolved_at > now() - interval '1 day')
ORDER BY v.resolved_at IS NOT NULL, v.severity = 'critical' DESC, v.since DESC, v.fingerprint
LIMIT 50
