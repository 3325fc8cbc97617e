-- What is known of every customer. Written by the jobs only; a row is replaced only by a newer one (writer_epoch, row_version).
-- Keys compare byte by byte (collation "C"): several times faster than by language, and no upgrade of the operating system can disorder an index.

CREATE SEQUENCE flywheel.writer_epoch;
COMMENT ON SEQUENCE flywheel.writer_epoch IS 'Each writer takes the next number when it starts; rows of a higher epoch replace those of a lower one, never the reverse.';

CREATE TABLE flywheel.customer (
    customer_id text COLLATE "C" PRIMARY KEY,
    account_id text,
    segment text,
    plan text,
    region text,
    phase text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    activities bigint NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.customer IS 'Who the customers are and when they were seen: one row for each customer with at least one accepted event.';
COMMENT ON COLUMN flywheel.customer.customer_id IS 'The customer, as named by the events.';
COMMENT ON COLUMN flywheel.customer.account_id IS 'Account of the customer, from the latest event that stated one; null if none did.';
COMMENT ON COLUMN flywheel.customer.segment IS 'Segment, from the latest event that stated one; null if none did.';
COMMENT ON COLUMN flywheel.customer.plan IS 'Plan, from the latest event that stated one; null if none did.';
COMMENT ON COLUMN flywheel.customer.region IS 'Region, from the latest event that stated one; null if none did.';
COMMENT ON COLUMN flywheel.customer.phase IS 'Phase of the wheel with the most decayed push weight: attract, engage or delight.';
COMMENT ON COLUMN flywheel.customer.first_seen_at IS 'Event time of the earliest accepted event.';
COMMENT ON COLUMN flywheel.customer.last_seen_at IS 'Event time of the latest accepted event.';
COMMENT ON COLUMN flywheel.customer.activities IS 'Number of distinct accepted events ever.';
COMMENT ON COLUMN flywheel.customer.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.customer.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.customer.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.customer_momentum (
    customer_id text COLLATE "C" PRIMARY KEY,
    as_of timestamptz NOT NULL,
    mass double precision NOT NULL,
    mass_value double precision NOT NULL,
    mass_loyalty double precision NOT NULL,
    mass_advocacy double precision NOT NULL,
    mass_breadth double precision NOT NULL,
    velocity double precision NOT NULL,
    v_fast double precision NOT NULL,
    v_slow double precision NOT NULL,
    trend double precision NOT NULL,
    friction_impulse double precision NOT NULL,
    friction_standing double precision NOT NULL,
    friction double precision NOT NULL,
    momentum double precision NOT NULL,
    momentum_index double precision NOT NULL,
    band text NOT NULL,
    prev_band text NOT NULL,
    stored_momentum double precision NOT NULL,
    pushes_total numeric NOT NULL,
    friction_total numeric NOT NULL,
    revolutions_total bigint NOT NULL,
    next_crossing_at timestamptz,
    decay jsonb NOT NULL,
    standing jsonb NOT NULL,
    top_push jsonb NOT NULL,
    top_friction jsonb NOT NULL,
    map_version integer NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- NaN and the infinities are no measurement; to PostgreSQL NaN is greater than infinity.
    CONSTRAINT customer_momentum_is_finite CHECK (
        abs(momentum) < 'Infinity' AND abs(velocity) < 'Infinity' AND abs(friction) < 'Infinity' AND abs(stored_momentum) < 'Infinity'),
    CONSTRAINT customer_momentum_index_range CHECK (momentum_index BETWEEN 0 AND 100),
    CONSTRAINT customer_momentum_band CHECK (band IN ('red', 'yellow', 'green') AND prev_band IN ('red', 'yellow', 'green'))
) WITH (fillfactor = 70);
COMMENT ON TABLE flywheel.customer_momentum IS 'The momentum of each customer as of the latest change, with all that is needed to compute it at a later moment: see customer_momentum_at and customer_momentum_live.';
COMMENT ON COLUMN flywheel.customer_momentum.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.customer_momentum.as_of IS 'Event time that every decayed number of the row is stated at.';
COMMENT ON COLUMN flywheel.customer_momentum.mass IS 'Weight of the customer, 1 to 5: 1 + 4 x (0.35 value + 0.25 loyalty + 0.25 advocacy + 0.15 breadth).';
COMMENT ON COLUMN flywheel.customer_momentum.mass_value IS 'Value part of mass, 0 to 1: x / (x + 1), x = decayed revenue (half-life 180 days) in typical customers'' revenues.';
COMMENT ON COLUMN flywheel.customer_momentum.mass_loyalty IS 'Loyalty part of mass, 0 to 1: x / (x + 3), x = repeat purchases.';
COMMENT ON COLUMN flywheel.customer_momentum.mass_advocacy IS 'Advocacy part of mass, 0 to 1: half the last recommendation score (half-life 90 days towards 0.5), half r / (r + 1), r = decayed converted referrals (half-life 180 days).';
COMMENT ON COLUMN flywheel.customer_momentum.mass_breadth IS 'Breadth part of mass, 0 to 1: share of contacts of the account that are active; 0.2 for a single contact.';
COMMENT ON COLUMN flywheel.customer_momentum.velocity IS 'Weighted pushes, points per day, saturated by half-life class.';
COMMENT ON COLUMN flywheel.customer_momentum.v_fast IS 'Weighted pushes with a half-life of 3 days, points per day.';
COMMENT ON COLUMN flywheel.customer_momentum.v_slow IS 'Weighted pushes with a half-life of 21 days, points per day.';
COMMENT ON COLUMN flywheel.customer_momentum.trend IS 'Ratio, -1 to 3: (v_fast - v_slow) / max(v_slow, 0.1). Above 0 speeds up.';
COMMENT ON COLUMN flywheel.customer_momentum.friction_impulse IS 'Friction of single events, decaying, points per day.';
COMMENT ON COLUMN flywheel.customer_momentum.friction_standing IS 'Friction of open conditions until they close, points per day.';
COMMENT ON COLUMN flywheel.customer_momentum.friction IS 'Impulse and standing friction together, points per day.';
COMMENT ON COLUMN flywheel.customer_momentum.momentum IS 'mass x velocity - friction, points per day; negative if friction wins.';
COMMENT ON COLUMN flywheel.customer_momentum.momentum_index IS 'Momentum from 0 to 100: 100 x (mass x velocity + 0.5) / (mass x velocity + friction + 1); 50 is balanced or unknown.';
COMMENT ON COLUMN flywheel.customer_momentum.band IS 'red, yellow or green: index above 75 is green, above 50 yellow; a band is left downwards only 3 points below its edge.';
COMMENT ON COLUMN flywheel.customer_momentum.prev_band IS 'Band at the last UTC midnight; after a silent change of band since then, the band before the last such change.';
COMMENT ON COLUMN flywheel.customer_momentum.stored_momentum IS 'Momentum gathered over time with a half-life of 90 days, points.';
COMMENT ON COLUMN flywheel.customer_momentum.pushes_total IS 'Sum of the weights of all pushes ever, points, exact to a thousandth.';
COMMENT ON COLUMN flywheel.customer_momentum.friction_total IS 'Sum of the weights of all impulse friction ever, points, exact to a thousandth.';
COMMENT ON COLUMN flywheel.customer_momentum.revolutions_total IS 'Number of value events ever: won deals, completed orders, renewals.';
COMMENT ON COLUMN flywheel.customer_momentum.next_crossing_at IS 'Event time at which the band changes if nothing happens until then; null if it does not.';
COMMENT ON COLUMN flywheel.customer_momentum.decay IS 'Decaying amounts by name: m = amount at u, u = epoch milliseconds, h = half-life in days, k = saturation in points per day (0: none). Names: push.CLASS, friction.CLASS, fast, slow, revenue, referral, promoter.';
COMMENT ON COLUMN flywheel.customer_momentum.standing IS 'Open conditions: signal_type, object_ref, event_id, opened_at and ends_at in epoch milliseconds, base in points per day, ref in days, cap. Rate = base x min(1 + age / ref, cap).';
COMMENT ON COLUMN flywheel.customer_momentum.top_push IS 'The at most 3 signal types that push most, heaviest first: signal_type, phase, department, points_per_day, share (0 to 1), event_ids.';
COMMENT ON COLUMN flywheel.customer_momentum.top_friction IS 'The at most 3 signal types that rub most, heaviest first: signal_type, phase, department, points_per_day, share (0 to 1), event_ids.';
COMMENT ON COLUMN flywheel.customer_momentum.map_version IS 'Version of the signal catalogue in force.';
COMMENT ON COLUMN flywheel.customer_momentum.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.customer_momentum.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.customer_momentum.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.momentum_contribution (
    customer_id text COLLATE "C" NOT NULL,
    side text COLLATE "C" NOT NULL,
    signal_type text COLLATE "C" NOT NULL,
    phase text NOT NULL,
    department text NOT NULL,
    points_per_day double precision NOT NULL,
    rate_per_day double precision NOT NULL,
    share double precision NOT NULL,
    count_28d bigint NOT NULL,
    last_at timestamptz NOT NULL,
    event_ids text[] NOT NULL,
    as_of timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (customer_id, side, signal_type),
    CONSTRAINT momentum_contribution_side CHECK (side IN ('push', 'friction'))
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.momentum_contribution IS 'Why a customer has this momentum: what each kind of signal adds or takes. Pushes minus friction of a customer add up to customer_momentum.momentum. Holds exactly the kinds that contribute as of the row of customer_momentum.';
COMMENT ON COLUMN flywheel.momentum_contribution.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.momentum_contribution.side IS 'push adds to momentum, friction takes from it.';
COMMENT ON COLUMN flywheel.momentum_contribution.signal_type IS 'Kind of signal, as in the signal catalogue.';
COMMENT ON COLUMN flywheel.momentum_contribution.phase IS 'Phase of the wheel that this kind of signal belongs to: attract, engage or delight.';
COMMENT ON COLUMN flywheel.momentum_contribution.department IS 'Who pushes or caused the friction: marketing, sales or service.';
COMMENT ON COLUMN flywheel.momentum_contribution.points_per_day IS 'Share of mass x velocity (push) or of friction (friction), points per day, never negative.';
COMMENT ON COLUMN flywheel.momentum_contribution.rate_per_day IS 'Share of velocity (push) or of friction (friction), points per day, before mass.';
COMMENT ON COLUMN flywheel.momentum_contribution.share IS 'Part of all pushes or of all friction of the customer, 0 to 1.';
COMMENT ON COLUMN flywheel.momentum_contribution.count_28d IS 'Number of signals in the 28 UTC days that end with the day of as_of.';
COMMENT ON COLUMN flywheel.momentum_contribution.last_at IS 'Event time of the latest signal of this kind.';
COMMENT ON COLUMN flywheel.momentum_contribution.event_ids IS 'The at most 3 events with the greatest decayed weight, heaviest first.';
COMMENT ON COLUMN flywheel.momentum_contribution.as_of IS 'Event time that the numbers of the row are stated at; that of customer_momentum.';
COMMENT ON COLUMN flywheel.momentum_contribution.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.momentum_contribution.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.momentum_contribution.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.customer_revenue (
    customer_id text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    won_minor bigint NOT NULL,
    refunded_minor bigint NOT NULL,
    value_events bigint NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (customer_id, currency)
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.customer_revenue IS 'What each customer has paid, by currency; nothing is converted.';
COMMENT ON COLUMN flywheel.customer_revenue.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.customer_revenue.currency IS 'ISO 4217 code that the events stated.';
COMMENT ON COLUMN flywheel.customer_revenue.won_minor IS 'Sum of all won amounts ever, minor units of the currency.';
COMMENT ON COLUMN flywheel.customer_revenue.refunded_minor IS 'Sum of all refunded amounts ever, minor units of the currency, positive.';
COMMENT ON COLUMN flywheel.customer_revenue.value_events IS 'Number of won deals, completed orders and renewals that stated an amount in this currency.';
COMMENT ON COLUMN flywheel.customer_revenue.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.customer_revenue.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.customer_revenue.updated_at IS 'Technical: clock of the database when the row was written.';

-- The writer may not delete. This lets it take away only what an update of the customer has already replaced.
CREATE FUNCTION flywheel.retire_contributions(customer_ids text[]) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH retired AS (
        DELETE FROM flywheel.momentum_contribution c
        USING unnest(customer_ids) AS named(customer_id), flywheel.customer_momentum m
        WHERE m.customer_id = named.customer_id
          AND c.customer_id = named.customer_id
          AND (c.writer_epoch, c.row_version) < (m.writer_epoch, m.row_version)
        RETURNING 1)
    SELECT count(*) FROM retired
$$;
COMMENT ON FUNCTION flywheel.retire_contributions(text[]) IS 'Takes away the contributions of these customers that are older than their row in customer_momentum; returns how many.';
REVOKE ALL ON FUNCTION flywheel.retire_contributions(text[]) FROM PUBLIC;
