-- What arrived in the last 24 hours, and what became of it?
SELECT
    q.source,
    sum(q.received)::bigint AS received,
    sum(q.accepted)::bigint AS accepted,
    sum(q.duplicates)::bigint AS duplicates,
    sum(q.late)::bigint AS late,
    sum(q.rejected)::bigint AS rejected,
    (SELECT jsonb_object_agg(r.key, r.n)
     FROM (
        SELECT e.key, sum(e.value::bigint) AS n
        FROM flywheel.data_quality_window w, jsonb_each_text(w.rejected_by_reason) e
        WHERE w.source = q.source AND w.window_start > now() - interval '24 hours'
        GROUP BY e.key) r) AS reasons
FROM flywheel.data_quality_window q
WHERE q.window_start > now() - interval '24 hours'
GROUP BY q.source
ORDER BY q.source
