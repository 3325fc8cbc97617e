-- The wheel as a whole: where customers stand, what turns, and windows and days over all of them.

CREATE TABLE flywheel.customer_wheel (
    customer_id text COLLATE "C" NOT NULL,
    stage text NOT NULL,
    stage_since date,
    dormant boolean NOT NULL,
    first_active_day date,
    last_active_day date,
    active_days_28d integer NOT NULL,
    value_events bigint NOT NULL,
    first_value_at timestamptz,
    second_value_at timestamptz,
    last_value_at timestamptz,
    cycle_days_ewma double precision,
    lead_at timestamptz,
    mql_at timestamptz,
    sql_at timestamptz,
    opportunity_at timestamptz,
    won_at timestamptz,
    inquiry_at timestamptz,
    answered_at timestamptz,
    sales_touch_at timestamptz,
    service_touch_at timestamptz,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (customer_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.customer_wheel IS 'Where each customer stands on the wheel: stage, activity, revolutions and first times. Definitions: docs/reference/wheel.md.';
COMMENT ON COLUMN flywheel.customer_wheel.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.customer_wheel.stage IS 'Stage now: stranger, evaluator, beginner, regular or champion.';
COMMENT ON COLUMN flywheel.customer_wheel.stage_since IS 'UTC day on which the customer entered that stage.';
COMMENT ON COLUMN flywheel.customer_wheel.dormant IS 'Whether the customer has lapsed: not active for 28 days, and not since.';
COMMENT ON COLUMN flywheel.customer_wheel.first_active_day IS 'First UTC day on which the customer was active; null if never.';
COMMENT ON COLUMN flywheel.customer_wheel.last_active_day IS 'Last UTC day on which the customer was active; null if never.';
COMMENT ON COLUMN flywheel.customer_wheel.active_days_28d IS 'Number of active days in the 28 UTC days that end with last_active_day.';
COMMENT ON COLUMN flywheel.customer_wheel.value_events IS 'Number of value events ever: won deals, completed orders, renewals.';
COMMENT ON COLUMN flywheel.customer_wheel.first_value_at IS 'Event time of the first value event.';
COMMENT ON COLUMN flywheel.customer_wheel.second_value_at IS 'Event time of the second value event.';
COMMENT ON COLUMN flywheel.customer_wheel.last_value_at IS 'Event time of the latest value event.';
COMMENT ON COLUMN flywheel.customer_wheel.cycle_days_ewma IS 'Smoothed length of a revolution in days: 0.3 x the latest + 0.7 x before; null without one.';
COMMENT ON COLUMN flywheel.customer_wheel.lead_at IS 'Event time of the first record of the customer.';
COMMENT ON COLUMN flywheel.customer_wheel.mql_at IS 'Event time of the first signup, form submission or content download: marketing qualified.';
COMMENT ON COLUMN flywheel.customer_wheel.sql_at IS 'Event time of the first qualified deal or booked meeting: sales qualified.';
COMMENT ON COLUMN flywheel.customer_wheel.opportunity_at IS 'Event time of the first created deal.';
COMMENT ON COLUMN flywheel.customer_wheel.won_at IS 'Event time of the first value event; as first_value_at, the end of the shared funnel.';
COMMENT ON COLUMN flywheel.customer_wheel.inquiry_at IS 'Event time of the customer''s first inquiry: form, signup or call.';
COMMENT ON COLUMN flywheel.customer_wheel.answered_at IS 'Event time of the first answer by a person at or after inquiry_at: speed to lead.';
COMMENT ON COLUMN flywheel.customer_wheel.sales_touch_at IS 'Event time of the first touch by sales at or after mql_at: hand-off from marketing to sales.';
COMMENT ON COLUMN flywheel.customer_wheel.service_touch_at IS 'Event time of the first record of stream support at or after won_at: hand-off from sales to service.';
COMMENT ON COLUMN flywheel.customer_wheel.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.customer_wheel.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.customer_wheel.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.stage_transition (
    customer_id text COLLATE "C" NOT NULL,
    n bigint NOT NULL,
    kind text NOT NULL,
    from_stage text NOT NULL,
    to_stage text NOT NULL,
    at timestamptz NOT NULL,
    day date NOT NULL,
    trigger_event_id text,
    days_in_state integer NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (customer_id, n)
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.stage_transition IS 'Every transition of a customer between stages, in order. Definitions: docs/reference/wheel.md.';
COMMENT ON COLUMN flywheel.stage_transition.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.stage_transition.n IS 'Which transition of the customer, from 1, in order of time.';
COMMENT ON COLUMN flywheel.stage_transition.kind IS 'identify, activate, adopt, adore, advocate, regress, lapse or resurrect.';
COMMENT ON COLUMN flywheel.stage_transition.from_stage IS 'Stage before.';
COMMENT ON COLUMN flywheel.stage_transition.to_stage IS 'Stage after; the same for advocate, lapse and resurrect.';
COMMENT ON COLUMN flywheel.stage_transition.at IS 'Event time of the record that made it, or the midnight that begins the day if the whole day did.';
COMMENT ON COLUMN flywheel.stage_transition.day IS 'UTC day of the transition.';
COMMENT ON COLUMN flywheel.stage_transition.trigger_event_id IS 'Event that made it; null if the whole day, or silence, did.';
COMMENT ON COLUMN flywheel.stage_transition.days_in_state IS 'Days since the customer entered from_stage.';
COMMENT ON COLUMN flywheel.stage_transition.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.stage_transition.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.stage_transition.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.revolution (
    customer_id text COLLATE "C" NOT NULL,
    n bigint NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    cycle_days double precision NOT NULL,
    value_amount_minor bigint,
    currency text,
    value_event_id text NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (customer_id, n)
) WITH (fillfactor = 90);
COMMENT ON TABLE flywheel.revolution IS 'One turn of the wheel: from one value event of a customer to the next.';
COMMENT ON COLUMN flywheel.revolution.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.revolution.n IS 'Which revolution of the customer, from 1, in order of time.';
COMMENT ON COLUMN flywheel.revolution.started_at IS 'Event time of the value event that began it.';
COMMENT ON COLUMN flywheel.revolution.ended_at IS 'Event time of the value event that ended it.';
COMMENT ON COLUMN flywheel.revolution.cycle_days IS 'Length in days.';
COMMENT ON COLUMN flywheel.revolution.value_amount_minor IS 'Amount that the ending event states, minor units of the currency; null if none.';
COMMENT ON COLUMN flywheel.revolution.currency IS 'ISO 4217 code of that amount.';
COMMENT ON COLUMN flywheel.revolution.value_event_id IS 'The value event that ended it.';
COMMENT ON COLUMN flywheel.revolution.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.revolution.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.revolution.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.deal_current (
    deal_id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    pipeline text,
    stage text,
    owner text,
    currency text,
    amount_minor bigint,
    created_at timestamptz NOT NULL,
    qualified_at timestamptz,
    closed_at timestamptz,
    outcome text,
    last_activity_at timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (deal_id, customer_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.deal_current IS 'Every deal as it stands now.';
COMMENT ON COLUMN flywheel.deal_current.deal_id IS 'The deal.';
COMMENT ON COLUMN flywheel.deal_current.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.deal_current.pipeline IS 'Pipeline as last stated.';
COMMENT ON COLUMN flywheel.deal_current.stage IS 'Stage of the pipeline as last stated.';
COMMENT ON COLUMN flywheel.deal_current.owner IS 'Owner as last stated.';
COMMENT ON COLUMN flywheel.deal_current.currency IS 'ISO 4217 code as last stated.';
COMMENT ON COLUMN flywheel.deal_current.amount_minor IS 'Amount as last stated, minor units of the currency.';
COMMENT ON COLUMN flywheel.deal_current.created_at IS 'Event time of the first record of the deal.';
COMMENT ON COLUMN flywheel.deal_current.qualified_at IS 'Event time at which it was first qualified; null if never.';
COMMENT ON COLUMN flywheel.deal_current.closed_at IS 'Event time at which it was won, lost or disqualified; null while open.';
COMMENT ON COLUMN flywheel.deal_current.outcome IS 'won, lost or disqualified; null while open.';
COMMENT ON COLUMN flywheel.deal_current.last_activity_at IS 'Event time of the latest record of the deal.';
COMMENT ON COLUMN flywheel.deal_current.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.deal_current.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.deal_current.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.flywheel_window (
    grain text COLLATE "C" NOT NULL,
    window_start timestamptz NOT NULL,
    dim_type text COLLATE "C" NOT NULL,
    dim_value text COLLATE "C" NOT NULL,
    window_end timestamptz NOT NULL,
    pushes bigint NOT NULL,
    frictions bigint NOT NULL,
    push_points numeric NOT NULL,
    friction_points numeric NOT NULL,
    velocity double precision NOT NULL,
    friction double precision NOT NULL,
    velocity_weighted double precision NOT NULL,
    momentum double precision NOT NULL,
    by_phase jsonb NOT NULL,
    by_department jsonb NOT NULL,
    customers_active bigint NOT NULL,
    mass_avg double precision,
    index_p10 double precision,
    index_p50 double precision,
    index_p90 double precision,
    customers_red bigint NOT NULL,
    customers_yellow bigint NOT NULL,
    customers_green bigint NOT NULL,
    is_final boolean NOT NULL,
    revision integer NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (grain, window_start, dim_type, dim_value)
) WITH (fillfactor = 70);
COMMENT ON TABLE flywheel.flywheel_window IS 'The wheel by window of event time and dimension. Late events revise rows. Definitions: docs/reference/wheel.md.';
COMMENT ON COLUMN flywheel.flywheel_window.grain IS '5m, 1h, 1d, or trailing_1h, trailing_24h, trailing_7d, trailing_28d: a window of that length for every 5 minutes, hour or day.';
COMMENT ON COLUMN flywheel.flywheel_window.window_start IS 'Start of the window, inclusive, event time.';
COMMENT ON COLUMN flywheel.flywheel_window.dim_type IS 'Dimension: all, phase, department, segment, plan, region, channel, campaign, content or account.';
COMMENT ON COLUMN flywheel.flywheel_window.dim_value IS 'Value of the dimension as the events state it; all for dimension all.';
COMMENT ON COLUMN flywheel.flywheel_window.window_end IS 'End of the window, exclusive, event time.';
COMMENT ON COLUMN flywheel.flywheel_window.pushes IS 'Number of push signals.';
COMMENT ON COLUMN flywheel.flywheel_window.frictions IS 'Number of friction signals.';
COMMENT ON COLUMN flywheel.flywheel_window.push_points IS 'Sum of the weights of pushes, points.';
COMMENT ON COLUMN flywheel.flywheel_window.friction_points IS 'Sum of the weights of friction, points.';
COMMENT ON COLUMN flywheel.flywheel_window.velocity IS 'Push points per day.';
COMMENT ON COLUMN flywheel.flywheel_window.friction IS 'Friction points per day.';
COMMENT ON COLUMN flywheel.flywheel_window.velocity_weighted IS 'Push points, each times the mass of its customer at the midnight before, per day.';
COMMENT ON COLUMN flywheel.flywheel_window.momentum IS 'velocity_weighted - friction, points per day.';
COMMENT ON COLUMN flywheel.flywheel_window.by_phase IS 'Points by phase and side: {phase: {push, friction}}.';
COMMENT ON COLUMN flywheel.flywheel_window.by_department IS 'Points by department and side: {department: {push, friction}}.';
COMMENT ON COLUMN flywheel.flywheel_window.customers_active IS 'Number of customers with a record in the window and dimension; exact.';
COMMENT ON COLUMN flywheel.flywheel_window.mass_avg IS 'Mean mass (1 to 5) of these customers at the midnight before their last record in the window.';
COMMENT ON COLUMN flywheel.flywheel_window.index_p10 IS '10th percentile of their momentum index at that midnight, from a histogram of half points: off by at most 0.25.';
COMMENT ON COLUMN flywheel.flywheel_window.index_p50 IS 'Median of their momentum index at that midnight, off by at most 0.25.';
COMMENT ON COLUMN flywheel.flywheel_window.index_p90 IS '90th percentile of their momentum index at that midnight, off by at most 0.25.';
COMMENT ON COLUMN flywheel.flywheel_window.customers_red IS 'Number of them with an index up to 50.';
COMMENT ON COLUMN flywheel.flywheel_window.customers_yellow IS 'Number of them with an index above 50, up to 75.';
COMMENT ON COLUMN flywheel.flywheel_window.customers_green IS 'Number of them with an index above 75.';
COMMENT ON COLUMN flywheel.flywheel_window.is_final IS 'Technical: whether nothing can change the row any more: the watermark is nine days past its end.';
COMMENT ON COLUMN flywheel.flywheel_window.revision IS 'Technical: how often the row changed after its end had passed.';
COMMENT ON COLUMN flywheel.flywheel_window.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.flywheel_window.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.flywheel_window.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.growth_accounting_day (
    level text COLLATE "C" NOT NULL,
    segment text COLLATE "C" NOT NULL,
    day date NOT NULL,
    "new" bigint NOT NULL,
    retained bigint NOT NULL,
    resurrected bigint NOT NULL,
    churned bigint NOT NULL,
    active bigint NOT NULL,
    active_before bigint NOT NULL,
    dau bigint NOT NULL,
    quick_ratio double precision,
    stickiness double precision,
    is_final boolean NOT NULL,
    revision integer NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (level, segment, day)
) WITH (fillfactor = 70);
COMMENT ON TABLE flywheel.growth_accounting_day IS 'Growth accounting over rolling periods of 28 days. active = new + retained + resurrected; active_before = retained + churned.';
COMMENT ON COLUMN flywheel.growth_accounting_day.level IS 'What is counted: customer.';
COMMENT ON COLUMN flywheel.growth_accounting_day.segment IS 'Part of the customers: all.';
COMMENT ON COLUMN flywheel.growth_accounting_day.day IS 'UTC day that ends the period.';
COMMENT ON COLUMN flywheel.growth_accounting_day."new" IS 'Customers active in the 28 days that end with the day, and never before.';
COMMENT ON COLUMN flywheel.growth_accounting_day.retained IS 'Customers active in the 28 days and in the 28 days before those.';
COMMENT ON COLUMN flywheel.growth_accounting_day.resurrected IS 'Customers active in the 28 days and earlier, but not in the 28 days before those.';
COMMENT ON COLUMN flywheel.growth_accounting_day.churned IS 'Customers active in the 28 days before those, and not in the 28 days.';
COMMENT ON COLUMN flywheel.growth_accounting_day.active IS 'new + retained + resurrected: customers active in the 28 days (MAU).';
COMMENT ON COLUMN flywheel.growth_accounting_day.active_before IS 'retained + churned: customers active in the 28 days before those.';
COMMENT ON COLUMN flywheel.growth_accounting_day.dau IS 'Customers active on the day.';
COMMENT ON COLUMN flywheel.growth_accounting_day.quick_ratio IS '(new + resurrected) / churned; above 1 the wheel grows; null if nobody churned.';
COMMENT ON COLUMN flywheel.growth_accounting_day.stickiness IS 'dau / active, 0 to 1; null if nobody was active.';
COMMENT ON COLUMN flywheel.growth_accounting_day.is_final IS 'Technical: whether nothing can change the row any more: the watermark is nine days past its end.';
COMMENT ON COLUMN flywheel.growth_accounting_day.revision IS 'Technical: how often the row changed after its end had passed.';
COMMENT ON COLUMN flywheel.growth_accounting_day.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.growth_accounting_day.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.growth_accounting_day.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE INDEX flywheel_window_series ON flywheel.flywheel_window (dim_type, dim_value, grain, window_end);
CREATE INDEX stage_transition_day ON flywheel.stage_transition (day);
CREATE INDEX revolution_ended ON flywheel.revolution (ended_at);

-- The writer may not delete. This lets it take away only what an update of the customer has already replaced.
CREATE FUNCTION flywheel.retire_transitions(customer_ids text[]) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH retired AS (
        DELETE FROM flywheel.stage_transition t
        USING unnest(customer_ids) AS named(customer_id), flywheel.customer_wheel w
        WHERE w.customer_id = named.customer_id
          AND t.customer_id = named.customer_id
          AND (t.writer_epoch, t.row_version) < (w.writer_epoch, w.row_version)
        RETURNING 1)
    SELECT count(*) FROM retired
$$;
COMMENT ON FUNCTION flywheel.retire_transitions(text[]) IS 'Takes away the transitions of these customers that are older than their row in customer_wheel; returns how many.';
REVOKE ALL ON FUNCTION flywheel.retire_transitions(text[]) FROM PUBLIC;
