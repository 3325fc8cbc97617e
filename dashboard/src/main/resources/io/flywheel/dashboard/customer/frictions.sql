-- Which frictions did the customer go through, one by one?
SELECT occurred_at, signal_type, status, weight, severity, department, channel, page, object_ref, closed_at, event_ids
FROM flywheel.friction_event
WHERE customer_id = ?
ORDER BY occurred_at DESC
LIMIT 60
