-- What has happened, the latest first? Above the line what pushed, below what rubbed.
WITH who AS (SELECT ?::text AS customer_id)
SELECT happened.at, happened.side, happened.kind, happened.detail, happened.amount_minor, happened.currency, happened.event_id
FROM (
    SELECT t.at, CASE WHEN t.kind IN ('regress', 'lapse') THEN 'friction' ELSE 'push' END AS side, 'stage.' || t.kind AS kind,
           t.to_stage AS detail, NULL::bigint AS amount_minor, NULL::text AS currency, t.trigger_event_id AS event_id
    FROM flywheel.stage_transition t JOIN who USING (customer_id)
    UNION ALL
    SELECT r.ended_at, 'push', 'revolution', NULL, r.value_amount_minor, r.currency, r.value_event_id
    FROM flywheel.revolution r JOIN who USING (customer_id)
    UNION ALL
    SELECT d.created_at, 'push', 'deal.created', d.deal_id, d.amount_minor, d.currency, NULL
    FROM flywheel.deal_current d JOIN who USING (customer_id)
    UNION ALL
    SELECT d.closed_at, CASE WHEN d.outcome = 'won' THEN 'push' ELSE 'friction' END, 'deal.' || d.outcome, d.deal_id, d.amount_minor, d.currency, NULL
    FROM flywheel.deal_current d JOIN who USING (customer_id) WHERE d.closed_at IS NOT NULL
    UNION ALL
    SELECT k.last_at, k.side, 'signal.' || k.signal_type, NULL, NULL, NULL, k.event_ids[1]
    FROM flywheel.momentum_contribution k JOIN who USING (customer_id)) happened
ORDER BY happened.at DESC, happened.kind
LIMIT 60
