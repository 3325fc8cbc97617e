-- Where it rubs: friction by place and window, never without those who were there.

CREATE TABLE flywheel.friction_hotspot_window (
    grain text NOT NULL,
    window_start timestamptz NOT NULL,
    dim_type text COLLATE "C" NOT NULL,
    dim_value text COLLATE "C" NOT NULL,
    signal_type text COLLATE "C" NOT NULL,
    window_end timestamptz NOT NULL,
    count bigint NOT NULL,
    points numeric NOT NULL,
    customers bigint NOT NULL,
    exposure bigint NOT NULL,
    sessions bigint,
    rate double precision,
    rate_per_1000_sessions double precision,
    is_final boolean NOT NULL,
    revision integer NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (grain, window_start, dim_type, dim_value, signal_type)
) WITH (fillfactor = 70);
COMMENT ON TABLE flywheel.friction_hotspot_window IS 'Friction impulses by window, place and type, as a rate of the customers and sessions that were there. Definitions: docs/reference/wheel.md.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.grain IS 'Length of the window: 5m, 1h or 1d.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.window_start IS 'Start of the window, inclusive, event time.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.dim_type IS 'Dimension: all, page, department, phase, segment, campaign or channel.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.dim_value IS 'Value of the dimension as the events state it; all for dimension all.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.signal_type IS 'Type of friction as the catalogue names it; * for all types together, which has a row wherever a customer was.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.window_end IS 'End of the window, exclusive, event time.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.count IS 'Number of friction impulses; exact. Read it with exposure: who does more meets more.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.points IS 'Sum of their weights in points; exact.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.customers IS 'Number of distinct customers who met that friction in the window; exact.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.exposure IS 'Number of distinct customers who did something in the window and dimension; exact. For a page: with a record on that page.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.sessions IS 'Number of sessions that began in the window, for dimensions all, segment, campaign and channel; null if none began or it can not be known.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.rate IS 'count / exposure: friction impulses per customer who was there; null if nobody was.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.rate_per_1000_sessions IS '1000 x count / sessions; null where sessions is null.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.is_final IS 'Technical: whether nothing can change the row any more: the watermark is nine days past its end.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.revision IS 'Technical: how often the row changed after its end had passed.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.friction_hotspot_window.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE VIEW flywheel.v_hotspots AS
WITH newest AS (
    SELECT max(w.window_start) AS window_start
    FROM flywheel.friction_hotspot_window w
    WHERE w.grain = '1h' AND w.dim_type = 'all' AND w.dim_value = 'all' AND w.signal_type = '*'
),
hours AS (
    SELECT w.*
    FROM flywheel.friction_hotspot_window w
    JOIN newest n ON w.window_start > n.window_start - INTERVAL '24 hours' AND w.window_start <= n.window_start
    WHERE w.grain = '1h'
),
-- An hour without friction of a type has no row of it, but those who were there count all the same.
exposed AS (
    SELECT h.dim_type, h.dim_value, sum(h.exposure)::bigint AS customer_hours, sum(h.sessions)::bigint AS sessions
    FROM hours h
    WHERE h.signal_type = '*'
    GROUP BY h.dim_type, h.dim_value
),
rubbed AS (
    SELECT
        h.dim_type,
        h.dim_value,
        h.signal_type,
        sum(h.count)::bigint AS count,
        sum(h.points) AS points,
        sum(h.customers)::bigint AS customer_hours_hit
    FROM hours h
    WHERE h.signal_type <> '*'
    GROUP BY h.dim_type, h.dim_value, h.signal_type
    -- what was found and then taken back has left a row of zeros
    HAVING sum(h.count) > 0
),
spots AS (
    SELECT r.*, e.customer_hours, e.sessions,
        e.customer_hours * (
            SELECT o.count::double precision / nullif(oe.customer_hours, 0)
            FROM rubbed o
            JOIN exposed oe ON oe.dim_type = o.dim_type AND oe.dim_value = o.dim_value
            WHERE o.dim_type = 'all' AND o.dim_value = 'all' AND o.signal_type = r.signal_type) AS expected_count
    FROM rubbed r
    JOIN exposed e ON e.dim_type = r.dim_type AND e.dim_value = r.dim_value
)
SELECT
    s.dim_type,
    s.dim_value,
    s.signal_type,
    row_number() OVER (
        PARTITION BY s.dim_type
        ORDER BY (s.count + 1) / (s.expected_count + 1) DESC NULLS LAST, s.count DESC, s.dim_value, s.signal_type) AS place,
    n.window_start - INTERVAL '23 hours' AS window_start,
    n.window_start + INTERVAL '1 hour' AS window_end,
    s.count,
    s.points,
    s.customer_hours,
    s.customer_hours_hit,
    s.sessions,
    s.count::double precision / nullif(s.customer_hours, 0) AS rate,
    1000 * s.count::double precision / nullif(s.sessions, 0) AS rate_per_1000_sessions,
    s.expected_count,
    (s.count + 1) / (s.expected_count + 1) AS excess
FROM spots s
CROSS JOIN newest n;
COMMENT ON VIEW flywheel.v_hotspots IS 'Where it rubs more than its exposure would lead one to expect: friction by place and type in the newest 24 hours, with rates per customer and hour and per session, and its place within the dimension.';
COMMENT ON COLUMN flywheel.v_hotspots.dim_type IS 'Dimension: all, page, department, phase, segment, campaign or channel.';
COMMENT ON COLUMN flywheel.v_hotspots.dim_value IS 'Value of the dimension as the events state it; all for dimension all.';
COMMENT ON COLUMN flywheel.v_hotspots.signal_type IS 'Type of friction as the catalogue names it.';
COMMENT ON COLUMN flywheel.v_hotspots.place IS 'Place within the dimension by excess, the worst first; of equals the one with the greater count.';
COMMENT ON COLUMN flywheel.v_hotspots.window_start IS 'Start of the 24 hours, inclusive, event time.';
COMMENT ON COLUMN flywheel.v_hotspots.window_end IS 'End of the 24 hours, exclusive, event time: the end of the newest hour, which is still being filled.';
COMMENT ON COLUMN flywheel.v_hotspots.count IS 'Number of friction impulses of the type.';
COMMENT ON COLUMN flywheel.v_hotspots.points IS 'Sum of their weights in points.';
COMMENT ON COLUMN flywheel.v_hotspots.customer_hours IS 'Exposure: for each of the hours the number of customers who did something there, summed up.';
COMMENT ON COLUMN flywheel.v_hotspots.customer_hours_hit IS 'The same of those who met that friction.';
COMMENT ON COLUMN flywheel.v_hotspots.sessions IS 'Number of sessions that began there; null if none began or it can not be known.';
COMMENT ON COLUMN flywheel.v_hotspots.rate IS 'count / customer_hours: friction impulses per customer and hour there; null if nobody was.';
COMMENT ON COLUMN flywheel.v_hotspots.rate_per_1000_sessions IS '1000 x count / sessions; null where sessions is null.';
COMMENT ON COLUMN flywheel.v_hotspots.expected_count IS 'What this exposure would lead one to expect: customer_hours x the rate of the type over all customers; null if that is not known.';
COMMENT ON COLUMN flywheel.v_hotspots.excess IS '(count + 1) / (expected_count + 1): how many times more than expected, near 1 where exposure is small.';
