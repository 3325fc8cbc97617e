-- How big is the wheel, how fast does it turn and where does it rub now: by phase, and (phase null) as a whole?
SELECT
    c.phase,
    count(*) AS customers,
    avg(m.mass) AS mass_avg,
    avg(m.momentum_index) AS index_avg,
    sum(m.velocity) AS velocity,
    sum(m.mass * m.velocity) AS push,
    sum(m.friction) AS friction,
    sum(m.momentum) AS momentum,
    least(3, greatest(-1, (sum(m.v_fast) - sum(m.v_slow)) / greatest(sum(m.v_slow), 0.1))) AS trend,
    count(*) FILTER (WHERE m.band = 'red') AS red,
    count(*) FILTER (WHERE m.band = 'yellow') AS yellow,
    count(*) FILTER (WHERE m.band = 'green') AS green
FROM flywheel.customer_momentum_live m
JOIN flywheel.customer c USING (customer_id)
GROUP BY GROUPING SETS ((c.phase), ())
HAVING count(*) > 0
ORDER BY c.phase
