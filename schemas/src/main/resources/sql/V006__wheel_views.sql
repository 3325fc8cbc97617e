-- The questions that dashboards ask of the wheel. Everything here follows exactly from the tables; nothing is stored.

CREATE VIEW flywheel.v_wheel_now AS
SELECT
    w.dim_type,
    w.dim_value,
    w.grain,
    w.window_start,
    w.window_end,
    w.customers_active,
    w.velocity,
    w.velocity_weighted,
    w.friction,
    w.momentum,
    w.mass_avg,
    w.index_p10,
    w.index_p50,
    w.index_p90,
    w.customers_red,
    w.customers_yellow,
    w.customers_green,
    w.by_phase,
    w.by_department
FROM flywheel.flywheel_window w
-- Whatever has a record is in dimension all too. A dimension value without a row in the newest window has had nothing in it.
JOIN (
    SELECT e.grain, max(e.window_start) AS window_start
    FROM flywheel.flywheel_window e
    WHERE e.dim_type = 'all' AND e.dim_value = 'all' AND starts_with(e.grain, 'trailing_')
    GROUP BY e.grain) newest USING (grain, window_start);
COMMENT ON VIEW flywheel.v_wheel_now IS 'How big the wheel is, how fast it turns and where it rubs: for each length the newest trailing window, with a row for every dimension value that has a record in it. Its last step is still being filled.';
COMMENT ON COLUMN flywheel.v_wheel_now.dim_type IS 'Dimension: all, phase, department, segment, plan, region, channel, campaign, content or account.';
COMMENT ON COLUMN flywheel.v_wheel_now.dim_value IS 'Value of the dimension as the events state it; all for dimension all.';
COMMENT ON COLUMN flywheel.v_wheel_now.grain IS 'Length of the window: trailing_1h, trailing_24h, trailing_7d or trailing_28d.';
COMMENT ON COLUMN flywheel.v_wheel_now.window_start IS 'Start of the window, inclusive, event time.';
COMMENT ON COLUMN flywheel.v_wheel_now.window_end IS 'End of the window, exclusive, event time.';
COMMENT ON COLUMN flywheel.v_wheel_now.customers_active IS 'Number of customers with a record in the window and dimension; exact.';
COMMENT ON COLUMN flywheel.v_wheel_now.velocity IS 'Push points per day.';
COMMENT ON COLUMN flywheel.v_wheel_now.velocity_weighted IS 'Push points, each times the mass of its customer at the midnight before, per day.';
COMMENT ON COLUMN flywheel.v_wheel_now.friction IS 'Friction points per day.';
COMMENT ON COLUMN flywheel.v_wheel_now.momentum IS 'velocity_weighted - friction, points per day.';
COMMENT ON COLUMN flywheel.v_wheel_now.mass_avg IS 'Mean mass (1 to 5) of these customers at the midnight before their last record in the window.';
COMMENT ON COLUMN flywheel.v_wheel_now.index_p10 IS '10th percentile of their momentum index at that midnight, from a histogram of half points: off by at most 0.25.';
COMMENT ON COLUMN flywheel.v_wheel_now.index_p50 IS 'Median of their momentum index at that midnight, off by at most 0.25.';
COMMENT ON COLUMN flywheel.v_wheel_now.index_p90 IS '90th percentile of their momentum index at that midnight, off by at most 0.25.';
COMMENT ON COLUMN flywheel.v_wheel_now.customers_red IS 'Number of them with an index up to 50.';
COMMENT ON COLUMN flywheel.v_wheel_now.customers_yellow IS 'Number of them with an index above 50, up to 75.';
COMMENT ON COLUMN flywheel.v_wheel_now.customers_green IS 'Number of them with an index above 75.';
COMMENT ON COLUMN flywheel.v_wheel_now.by_phase IS 'Points by phase and side: {phase: {push, friction}}.';
COMMENT ON COLUMN flywheel.v_wheel_now.by_department IS 'Points by department and side: {department: {push, friction}}.';

