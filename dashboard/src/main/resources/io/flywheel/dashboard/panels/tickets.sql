-- Which tickets are open, the oldest broken promise first?
SELECT
    ticket_id,
    customer_id,
    status,
    priority,
    team,
    created_at,
    reopens,
    frt_breached OR nrt_breached OR ttr_breached AS breached,
    count(*) OVER () AS open_tickets,
    count(*) FILTER (WHERE frt_breached OR nrt_breached OR ttr_breached) OVER () AS breached_tickets
FROM flywheel.ticket_current
WHERE lower(status) NOT IN ('solved', 'resolved', 'closed')
ORDER BY breached DESC, created_at, ticket_id
LIMIT 10
