-- How fast do the pipelines earn, and what has made them faster or slower in 28 days?
SELECT day, pipeline, currency, n_open, win_rate, avg_won_amount_minor, cycle_days, velocity_minor_per_day, d_n_open, d_win_rate, d_amount, d_cycle
FROM flywheel.v_sales_velocity
WHERE day = (SELECT max(v.day) FROM flywheel.v_sales_velocity v)
ORDER BY velocity_minor_per_day DESC NULLS LAST, pipeline, currency
LIMIT 10