CREATE VIEW flywheel.v_velocity_trend AS
WITH days AS (
    SELECT w.*, (w.window_start AT TIME ZONE 'UTC')::date AS day
    FROM flywheel.flywheel_window w
    WHERE w.grain = '1d'
),
weeks AS (
    SELECT
        d.*,
        -- a day without a row had nothing in it; before the first row there is nothing to compare with
        CASE WHEN min(d.day) OVER series <= d.day - 7 THEN coalesce(sum(d.velocity) OVER week_before, 0) END AS velocity_before,
        CASE WHEN min(d.day) OVER series <= d.day - 7 THEN coalesce(sum(d.friction) OVER week_before, 0) END AS friction_before
    FROM days d
    WINDOW
        series AS (PARTITION BY d.dim_type, d.dim_value ORDER BY d.day),
        week_before AS (series RANGE BETWEEN interval '7 days' PRECEDING AND interval '7 days' PRECEDING)
)
SELECT
    w.dim_type,
    w.dim_value,
    w.day,
    w.velocity,
    w.friction,
    w.momentum,
    w.customers_active,
    w.velocity - w.velocity_before AS velocity_change_7d,
    w.friction - w.friction_before AS friction_change_7d
FROM weeks w;
COMMENT ON VIEW flywheel.v_velocity_trend IS 'Velocity and friction of each day with a record in it, points per day, and the change against the day seven days before. The newest day is still being filled.';
COMMENT ON COLUMN flywheel.v_velocity_trend.dim_type IS 'Dimension: all, phase, department, segment, plan, region, channel, campaign, content or account.';
COMMENT ON COLUMN flywheel.v_velocity_trend.dim_value IS 'Value of the dimension as the events state it; all for dimension all.';
COMMENT ON COLUMN flywheel.v_velocity_trend.day IS 'UTC day.';
COMMENT ON COLUMN flywheel.v_velocity_trend.velocity IS 'Push points per day.';
COMMENT ON COLUMN flywheel.v_velocity_trend.friction IS 'Friction points per day.';
COMMENT ON COLUMN flywheel.v_velocity_trend.momentum IS 'velocity_weighted - friction, points per day.';
COMMENT ON COLUMN flywheel.v_velocity_trend.customers_active IS 'Number of customers with a record in the window and dimension; exact.';
COMMENT ON COLUMN flywheel.v_velocity_trend.velocity_change_7d IS 'Velocity less that of the day seven days before (0 if it has no row), points per day; null in the first seven days of the dimension value.';
COMMENT ON COLUMN flywheel.v_velocity_trend.friction_change_7d IS 'Friction less that of the day seven days before (0 if it has no row), points per day; null in the first seven days of the dimension value.';

CREATE VIEW flywheel.v_stage_rates AS
WITH span AS (
    SELECT min(t.day) AS first_day, greatest(max(t.day), (SELECT max(g.day) FROM flywheel.growth_accounting_day g)) AS last_day
    FROM flywheel.stage_transition t
),
days AS (
    SELECT span.first_day + generate_series(0, span.last_day - span.first_day) AS day FROM span
),
changes AS (
    SELECT t.day, side.stage, sum(side.change) AS change
    FROM flywheel.stage_transition t
    CROSS JOIN LATERAL (VALUES (t.from_stage, -1), (t.to_stage, 1)) AS side(stage, change)
    GROUP BY t.day, side.stage
),
moves AS (
    SELECT t.day, t.kind, count(*) AS n FROM flywheel.stage_transition t GROUP BY t.day, t.kind
),
walk AS (
    SELECT
        d.day,
        step.kind,
        step.from_stage,
        sum(coalesce(c.change, 0)) OVER so_far AS customers,
        sum(coalesce(m.n, 0)) OVER (so_far ROWS BETWEEN 27 PRECEDING AND CURRENT ROW) AS transitions_28d
    FROM days d
    CROSS JOIN (VALUES ('activate', 'evaluator'), ('adopt', 'beginner'), ('adore', 'regular'), ('advocate', 'champion')) AS step(kind, from_stage)
    LEFT JOIN changes c ON c.day = d.day AND c.stage = step.from_stage
    LEFT JOIN moves m ON m.day = d.day AND m.kind = step.kind
    WINDOW so_far AS (PARTITION BY step.kind ORDER BY d.day)
),
risks AS (
    -- one row a day: 28 rows before are 28 days before, and before the first of them nobody was in any stage
    SELECT w.*, lag(w.customers, 28, 0) OVER (PARTITION BY w.kind ORDER BY w.day) AS at_risk FROM walk w
)
SELECT
    r.day,
    r.kind,
    r.from_stage,
    r.customers::bigint AS customers,
    r.at_risk::bigint AS at_risk_28d_ago,
    r.transitions_28d::bigint AS transitions_28d,
    r.transitions_28d::double precision / nullif(r.at_risk, 0)::double precision AS rate_28d
