-- Which channels and campaigns push, and which rub, over the last 7 days?
SELECT dim_type AS kind, dim_value AS name, customers_active, velocity, friction, momentum
FROM flywheel.v_wheel_now
WHERE grain = 'trailing_7d' AND dim_type IN ('channel', 'campaign')
ORDER BY dim_type, velocity DESC, dim_value
LIMIT 30
