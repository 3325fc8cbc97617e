-- Who needs a call, and why? What is at stake first: mass times the risk of leaving.
SELECT
    m.customer_id,
    c.segment,
    c.plan,
    m.band,
    m.prev_band,
    m.momentum_index,
    m.trend,
    m.mass,
    m.momentum,
    m.friction,
    f.churn_risk,
    f.level,
    f.friction_excess,
    CASE WHEN (f.reasons -> 0 -> 'log_odds')::double precision > 0 THEN f.reasons -> 0 ->> 'factor' END AS risk_factor,
    (f.reasons -> 0 -> 'value')::double precision AS risk_value,
    rub.signal_type AS friction_signal,
    rub.share AS friction_share,
    rub.department AS friction_department,
    open.oldest_at AS open_since,
    open.n AS open_conditions,
    c.last_seen_at,
    m.mass * coalesce(f.churn_risk, (100 - m.momentum_index) / 100) AS at_stake,
    m.band = 'red' OR coalesce(f.level = 'high', false) AS needs_call,
    count(*) FILTER (WHERE m.band = 'red' OR f.level = 'high') OVER () AS need_call
FROM flywheel.customer_momentum_live m
JOIN flywheel.customer c USING (customer_id)
LEFT JOIN flywheel.churn_friction f USING (customer_id)
LEFT JOIN LATERAL (
    SELECT k.signal_type, k.share, k.department
    FROM flywheel.momentum_contribution k
    WHERE k.customer_id = m.customer_id AND k.side = 'friction'
    ORDER BY k.points_per_day DESC, k.signal_type
    LIMIT 1) rub ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS n, to_timestamp(min((s ->> 'opened_at')::double precision) / 1000) AS oldest_at
    FROM jsonb_array_elements(m.standing) s) open ON true
WHERE m.band <> 'green' OR f.level <> 'low'
ORDER BY needs_call DESC, at_stake DESC, m.customer_id
LIMIT 50