FROM risks r;
COMMENT ON VIEW flywheel.v_stage_rates IS 'How fast customers rise, for every day from the first transition to the newest day of growth_accounting_day: customers in each stage at the end of the day, transitions in the 28 days that end with it, and their rate against those in the stage 28 days before. The stages are a cycle: champions bring evaluators.';
COMMENT ON COLUMN flywheel.v_stage_rates.day IS 'UTC day.';
COMMENT ON COLUMN flywheel.v_stage_rates.kind IS 'Transition: activate, adopt, adore or advocate.';
COMMENT ON COLUMN flywheel.v_stage_rates.from_stage IS 'Stage that it starts from.';
COMMENT ON COLUMN flywheel.v_stage_rates.customers IS 'Customers in that stage at the end of the day, dormant ones too.';
COMMENT ON COLUMN flywheel.v_stage_rates.at_risk_28d_ago IS 'Customers in that stage at the end of the day 28 days before, dormant ones too.';
COMMENT ON COLUMN flywheel.v_stage_rates.transitions_28d IS 'Transitions of the kind in the 28 days that end with the day.';
COMMENT ON COLUMN flywheel.v_stage_rates.rate_28d IS 'transitions_28d / at_risk_28d_ago; above 1 if those who came since moved on too; null if nobody was at risk.';

CREATE VIEW flywheel.v_repeat_purchase AS
SELECT
    count(*) FILTER (WHERE w.value_events >= 1) AS customers_with_value,
    count(*) FILTER (WHERE w.value_events >= 2) AS customers_with_repeat,
    count(*) FILTER (WHERE w.value_events >= 2)::double precision / nullif(count(*) FILTER (WHERE w.value_events >= 1), 0) AS repeat_rate,
    (SELECT count(*) FROM flywheel.revolution) AS revolutions,
    (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY r.cycle_days) FROM flywheel.revolution r) AS cycle_days_p50,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM w.second_value_at - w.first_value_at) / 86400)
        FILTER (WHERE w.second_value_at IS NOT NULL) AS days_to_second_p50
FROM flywheel.customer_wheel w;
COMMENT ON VIEW flywheel.v_repeat_purchase IS 'How many customers come back: customers with a value event and with two, their share, the number of revolutions, the median cycle and the median time from the first to the second value event, in days.';
COMMENT ON COLUMN flywheel.v_repeat_purchase.customers_with_value IS 'Customers with at least one value event.';
COMMENT ON COLUMN flywheel.v_repeat_purchase.customers_with_repeat IS 'Customers with at least two value events.';
COMMENT ON COLUMN flywheel.v_repeat_purchase.repeat_rate IS 'customers_with_repeat / customers_with_value, 0 to 1; null without a value event.';
COMMENT ON COLUMN flywheel.v_repeat_purchase.revolutions IS 'Number of revolutions of all customers.';
COMMENT ON COLUMN flywheel.v_repeat_purchase.cycle_days_p50 IS 'Median length of a revolution, days.';
COMMENT ON COLUMN flywheel.v_repeat_purchase.days_to_second_p50 IS 'Median time from the first to the second value event, days.';

CREATE VIEW flywheel.v_rotation AS
SELECT
    w.customer_id,
    w.value_events - 1 AS revolutions,
    w.cycle_days_ewma,
    greatest(w.cycle_days_ewma, extract(epoch FROM now() - w.last_value_at) / 86400) AS cycle_days_now,
    1 / nullif(greatest(w.cycle_days_ewma, extract(epoch FROM now() - w.last_value_at) / 86400), 0) AS turns_per_day
FROM flywheel.customer_wheel w
WHERE w.value_events >= 2;
COMMENT ON VIEW flywheel.v_rotation IS 'How fast each customer with two value events turns now, by the clock of the database: the smoothed cycle in days, or the time since the last value event if that is longer, so that speed falls while nothing happens.';
COMMENT ON COLUMN flywheel.v_rotation.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.v_rotation.revolutions IS 'Number of revolutions of the customer.';
COMMENT ON COLUMN flywheel.v_rotation.cycle_days_ewma IS 'Smoothed length of a revolution in days: 0.3 x the latest + 0.7 x before.';
COMMENT ON COLUMN flywheel.v_rotation.cycle_days_now IS 'The same, or the time since the last value event if that is longer, days.';
COMMENT ON COLUMN flywheel.v_rotation.turns_per_day IS '1 / cycle_days_now: rotational speed; null if that is 0.';

CREATE VIEW flywheel.v_handoff_latency AS
SELECT
    hand.handoff,
    date_trunc('month', hand.from_at AT TIME ZONE 'UTC')::date AS month,
    count(*) AS started,
    count(hand.to_at) AS taken,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM hand.to_at - hand.from_at) / 3600) AS hours_p50,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM hand.to_at - hand.from_at) / 3600) AS hours_p90
