-- Who came, stayed, came back and left, by day?
SELECT day, "new", retained, resurrected, churned, active, dau, quick_ratio
FROM flywheel.v_growth
WHERE day > (now() AT TIME ZONE 'UTC')::date - 30
ORDER BY day
