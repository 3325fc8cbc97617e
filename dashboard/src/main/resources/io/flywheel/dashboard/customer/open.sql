-- What is open and rubs until it is closed?
SELECT
    s.signal_type,
    s.object_ref,
    to_timestamp(s.opened_at / 1000) AS opened_at,
    s.base * least(1 + (extract(epoch FROM now()) * 1000 - s.opened_at) / (86400000 * s.ref), s.cap) AS points_per_day,
    s.event_id
FROM flywheel.customer_momentum m,
     jsonb_to_recordset(m.standing) AS s(
         signal_type text, object_ref text, event_id text, opened_at double precision, ends_at double precision,
         base double precision, ref double precision, cap double precision)
WHERE m.customer_id = ? AND (s.ends_at IS NULL OR s.ends_at > extract(epoch FROM now()) * 1000)
ORDER BY points_per_day DESC, s.object_ref