FROM flywheel.customer_wheel w
CROSS JOIN LATERAL (VALUES
    ('inquiry to answer', w.inquiry_at, w.answered_at),
    ('marketing to sales', w.mql_at, w.sales_touch_at),
    ('sales to service', w.won_at, w.service_touch_at)) AS hand(handoff, from_at, to_at)
WHERE hand.from_at IS NOT NULL
GROUP BY hand.handoff, month;
COMMENT ON VIEW flywheel.v_handoff_latency IS 'How long customers wait between departments, by month of the first side: how many started, how many were taken over, and the hours until then. Speed to lead is inquiry to answer.';
COMMENT ON COLUMN flywheel.v_handoff_latency.handoff IS 'inquiry to answer, marketing to sales, or sales to service.';
COMMENT ON COLUMN flywheel.v_handoff_latency.month IS 'Month of the first side, its first UTC day.';
COMMENT ON COLUMN flywheel.v_handoff_latency.started IS 'Customers whose first side lies in the month.';
COMMENT ON COLUMN flywheel.v_handoff_latency.taken IS 'How many of them were taken over.';
COMMENT ON COLUMN flywheel.v_handoff_latency.hours_p50 IS 'Median hours until then.';
COMMENT ON COLUMN flywheel.v_handoff_latency.hours_p90 IS '90th percentile of the hours until then.';

CREATE VIEW flywheel.v_growth AS
SELECT g.day, g."new", g.retained, g.resurrected, g.churned, g.active, g.active_before, g.dau, g.quick_ratio, g.stickiness
FROM flywheel.growth_accounting_day g
WHERE g.level = 'customer' AND g.segment = 'all';
COMMENT ON VIEW flywheel.v_growth IS 'Growth accounting of all customers by day, over rolling 28 days.';
COMMENT ON COLUMN flywheel.v_growth.day IS 'UTC day that ends the period.';
COMMENT ON COLUMN flywheel.v_growth."new" IS 'Customers active in the 28 days that end with the day, and never before.';
COMMENT ON COLUMN flywheel.v_growth.retained IS 'Customers active in the 28 days and in the 28 days before those.';
COMMENT ON COLUMN flywheel.v_growth.resurrected IS 'Customers active in the 28 days and earlier, but not in the 28 days before those.';
COMMENT ON COLUMN flywheel.v_growth.churned IS 'Customers active in the 28 days before those, and not in the 28 days.';
COMMENT ON COLUMN flywheel.v_growth.active IS 'new + retained + resurrected: customers active in the 28 days (MAU).';
COMMENT ON COLUMN flywheel.v_growth.active_before IS 'retained + churned: customers active in the 28 days before those.';
COMMENT ON COLUMN flywheel.v_growth.dau IS 'Customers active on the day.';
COMMENT ON COLUMN flywheel.v_growth.quick_ratio IS '(new + resurrected) / churned; above 1 the wheel grows; null if nobody churned.';
COMMENT ON COLUMN flywheel.v_growth.stickiness IS 'dau / active, 0 to 1; null if nobody was active.';

