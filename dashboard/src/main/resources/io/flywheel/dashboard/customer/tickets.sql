-- Which tickets does the customer have?
SELECT ticket_id, status, priority, team, created_at, solved_at, reopens, frt_breached OR nrt_breached OR ttr_breached AS breached, csat
FROM flywheel.ticket_current
WHERE customer_id = ?
ORDER BY solved_at IS NOT NULL, created_at DESC
LIMIT 20
