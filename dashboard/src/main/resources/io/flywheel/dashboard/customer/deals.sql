-- Which deals are there with the customer?
SELECT deal_id, pipeline, stage, owner, amount_minor, currency, created_at, closed_at, outcome, last_activity_at
FROM flywheel.deal_current
WHERE customer_id = ?
ORDER BY closed_at IS NOT NULL, last_activity_at DESC
LIMIT 20