CREATE VIEW flywheel.v_revenue_growth AS
WITH paid AS (
    SELECT r.customer_id, r.currency, (r.ended_at AT TIME ZONE 'UTC')::date AS day, r.value_amount_minor AS amount
    FROM flywheel.revolution r
    WHERE r.value_amount_minor > 0
    UNION ALL
    -- A revolution states the amount of the event that ends it, and the first value event ends none: its amount is what the revolutions leave of the
    -- customer's sum. If they leave more than one event, the two tables are not of the same moment and the amount is not known.
    SELECT c.customer_id, c.currency, (w.first_value_at AT TIME ZONE 'UTC')::date, c.won_minor - coalesce(sum(r.value_amount_minor), 0)
    FROM flywheel.customer_revenue c
    JOIN flywheel.customer_wheel w ON w.customer_id = c.customer_id AND w.first_value_at IS NOT NULL
    LEFT JOIN flywheel.revolution r ON r.customer_id = c.customer_id AND r.currency = c.currency AND r.value_amount_minor IS NOT NULL
    GROUP BY c.customer_id, c.currency, c.won_minor, c.value_events, w.first_value_at
    HAVING c.value_events - count(r.n) = 1 AND c.won_minor > coalesce(sum(r.value_amount_minor), 0)
),
marks AS (
    -- what is paid counts 28 days as revenue and 28 more as revenue before: between these days nothing changes
    SELECT
        p.customer_id,
        p.currency,
        p.day + mark.days AS day,
        sum(p.amount * mark.revenue) AS revenue,
        sum(p.amount * mark.before) AS before
    FROM paid p
    CROSS JOIN (VALUES (0, 1, 0), (28, -1, 1), (56, 0, -1)) AS mark(days, revenue, before)
    GROUP BY p.customer_id, p.currency, p.day + mark.days
),
customers AS (
    SELECT
        m.customer_id,
        m.currency,
        m.day,
        sum(m.revenue) OVER own AS revenue,
        sum(m.before) OVER own AS before,
        m.day < min(m.day) OVER own + 28 AS is_new
    FROM marks m
    WINDOW own AS (PARTITION BY m.customer_id, m.currency ORDER BY m.day)
),
parts AS (
    SELECT
        c.*,
        CASE WHEN c.is_new THEN c.revenue ELSE 0 END AS "new",
        CASE WHEN c.before > 0 AND c.revenue > c.before THEN c.revenue - c.before ELSE 0 END AS expansion,
        CASE WHEN c.before = 0 AND NOT c.is_new THEN c.revenue ELSE 0 END AS resurrected,
        CASE WHEN c.revenue > 0 AND c.revenue < c.before THEN c.before - c.revenue ELSE 0 END AS contraction,
        CASE WHEN c.revenue = 0 THEN c.before ELSE 0 END AS churned
    FROM customers c
),
steps AS (
    SELECT
        p.currency,
        p.day,
        p.revenue - lag(p.revenue, 1, 0::numeric) OVER own AS revenue,
        p.before - lag(p.before, 1, 0::numeric) OVER own AS before,
        p."new" - lag(p."new", 1, 0::numeric) OVER own AS "new",
        p.expansion - lag(p.expansion, 1, 0::numeric) OVER own AS expansion,
        p.resurrected - lag(p.resurrected, 1, 0::numeric) OVER own AS resurrected,
        p.contraction - lag(p.contraction, 1, 0::numeric) OVER own AS contraction,
        p.churned - lag(p.churned, 1, 0::numeric) OVER own AS churned
    FROM parts p
    WINDOW own AS (PARTITION BY p.customer_id, p.currency ORDER BY p.day)
),
changes AS (
    SELECT
        s.currency,
        s.day,
        sum(s.revenue) AS revenue,
        sum(s.before) AS before,
        sum(s."new") AS "new",
        sum(s.expansion) AS expansion,
        sum(s.resurrected) AS resurrected,
        sum(s.contraction) AS contraction,
        sum(s.churned) AS churned
    FROM steps s
    GROUP BY s.currency, s.day
),
days AS (
    SELECT
        span.currency,
        span.first_day + generate_series(0, span.last_day - span.first_day) AS day
    FROM (
        SELECT p.currency, min(p.day) AS first_day, greatest(max(p.day), (SELECT max(g.day) FROM flywheel.growth_accounting_day g)) AS last_day
        FROM paid p
        GROUP BY p.currency) span
),
sums AS (
    -- the first day of a currency has a change, so no sum is null
    SELECT
        d.day,
        d.currency,
        (sum(c.revenue) OVER so_far)::bigint AS revenue_minor,
        (sum(c.before) OVER so_far)::bigint AS revenue_before_minor,
        (sum(c."new") OVER so_far)::bigint AS new_minor,
        (sum(c.expansion) OVER so_far)::bigint AS expansion_minor,
        (sum(c.resurrected) OVER so_far)::bigint AS resurrected_minor,
        (sum(c.contraction) OVER so_far)::bigint AS contraction_minor,
        (sum(c.churned) OVER so_far)::bigint AS churned_minor
    FROM days d
    LEFT JOIN changes c ON c.currency = d.currency AND c.day = d.day
    WINDOW so_far AS (PARTITION BY d.currency ORDER BY d.day)
)
SELECT
    s.*,
    (s.new_minor + s.expansion_minor + s.resurrected_minor)::double precision / nullif(s.contraction_minor + s.churned_minor, 0) AS quick_ratio
