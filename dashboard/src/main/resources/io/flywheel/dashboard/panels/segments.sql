-- How do the segments compare over the last 7 days?
SELECT dim_value AS segment, customers_active, index_p10, index_p50, index_p90, velocity, friction, momentum, customers_red, customers_yellow, customers_green
FROM flywheel.v_wheel_now
WHERE grain = 'trailing_7d' AND dim_type = 'segment'
ORDER BY customers_active DESC, dim_value
LIMIT 20
