-- How long does a turn take: in the last 28 days, and in the 28 days before?
SELECT
    count(*) FILTER (WHERE r.ended_at > now() - interval '28 days') AS turns,
    count(*) FILTER (WHERE r.ended_at <= now() - interval '28 days') AS turns_before,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY r.cycle_days) FILTER (WHERE r.ended_at > now() - interval '28 days') AS cycle_days,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY r.cycle_days) FILTER (WHERE r.ended_at <= now() - interval '28 days') AS cycle_days_before
FROM flywheel.revolution r
WHERE r.ended_at > now() - interval '56 days'
HAVING count(*) > 0