FROM sums s;
COMMENT ON VIEW flywheel.v_revenue_growth IS 'Growth accounting of revenue by day and currency, over rolling 28 days, from the first day with revenue to the newest day of growth_accounting_day: revenue = revenue before + new + expansion + resurrected - contraction - churned. Revenue is the amounts of value events; refunds are not taken off, for no table holds their days.';
COMMENT ON COLUMN flywheel.v_revenue_growth.day IS 'UTC day that ends the period.';
COMMENT ON COLUMN flywheel.v_revenue_growth.currency IS 'ISO 4217 code that the events stated; nothing is converted.';
COMMENT ON COLUMN flywheel.v_revenue_growth.revenue_minor IS 'Revenue of the 28 days that end with the day, minor units of the currency.';
COMMENT ON COLUMN flywheel.v_revenue_growth.revenue_before_minor IS 'Revenue of the 28 days before those, minor units.';
COMMENT ON COLUMN flywheel.v_revenue_growth.new_minor IS 'Revenue of the 28 days from customers who never paid in the currency before them, minor units.';
COMMENT ON COLUMN flywheel.v_revenue_growth.expansion_minor IS 'What customers with revenue in both periods paid more than before, minor units.';
COMMENT ON COLUMN flywheel.v_revenue_growth.resurrected_minor IS 'Revenue of the 28 days from customers who paid earlier, but not in the 28 days before, minor units.';
COMMENT ON COLUMN flywheel.v_revenue_growth.contraction_minor IS 'What customers with revenue in both periods paid less than before, minor units.';
COMMENT ON COLUMN flywheel.v_revenue_growth.churned_minor IS 'Revenue of the 28 days before from customers without any in the 28 days, minor units.';
COMMENT ON COLUMN flywheel.v_revenue_growth.quick_ratio IS '(new_minor + expansion_minor + resurrected_minor) / (contraction_minor + churned_minor); above 1 revenue grows; null if nothing was lost.';

CREATE VIEW flywheel.v_sales_velocity AS
WITH deals AS (
    SELECT
        coalesce(d.pipeline, '') AS pipeline,
        d.currency,
        d.amount_minor,
        d.outcome,
        extract(epoch FROM d.closed_at - d.created_at) / 86400 AS cycle_days,
        (d.created_at AT TIME ZONE 'UTC')::date AS created_on,
        (coalesce(d.qualified_at, d.created_at) AT TIME ZONE 'UTC')::date AS open_from,
        (d.closed_at AT TIME ZONE 'UTC')::date AS closed_on,
        (d.last_activity_at AT TIME ZONE 'UTC')::date AS last_activity_on
    FROM flywheel.deal_current d
),
span AS (
    SELECT
        min(d.created_on) AS first_day,
        greatest(max(d.last_activity_on), (SELECT max(g.day) FROM flywheel.growth_accounting_day g)) AS last_day
    FROM deals d
),
days AS (
    SELECT span.first_day + generate_series(0, span.last_day - span.first_day) AS day FROM span
),
levers AS (
    SELECT
        days.day,
        d.pipeline,
        d.currency,
        count(*) FILTER (WHERE d.open_from <= days.day AND (d.closed_on IS NULL OR d.closed_on > days.day)) AS n_open,
        count(*) FILTER (WHERE d.outcome = 'won' AND d.closed_on BETWEEN days.day - 89 AND days.day) AS won_n,
        count(*) FILTER (WHERE d.outcome <> 'won' AND d.closed_on BETWEEN days.day - 89 AND days.day) AS lost_n,
        (avg(d.amount_minor) FILTER (WHERE d.outcome = 'won' AND d.closed_on BETWEEN days.day - 89 AND days.day))::double precision AS avg_won_amount_minor,
        (avg(d.cycle_days) FILTER (WHERE d.outcome = 'won' AND d.closed_on BETWEEN days.day - 89 AND days.day))::double precision AS cycle_days
    FROM days
    JOIN deals d ON d.created_on <= days.day
    GROUP BY days.day, d.pipeline, d.currency
),
rates AS (
    SELECT l.*, (l.won_n + 1)::double precision / (l.won_n + l.lost_n + 4) AS win_rate FROM levers l
),
speeds AS (
    SELECT
        r.*,
        r.n_open * r.win_rate * r.avg_won_amount_minor / nullif(r.cycle_days, 0) AS velocity_minor_per_day,
        lag(r.n_open, 28) OVER series AS before_n_open,
        lag(r.win_rate, 28) OVER series AS before_win_rate,
        lag(r.avg_won_amount_minor, 28) OVER series AS before_amount,
        lag(r.cycle_days, 28) OVER series AS before_cycle
    FROM rates r
    -- one row a day: 28 rows before are 28 days before
    WINDOW series AS (PARTITION BY r.pipeline, r.currency ORDER BY r.day)
)
SELECT
    s.day,
    s.pipeline,
    s.currency,
    s.n_open,
    s.win_rate,
    s.avg_won_amount_minor,
    s.cycle_days,
    s.velocity_minor_per_day,
    CASE WHEN s.n_open > 0 AND s.before_n_open > 0 THEN ln(s.n_open::double precision / s.before_n_open) END AS d_n_open,
    CASE WHEN s.before_win_rate > 0 THEN ln(s.win_rate / s.before_win_rate) END AS d_win_rate,
    CASE WHEN s.avg_won_amount_minor > 0 AND s.before_amount > 0 THEN ln(s.avg_won_amount_minor / s.before_amount) END AS d_amount,
    CASE WHEN s.cycle_days > 0 AND s.before_cycle > 0 THEN -ln(s.cycle_days / s.before_cycle) END AS d_cycle,
    s.won_n,
    s.lost_n
