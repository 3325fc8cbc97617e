-- Which open deals have been silent for longest?
SELECT
    deal_id,
    customer_id,
    pipeline,
    stage,
    owner,
    amount_minor,
    currency,
    last_activity_at,
    extract(epoch FROM now() - last_activity_at) / 86400 AS silent_days,
    count(*) OVER () AS open_deals
FROM flywheel.deal_current
WHERE closed_at IS NULL
ORDER BY last_activity_at, deal_id
LIMIT 10
