-- The arithmetic of momentum at any later moment, from the decaying amounts that the jobs store. No function sets anything, so PostgreSQL
-- can inline them: a query for one customer reads one row.

-- power() and exp() raise an error where a result is too small for a double, so what is negligible is 0 before they see it.
CREATE FUNCTION flywheel.decayed(m double precision, half_lives double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN half_lives > 300 OR abs(m) < 1e-100 THEN 0 ELSE m * power(2::double precision, -half_lives) END
$$;
COMMENT ON FUNCTION flywheel.decayed(double precision, double precision) IS 'What is left of amount m after so many half-lives: m x 2^-half_lives.';

CREATE FUNCTION flywheel.decayed(m double precision, u timestamptz, h double precision, t timestamptz) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT flywheel.decayed(m, (extract(epoch FROM t) - extract(epoch FROM u))::double precision / (86400 * h))
$$;
COMMENT ON FUNCTION flywheel.decayed(double precision, timestamptz, double precision, timestamptz) IS 'What is left at t of amount m at u with a half-life of h days: m x 2^-((t - u) / h).';

CREATE FUNCTION flywheel.saturated(x double precision, k double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE
        WHEN k = 0 THEN x
        WHEN x > 700 * k THEN k
        -- the series keeps the digits that 1 - exp loses near 0
        WHEN abs(x) < 1e-4 * k THEN x * (1 - x / (2 * k) * (1 - x / (3 * k)))
        ELSE k * (1 - exp(-x / k))
    END
$$;
COMMENT ON FUNCTION flywheel.saturated(double precision, double precision) IS 'Rate x in points per day with saturation at k: k x (1 - e^(-x / k)); k = 0 means none.';

CREATE FUNCTION flywheel.next_band(before text, momentum_index double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE
        WHEN momentum_index > 75 OR before = 'green' AND momentum_index >= 72 THEN 'green'
        WHEN momentum_index > 50 OR before <> 'red' AND momentum_index >= 47 THEN 'yellow'
        ELSE 'red'
    END
$$;
COMMENT ON FUNCTION flywheel.next_band(text, double precision) IS 'Band of an index given the band before: a band is left downwards only 3 points below its edge.';

CREATE FUNCTION flywheel.customer_momentum_at(t timestamptz)
RETURNS SETOF flywheel.customer_momentum
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT
        c.customer_id,
        moment.at,
        body.mass,
        body.value,
        c.mass_loyalty,
        body.advocacy,
        c.mass_breadth,
        turn.velocity,
        turn.fast,
        turn.slow,
        least(3, greatest(-1, (turn.fast - turn.slow) / greatest(turn.slow, 0.1))),
        turn.friction,
        rub.friction,
        turn.friction + rub.friction,
        body.mass * turn.velocity - turn.friction - rub.friction,
        score.momentum_index,
        flywheel.next_band(c.band, score.momentum_index),
        CASE WHEN flywheel.next_band(c.band, score.momentum_index) = c.band THEN c.prev_band ELSE c.band END,
        c.stored_momentum,
        c.pushes_total,
        c.friction_total,
        c.revolutions_total,
        c.next_crossing_at,
        c.decay,
        c.standing,
        c.top_push,
        c.top_friction,
        c.map_version,
        c.writer_epoch,
        c.row_version,
        c.updated_at
    FROM flywheel.customer_momentum c
    CROSS JOIN LATERAL (
        SELECT greatest(t, c.as_of) AS at, (extract(epoch FROM greatest(t, c.as_of)) * 1000)::double precision AS millis
        -- keeps PostgreSQL from computing it again for each term
        OFFSET 0) moment
    CROSS JOIN LATERAL (
        SELECT
            coalesce(sum(flywheel.saturated(term.amount * ln(2::double precision) / term.h, term.k)) FILTER (WHERE starts_with(term.name, 'push.')), 0) AS velocity,
            coalesce(sum(term.amount * ln(2::double precision) / term.h) FILTER (WHERE starts_with(term.name, 'friction.')), 0) AS friction,
            coalesce(sum(flywheel.saturated(term.amount * ln(2::double precision) / term.h, term.k)) FILTER (WHERE term.name = 'fast'), 0) AS fast,
            coalesce(sum(flywheel.saturated(term.amount * ln(2::double precision) / term.h, term.k)) FILTER (WHERE term.name = 'slow'), 0) AS slow,
            greatest(coalesce(sum(term.amount) FILTER (WHERE term.name = 'revenue'), 0), 0) AS revenue,
            coalesce(sum(term.amount) FILTER (WHERE term.name = 'referral'), 0) AS referral,
            coalesce(sum(term.amount) FILTER (WHERE term.name = 'promoter'), 0) AS promoter
        FROM (
            SELECT
                stated.name,
                stated.h,
                stated.k,
                flywheel.decayed(stated.m, (moment.millis - stated.u) / (86400000 * stated.h)) AS amount
            FROM (
                SELECT
                    d.key AS name,
                    (d.value -> 'm')::double precision AS m,
                    (d.value -> 'u')::double precision AS u,
                    (d.value -> 'h')::double precision AS h,
                    (d.value -> 'k')::double precision AS k
                FROM jsonb_each(c.decay) d
                -- keeps PostgreSQL from reading a number again wherever it is used, and below from computing amount again in each of the sums
                OFFSET 0) stated
            OFFSET 0) term) turn
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(open.base * least(1 + (moment.millis - open.opened_at) / (86400000 * open.ref), open.cap)), 0) AS friction
        FROM jsonb_to_recordset(c.standing) AS open(
            opened_at double precision, ends_at double precision, base double precision, ref double precision, cap double precision)
        WHERE moment.millis >= open.opened_at AND (open.ends_at IS NULL OR moment.millis < open.ends_at)) rub
    CROSS JOIN LATERAL (
        SELECT
            part.value,
            part.advocacy,
            1 + 4 * (0.35 * part.value + 0.25 * c.mass_loyalty + 0.25 * part.advocacy + 0.15 * c.mass_breadth) AS mass
        FROM (
            SELECT
                turn.revenue / (turn.revenue + 1) AS value,
                0.5 * (0.5 + turn.promoter) + 0.5 * turn.referral / (turn.referral + 1) AS advocacy) part) body
    CROSS JOIN LATERAL (
        SELECT 100 * (body.mass * turn.velocity + 0.5) / (body.mass * turn.velocity + turn.friction + rub.friction + 1) AS momentum_index) score
$$;
COMMENT ON FUNCTION flywheel.customer_momentum_at(timestamptz) IS 'The rows of customer_momentum at a moment of event time if nothing has happened since as_of. Never before as_of. Loyalty, breadth, totals, stored_momentum, next_crossing_at and the top lists stay as stored.';
