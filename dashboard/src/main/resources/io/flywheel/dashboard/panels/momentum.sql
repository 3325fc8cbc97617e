-- How have push, friction and momentum gone: by trailing hour for a day, by trailing day for a week, by day for 90 days?
SELECT
    w.grain,
    w.window_end,
    round(w.velocity_weighted::numeric, 3) AS push,
    round(w.friction::numeric, 3) AS friction,
    round(w.momentum::numeric, 3) AS momentum,
    w.customers_active,
    -- a window beyond the watermark still grows
    w.window_end > coalesce((SELECT min(f.watermark_at) FROM flywheel.v_freshness f), now()) AS open
FROM flywheel.flywheel_window w
WHERE w.dim_type = 'all'
  AND w.dim_value = 'all'
  AND (w.grain = 'trailing_1h' AND w.window_end > now() - interval '25 hours'
    OR w.grain = 'trailing_24h' AND w.window_end > now() - interval '8 days'
    OR w.grain = '1d' AND w.window_end > now() - interval '90 days')
ORDER BY w.grain, w.window_end
