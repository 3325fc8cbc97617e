-- How long do hand-offs between departments take, this month?
SELECT handoff, month, started, taken, hours_p50, hours_p90
FROM flywheel.v_handoff_latency
WHERE month = (SELECT max(h.month) FROM flywheel.v_handoff_latency h)
ORDER BY handoff
