-- Which kinds of signal add up to the momentum?
SELECT side, signal_type, phase, department, points_per_day, rate_per_day, share, count_28d, last_at, event_ids
FROM flywheel.momentum_contribution
WHERE customer_id = ?
ORDER BY side DESC, points_per_day DESC, signal_type
