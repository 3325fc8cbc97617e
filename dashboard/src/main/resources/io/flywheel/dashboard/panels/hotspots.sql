-- Where does friction exceed what this exposure would lead one to expect?
SELECT dim_type, dim_value, signal_type, window_start, "count", customer_hours, sessions, rate, rate_per_1000_sessions, expected_count, excess
FROM flywheel.v_hotspots
WHERE dim_type <> 'all' AND place <= 5 AND "count" >= 3 AND excess >= 1.5
ORDER BY excess DESC, "count" DESC, dim_type, dim_value, signal_type
LIMIT 20
