-- Where does friction exceed what this much activity would lead one to expect?
SELECT grain, window_start, dim_type, dim_value, signal_type, "count", customers, exposure, rate, baseline_rate, z, is_spike
FROM flywheel.friction_hotspot_window
WHERE (is_spike OR z > 3) AND window_start > now() - interval '1 day'
ORDER BY window_start DESC, z DESC
LIMIT 20