FROM speeds s;
COMMENT ON VIEW flywheel.v_sales_velocity IS 'Sales velocity by day, pipeline and currency: open qualified deals x win rate x mean won amount / cycle days, minor units per day. Win rate = (won + 1) / (won + lost + 4), as amount and cycle over the 90 days that end with the day. A row for every day from the first deal of the pipeline and currency to the newest day of growth_accounting_day. The four d_ columns are what each lever added to ln(velocity) in 28 days, null where a lever was 0 or unknown on either day; all four add up to the change.';
COMMENT ON COLUMN flywheel.v_sales_velocity.day IS 'UTC day.';
COMMENT ON COLUMN flywheel.v_sales_velocity.pipeline IS 'Pipeline of the deals; empty if none is stated.';
COMMENT ON COLUMN flywheel.v_sales_velocity.currency IS 'ISO 4217 code of the deals; null if none is stated.';
COMMENT ON COLUMN flywheel.v_sales_velocity.n_open IS 'Deals qualified (or, if they never were, created) before the end of the day and not closed by then.';
COMMENT ON COLUMN flywheel.v_sales_velocity.win_rate IS '(won + 1) / (won + lost + 4) over the 90 days that end with the day.';
COMMENT ON COLUMN flywheel.v_sales_velocity.avg_won_amount_minor IS 'Mean amount of the deals won in the 90 days that state one, minor units of the currency; null if there is none.';
COMMENT ON COLUMN flywheel.v_sales_velocity.cycle_days IS 'Mean days from creation to closing of the deals won in the 90 days; null if there is none.';
COMMENT ON COLUMN flywheel.v_sales_velocity.velocity_minor_per_day IS 'n_open x win_rate x avg_won_amount_minor / cycle_days, minor units per day; null without the latter two or if the cycle is 0.';
COMMENT ON COLUMN flywheel.v_sales_velocity.d_n_open IS 'What the number of open deals added to ln(velocity) in 28 days.';
COMMENT ON COLUMN flywheel.v_sales_velocity.d_win_rate IS 'What the win rate added to it.';
COMMENT ON COLUMN flywheel.v_sales_velocity.d_amount IS 'What the mean amount added to it.';
COMMENT ON COLUMN flywheel.v_sales_velocity.d_cycle IS 'What the cycle added to it.';
COMMENT ON COLUMN flywheel.v_sales_velocity.won_n IS 'Deals won in the 90 days.';
COMMENT ON COLUMN flywheel.v_sales_velocity.lost_n IS 'Deals lost or disqualified in the 90 days.';

CREATE VIEW flywheel.v_lead_velocity_rate AS
WITH leads AS (
    SELECT (w.mql_at AT TIME ZONE 'UTC')::date AS day, count(*) AS n FROM flywheel.customer_wheel w WHERE w.mql_at IS NOT NULL GROUP BY 1
),
span AS (
    SELECT min(l.day) AS first_day, greatest(max(l.day), (SELECT max(g.day) FROM flywheel.growth_accounting_day g)) AS last_day FROM leads l
),
days AS (
    SELECT span.first_day + generate_series(0, span.last_day - span.first_day) AS day FROM span
),
sums AS (
    SELECT
        d.day,
        coalesce(sum(l.n) OVER (ORDER BY d.day ROWS BETWEEN 27 PRECEDING AND CURRENT ROW), 0)::bigint AS qualified_28d,
        coalesce(sum(l.n) OVER (ORDER BY d.day ROWS BETWEEN 55 PRECEDING AND 28 PRECEDING), 0)::bigint AS qualified_28d_before
    FROM days d
    LEFT JOIN leads l USING (day)
)
SELECT
    s.day,
    s.qualified_28d,
    s.qualified_28d_before,
    CASE WHEN s.qualified_28d_before >= 10 THEN (s.qualified_28d - s.qualified_28d_before)::double precision / s.qualified_28d_before END AS lead_velocity_rate
