-- Where does the customer stand: as of the latest change, which the contributions explain, and now?
SELECT
    k.customer_id, c.segment, c.plan, c.region, c.account_id, c.phase, c.first_seen_at, c.last_seen_at, c.activities,
    k.as_of, k.mass, k.mass_value, k.mass_loyalty, k.mass_advocacy, k.mass_breadth, k.velocity, k.trend,
    k.friction_impulse, k.friction_standing, k.friction, k.momentum, k.momentum_index, k.band, k.prev_band,
    k.revolutions_total, k.next_crossing_at,
    now.momentum_index AS index_now, now.band AS band_now, now.momentum AS momentum_now
FROM flywheel.customer_momentum k
JOIN flywheel.customer c USING (customer_id)
JOIN flywheel.customer_momentum_live now USING (customer_id)
WHERE k.customer_id = ?
