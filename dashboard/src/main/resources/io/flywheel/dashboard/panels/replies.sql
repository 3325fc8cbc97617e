-- How fast was the first answer to tickets in the last 7 days?
SELECT
    count(*) AS answered,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY frt_s) AS half_seconds,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY frt_s) AS nine_seconds
FROM flywheel.ticket_current
WHERE first_reply_at > now() - interval '7 days'
HAVING count(*) > 0