FROM sums s;
COMMENT ON VIEW flywheel.v_lead_velocity_rate IS 'Growth of marketing-qualified leads (customer_wheel.mql_at): the 28 days that end with the day against the 28 before, for every day from the first such lead to the newest day of growth_accounting_day.';
COMMENT ON COLUMN flywheel.v_lead_velocity_rate.day IS 'UTC day.';
COMMENT ON COLUMN flywheel.v_lead_velocity_rate.qualified_28d IS 'Customers marketing qualified in the 28 days that end with the day.';
COMMENT ON COLUMN flywheel.v_lead_velocity_rate.qualified_28d_before IS 'The same for the 28 days before those.';
COMMENT ON COLUMN flywheel.v_lead_velocity_rate.lead_velocity_rate IS '(qualified_28d - qualified_28d_before) / qualified_28d_before; null below 10 before.';

CREATE VIEW flywheel.v_shared_kpi_by_period AS
SELECT
    step.day,
    count(*) FILTER (WHERE step.name = 'lead') AS leads,
    count(*) FILTER (WHERE step.name = 'mql') AS mql,
    count(*) FILTER (WHERE step.name = 'sql') AS sql,
    count(*) FILTER (WHERE step.name = 'opportunity') AS opportunities,
    count(*) FILTER (WHERE step.name = 'won') AS won
FROM flywheel.customer_wheel w
CROSS JOIN LATERAL (VALUES
    ('lead', (w.lead_at AT TIME ZONE 'UTC')::date),
    ('mql', (w.mql_at AT TIME ZONE 'UTC')::date),
    ('sql', (w.sql_at AT TIME ZONE 'UTC')::date),
    ('opportunity', (w.opportunity_at AT TIME ZONE 'UTC')::date),
    ('won', (w.won_at AT TIME ZONE 'UTC')::date)) AS step(name, day)
WHERE step.day IS NOT NULL
GROUP BY step.day;
COMMENT ON VIEW flywheel.v_shared_kpi_by_period IS 'What marketing and sales share, by day on which customers reached each step for the first time.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_period.day IS 'UTC day.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_period.leads IS 'Customers first seen on the day.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_period.mql IS 'Customers marketing qualified on the day.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_period.sql IS 'Customers sales qualified on the day.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_period.opportunities IS 'Customers with their first deal on the day.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_period.won IS 'Customers with their first value event on the day.';

CREATE VIEW flywheel.v_shared_kpi_by_cohort AS
SELECT
    date_trunc('month', w.lead_at AT TIME ZONE 'UTC')::date AS cohort,
    count(*) AS leads,
    count(w.mql_at) AS mql,
    count(w.sql_at) AS sql,
    count(w.opportunity_at) AS opportunities,
    count(w.won_at) AS won,
    count(*) FILTER (WHERE w.sql_at >= w.mql_at)::double precision / nullif(count(w.mql_at), 0) AS mql_sql_rate,
    count(*) FILTER (WHERE w.opportunity_at >= w.sql_at)::double precision / nullif(count(w.sql_at), 0) AS sql_opportunity_rate,
    count(*) FILTER (WHERE w.won_at >= w.opportunity_at)::double precision / nullif(count(w.opportunity_at), 0) AS opportunity_won_rate,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM w.sql_at - w.mql_at) / 3600) FILTER (WHERE w.sql_at >= w.mql_at) AS hours_mql_sql_p50,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM w.won_at - w.sql_at) / 86400) FILTER (WHERE w.won_at >= w.sql_at) AS days_sql_won_p50
FROM flywheel.customer_wheel w
WHERE w.lead_at IS NOT NULL
GROUP BY cohort;
COMMENT ON VIEW flywheel.v_shared_kpi_by_cohort IS 'What became of the customers who were first seen in a month: how many reached each step, the rates from step to step in that order, and the median times between.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.cohort IS 'Month in which the customers were first seen, its first UTC day.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.leads IS 'Customers of the cohort.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.mql IS 'How many of them were ever marketing qualified.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.sql IS 'How many were ever sales qualified.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.opportunities IS 'How many ever had a deal.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.won IS 'How many ever had a value event.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.mql_sql_rate IS 'Share of the marketing qualified who were first sales qualified then or later; null if nobody was.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.sql_opportunity_rate IS 'Share of the sales qualified who had their first deal then or later; null if nobody was.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.opportunity_won_rate IS 'Share of those with a deal who had their first value event then or later; null if nobody was.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.hours_mql_sql_p50 IS 'Median hours from marketing to sales qualified, of those who came in that order.';
COMMENT ON COLUMN flywheel.v_shared_kpi_by_cohort.days_sql_won_p50 IS 'Median days from sales qualified to the first value event, of those who came in that order.';
