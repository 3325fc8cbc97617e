-- Invented customers with a past, relative to now: enough for every panel to have something to say. No chance, so that pictures are alike.

INSERT INTO flywheel.pipeline_freshness (job, stage, subtask, watermark_at, parallelism, writer_epoch, row_version)
SELECT 'flywheel', stage, 0, now() - interval '2 seconds', 1, 1, 1
FROM unnest(ARRAY['customers', 'wheel', 'cells', 'alerts']) AS stage;

INSERT INTO flywheel.customer (customer_id, account_id, segment, plan, region, phase, first_seen_at, last_seen_at, activities, writer_epoch, row_version)
SELECT
    CASE WHEN i <= 8 THEN (ARRAY['globex', 'initech', 'umbrella', 'hooli', 'stark', 'wayne', 'acme', 'wonka'])[i] ELSE 'c-' || lpad(i::text, 4, '0') END,
    CASE WHEN i % 3 = 0 THEN 'a-' || i / 3 END,
    (ARRAY['enterprise', 'mid-market', 'smb', 'consumer'])[i % 4 + 1],
    (ARRAY['free', 'basic', 'pro'])[i % 3 + 1],
    (ARRAY['emea', 'americas', 'apac'])[i % 3 + 1],
    CASE WHEN i % 10 < 2 THEN 'attract' WHEN i % 10 < 6 THEN 'engage' ELSE 'delight' END,
    now() - make_interval(days => 20 + i),
    now() - make_interval(mins => i * 7 % 2000),
    20 + i, 1, 1
FROM generate_series(1, 132) AS i;

INSERT INTO flywheel.customer_momentum (customer_id, as_of, mass, mass_value, mass_loyalty, mass_advocacy, mass_breadth, velocity, v_fast, v_slow, trend,
    friction_impulse, friction_standing, friction, momentum, momentum_index, band, prev_band, stored_momentum, pushes_total, friction_total, revolutions_total,
    next_crossing_at, decay, standing, top_push, top_friction, map_version, writer_epoch, row_version)
SELECT
    c.customer_id, n.as_of, n.mass, 0.5, 0.25, 0.25, 0.2, n.velocity, n.velocity * 1.2, n.velocity, 0.2,
    n.impulse, n.standing, n.impulse + n.standing, n.mass * n.velocity - n.impulse - n.standing,
    100 * (n.mass * n.velocity + 0.5) / (n.mass * n.velocity + n.impulse + n.standing + 1),
    CASE WHEN n.rubs THEN 'red' WHEN n.place % 5 = 0 THEN 'yellow' ELSE 'green' END, 'green', 40, 90, 12, n.place % 5,
    CASE WHEN n.place % 4 <> 3 THEN now() + interval '3 days' END,
    jsonb_build_object(
        'push.intent', jsonb_build_object('m', n.velocity * 14 / ln(2), 'u', n.millis, 'h', 14, 'k', 0),
        'friction.contact', jsonb_build_object('m', n.impulse * 7 / ln(2), 'u', n.millis, 'h', 7, 'k', 0),
        'fast', jsonb_build_object('m', n.velocity * (0.9 + 0.5 * (n.place % 5) / 4) * 3 / ln(2), 'u', n.millis, 'h', 3, 'k', 0),
        'slow', jsonb_build_object('m', n.velocity * 21 / ln(2), 'u', n.millis, 'h', 21, 'k', 0),
        'revenue', jsonb_build_object('m', n.place % 3, 'u', n.millis, 'h', 180, 'k', 0)),
    CASE WHEN n.standing > 0 THEN jsonb_build_array(jsonb_build_object('signal_type', 'sla_missed', 'object_ref', 'T-' || (820 + n.place), 'event_id', c.customer_id || '-sla_missed-1',
        'opened_at', n.millis - 9 * 3600000, 'base', n.standing, 'ref', 100, 'cap', 3)) ELSE '[]'::jsonb END,
    '[]', '[]', 1, 1, 1
FROM (
    SELECT c.*, row_number() OVER (ORDER BY c.activities) AS place FROM flywheel.customer c) c
CROSS JOIN LATERAL (
    SELECT c.place, now() - interval '1 minute' AS as_of, (extract(epoch FROM now() - interval '1 minute') * 1000)::bigint AS millis, c.place <= 4 AS rubs,
        1.6 + 2.4 * (c.place % 7) / 7.0 AS mass, CASE WHEN c.place <= 4 THEN 0.6 ELSE 1.2 + (c.place % 9) / 4.0 END AS velocity,
        CASE WHEN c.place <= 4 THEN 2.4 WHEN c.place % 5 = 0 THEN 1.5 ELSE 0.1 * (c.place % 4) END AS impulse, CASE WHEN c.place <= 4 THEN 1.0 + c.place / 4.0 ELSE 0 END AS standing) n;

INSERT INTO flywheel.momentum_contribution (customer_id, side, signal_type, phase, department, points_per_day, rate_per_day, share, count_28d, last_at, event_ids, as_of, writer_epoch, row_version)
SELECT m.customer_id, part.side, part.signal_type, part.phase, part.department, part.share * part.whole, part.share * part.rate, part.share, 3, now() - part.age,
    ARRAY[m.customer_id || '-' || part.signal_type], m.as_of, 1, 1
FROM flywheel.customer_momentum m
CROSS JOIN LATERAL (VALUES
    ('push', 'core_feature_used', 'delight', 'service', 0.55, m.mass * m.velocity, m.velocity, interval '3 hours'),
    ('push', 'order_completed', 'engage', 'sales', 0.30, m.mass * m.velocity, m.velocity, interval '2 days'),
    ('push', 'pricing_view', 'attract', 'marketing', 0.15, m.mass * m.velocity, m.velocity, interval '30 hours'),
    ('friction', 'sla_missed', 'delight', 'service', CASE WHEN m.band = 'red' THEN 0.6 ELSE 0.2 END, m.friction, m.friction, interval '9 hours'),
    ('friction', 'rage_click', 'engage', 'service', CASE WHEN m.band = 'red' THEN 0.25 ELSE 0.7 END, m.friction, m.friction, interval '50 minutes'),
    ('friction', 'deal_lost', 'engage', 'sales', CASE WHEN m.band = 'red' THEN 0.15 ELSE 0.1 END, m.friction, m.friction, interval '6 days')
) AS part(side, signal_type, phase, department, share, whole, rate, age)
WHERE part.whole > 0;

INSERT INTO flywheel.churn_friction (customer_id, as_of, churn_risk, log_odds, base_log_odds, level, prev_level, silent_days, cadence_days, exposure, observed_friction,
    expected_friction, friction_excess, standing_per_day, waiting_deals, reasons, model_version, writer_epoch, row_version)
SELECT m.customer_id, m.as_of, 1 / (1 + exp(-r.odds)), r.odds, -1.1, CASE WHEN r.odds > 0 THEN 'high' WHEN r.odds > -0.8 THEN 'elevated' ELSE 'low' END, 'low',
    0.3, 2.5, 14, 2, 0.8, CASE WHEN m.band = 'red' THEN 3.1 ELSE 0.9 END, m.friction_standing, ARRAY[]::text[],
    jsonb_build_array(
        jsonb_build_object('factor', 'friction_excess', 'value', ln(CASE WHEN m.band = 'red' THEN 3.1 ELSE 0.9 END), 'log_odds', r.odds + 1.1 - 0.2, 'share', 0.7),
        jsonb_build_object('factor', 'standing', 'value', m.friction_standing, 'log_odds', 0.4, 'share', 0.2),
        jsonb_build_object('factor', 'trend', 'value', 0.2, 'log_odds', -0.2, 'share', 0.1)),
    'default-1', 1, 1
FROM flywheel.customer_momentum m
CROSS JOIN LATERAL (SELECT CASE m.band WHEN 'red' THEN 0.9 WHEN 'yellow' THEN -0.6 ELSE -1.9 END AS odds) r;

INSERT INTO flywheel.flywheel_window (grain, window_start, dim_type, dim_value, window_end, pushes, frictions, push_points, friction_points, velocity, friction,
    velocity_weighted, momentum, by_phase, by_department, customers_active, mass_avg, index_p10, index_p50, index_p90, customers_red, customers_yellow, customers_green,
    is_final, revision, writer_epoch, row_version)
SELECT w.grain, w.ends - w.length, d.dim_type, d.dim_value, w.ends, 100, 20, 100, 20, d.part * w.push / 2, d.part * w.rub, d.part * w.push, d.part * (w.push - w.rub), '{}', '{}',
    greatest(1, round(120 * d.part)), 2.5, 42 + 20 * d.part, 66 + 10 * d.part, 88, round(4 * d.part), round(20 * d.part), round(96 * d.part), false, 0, 1, 1
FROM (
    SELECT t.grain, t.ends, t.length,
        560 + 60 * sin(t.n / t.wave) + 90.0 * t.n / t.steps AS push, 90 + 25 * cos(t.n / t.wave * 1.7) - 20.0 * t.n / t.steps AS rub
    FROM (
        SELECT 'trailing_1h' AS grain, date_bin('5 minutes', now(), '2000-01-01') - make_interval(mins => 5 * (286 - n)) AS ends, interval '1 hour' AS length, n, 288 AS steps, 24.0 AS wave FROM generate_series(0, 287) n
        UNION ALL
        SELECT 'trailing_24h', date_trunc('hour', now()) - make_interval(hours => 167 - n), interval '1 day', n, 168, 16.0 FROM generate_series(0, 167) n
        UNION ALL
        SELECT '1d', date_trunc('day', now()) - make_interval(days => 58 - n), interval '1 day', n, 60, 6.0 FROM generate_series(0, 59) n
        UNION ALL
        SELECT 'trailing_7d', date_trunc('day', now()), interval '7 days', 1, 1, 1.0) t) w
JOIN (VALUES
    ('all', 'all', 1.0), ('segment', 'enterprise', 0.2), ('segment', 'mid-market', 0.3), ('segment', 'smb', 0.35), ('segment', 'consumer', 0.15),
    ('channel', 'web', 0.5), ('channel', 'email', 0.3), ('channel', 'phone', 0.15), ('campaign', 'spring-launch', 0.2), ('campaign', 'newsletter', 0.1)
) AS d(dim_type, dim_value, part) ON d.dim_type = 'all' OR w.grain = 'trailing_7d';

INSERT INTO flywheel.growth_accounting_day (level, segment, day, "new", retained, resurrected, churned, active, active_before, dau, quick_ratio, stickiness, is_final, revision, writer_epoch, row_version)
SELECT 'customer', 'all', (now() AT TIME ZONE 'UTC')::date - (29 - n), 14 + n % 4, 90 + n, 5 + n % 3, 11 + (n * 3) % 5, 109 + n + n % 4 + n % 3, 101 + n + (n * 3) % 5, 60,
    (19 + n % 4 + n % 3) / (11 + (n * 3) % 5)::double precision, 0.5, false, 0, 1, 1
FROM generate_series(0, 29) n;

INSERT INTO flywheel.customer_wheel (customer_id, stage, stage_since, dormant, active_days_28d, value_events, inquiry_at, answered_at, mql_at, sales_touch_at, won_at, service_touch_at, writer_epoch, row_version)
SELECT customer_id, 'regular', now()::date, false, 9, 3, now() - interval '2 hours', now() - interval '95 minutes', now() - interval '3 hours', now() - interval '1 hour', now() - interval '3 hours', now() - interval '30 minutes', 1, 1
FROM flywheel.customer;

INSERT INTO flywheel.stage_transition (customer_id, n, kind, from_stage, to_stage, at, day, days_in_state, writer_epoch, row_version)
SELECT c.customer_id, t.n, t.kind, t.before, t.after, now() - t.age, (now() - t.age)::date, 5, 1, 1
FROM flywheel.customer c
CROSS JOIN (VALUES (1, 'identify', 'stranger', 'evaluator', interval '60 days'), (2, 'activate', 'evaluator', 'beginner', interval '41 days'), (3, 'adopt', 'beginner', 'regular', interval '17 days')) AS t(n, kind, before, after, age);

INSERT INTO flywheel.revolution (customer_id, n, started_at, ended_at, cycle_days, value_amount_minor, currency, value_event_id, writer_epoch, row_version)
SELECT customer_id, n, now() - make_interval(days => 12 + 30 * n), now() - make_interval(days => 2 + 30 * n), CASE n WHEN 0 THEN 9.4 ELSE 11.1 END, 48000, 'EUR', customer_id || '-order-' || n, 1, 1
FROM flywheel.customer, generate_series(0, 1) n
WHERE activities % 3 = 0 OR customer_id IN ('globex', 'initech');

INSERT INTO flywheel.deal_course (deal_id, customer_id, pipeline, stage, owner, currency, amount_minor, created_at, qualified_at, closed_at, outcome, last_activity_at, writer_epoch, row_version)
SELECT 'D-' || (200 + activities), customer_id, 'new-business', (ARRAY['discovery', 'proposal', 'negotiation'])[activities % 3 + 1], 'sales-emea', 'EUR', 1200000 + 73000 * (activities % 11), now() - interval '40 days', now() - interval '38 days',
    CASE WHEN activities % 2 = 0 THEN now() - interval '6 days' END, CASE WHEN activities % 2 = 0 THEN CASE WHEN activities % 6 = 0 THEN 'lost' ELSE 'won' END END, now() - make_interval(hours => activities::integer * 5), 1, 1
FROM flywheel.customer
WHERE activities < 60;

INSERT INTO flywheel.deal_friction (deal_id, customer_id, push_count, days_slipped, stalled_since, writer_epoch, row_version)
SELECT deal_id, customer_id, 1, 14, CASE WHEN last_activity_at < now() - interval '10 days' THEN last_activity_at + interval '7 days' END, 1, 1
FROM flywheel.deal_course
WHERE closed_at IS NULL;

INSERT INTO flywheel.ticket_current (ticket_id, customer_id, status, priority, channel, team, created_at, first_reply_at, frt_s, frt_business_s, solved_at, ttr_s, ttr_business_s,
    requester_wait_s, reopens, replies, reassignments, escalations, sla_missed, sla_policy, frt_breached, nrt_breached, ttr_breached, breach_retracted, csat, writer_epoch, row_version)
SELECT 'T-' || (800 + activities), customer_id, CASE WHEN activities % 3 = 0 THEN 'solved' ELSE 'open' END, (ARRAY['normal', 'high', 'urgent', 'low'])[activities % 4 + 1], 'email', 'emea',
    now() - make_interval(hours => activities::integer / 3), now() - make_interval(hours => activities::integer / 3 - 1), 3600, 3600,
    CASE WHEN activities % 3 = 0 THEN now() - interval '2 hours' END, CASE WHEN activities % 3 = 0 THEN 18000 END, CASE WHEN activities % 3 = 0 THEN 14400 END,
    1800, activities % 2, 3, 0, 0, CASE WHEN activities < 26 THEN 1 ELSE 0 END, 'standard', activities < 26, false, activities < 24, false, NULL, 1, 1
FROM flywheel.customer
WHERE activities < 50;

INSERT INTO flywheel.friction_event (friction_id, customer_id, account_id, signal_type, kind, status, weight, severity, phase, department, channel, page, target, object_type, object_ref,
    occurred_at, detected_at, closed_at, is_found, source, event_ids, writer_epoch, row_version)
SELECT f.signal_type || ':' || c.customer_id || ':' || n, c.customer_id, c.account_id, f.signal_type, f.kind, f.status, f.weight, 'high', f.phase, f.department, f.channel, f.page, f.target, f.object_type,
    CASE WHEN f.object_type = 'ticket' THEN 'T-' || (800 + c.activities) END, now() - f.age - make_interval(mins => 40 * n), now() - f.age - make_interval(mins => 40 * n),
    CASE WHEN f.status = 'closed' THEN now() - f.age END, f.kind = 'impulse', 'site', ARRAY[c.customer_id || '-' || f.signal_type || '-' || n], 1, 1
FROM flywheel.customer c
CROSS JOIN generate_series(1, 2) AS n
CROSS JOIN (VALUES
    ('rage_click', 'impulse', 'closed', 1.0, 'engage', 'service', 'web', '/checkout/payment', '#pay', NULL, interval '50 minutes'),
    ('step_failed', 'impulse', 'closed', 1.5, 'engage', 'service', 'web', '/checkout/payment', NULL, NULL, interval '55 minutes'),
    ('sla_missed', 'standing', 'open', 2.0, 'delight', 'service', 'email', NULL, NULL, 'ticket', interval '9 hours')
) AS f(signal_type, kind, status, weight, phase, department, channel, page, target, object_type, age)
WHERE c.activities < 26;

INSERT INTO flywheel.friction_hotspot_window (grain, window_start, dim_type, dim_value, signal_type, window_end, count, points, customers, exposure, sessions, rate, rate_per_1000_sessions, is_final, revision, writer_epoch, row_version)
SELECT '1h', h.at, d.dim_type, d.dim_value, d.signal_type, h.at + interval '1 hour', d.n, d.n, least(d.n, d.exposure), d.exposure, NULL, d.n / d.exposure::double precision, NULL, false, 0, 1, 1
FROM (SELECT date_trunc('hour', now()) - make_interval(hours => n) AS at FROM generate_series(0, 23) AS n) AS h
CROSS JOIN (VALUES
    ('all', 'all', '*', 12, 60), ('all', 'all', 'rage_click', 6, 60), ('all', 'all', 'step_failed', 3, 60), ('all', 'all', 'sla_missed', 2, 60),
    ('page', '/checkout/payment', '*', 8, 12), ('page', '/checkout/payment', 'rage_click', 5, 12), ('page', '/checkout/payment', 'step_failed', 3, 12),
    ('page', '/docs', '*', 0, 20), ('page', '/docs', 'rage_click', 1, 20),
    ('channel', 'web', '*', 9, 40), ('channel', 'web', 'rage_click', 6, 40),
    ('segment', 'enterprise', '*', 4, 10), ('segment', 'enterprise', 'sla_missed', 2, 10)
) AS d(dim_type, dim_value, signal_type, n, exposure);

INSERT INTO flywheel.alert_instance (unit, fingerprint, episode, rule_name, rule_version, severity, scope, status, no_data, labels, customer_id, account_id, grain, dim_type, dim_value, summary, runbook,
    value, direction, threshold_on, threshold_off, pending_since, fired_at, recovering_since, resolved_at, changed_at, evidence_event_ids, writer_epoch, row_version)
SELECT CASE WHEN a.scope = 'window' THEN 'share' ELSE 'points_per_day' END, repeat(a.mark, 64), a.episode, a.rule_name, 1, a.severity, a.scope, a.status, false, a.labels::jsonb, a.customer_id, NULL, a.grain, a.dim_type, a.dim_value, a.summary, a.runbook,
    a.value, 'above', a.threshold_on, a.threshold_on * 0.8, now() - a.age - interval '10 minutes', now() - a.age, NULL, CASE WHEN a.status = 'resolved' THEN now() - interval '2 hours' END, now() - a.age,
    CASE WHEN a.scope = 'customer' THEN ARRAY[a.customer_id || '-sla_missed-1'] ELSE ARRAY[]::text[] END, 1, 1
FROM (VALUES
    ('a', 1, 'friction_spreads', 'critical', 'window', 'firing', '{"rule": "friction_spreads", "dim_type": "all", "dim_value": "all"}', NULL, 'trailing_1h', 'all', 'all', 'Most of what happens in the last hour rubs', 'docs/runbooks/alert-friction-spreads.md', 0.71, 0.6, interval '14 minutes'),
    ('b', 2, 'promise_missed', 'critical', 'customer', 'firing', '{"rule": "promise_missed", "customer_id": "globex"}', 'globex', NULL, NULL, NULL, 'A promise to a heavy customer was missed and is still felt', 'docs/runbooks/alert-promise-missed.md', 2.1, 1.0, interval '3 hours'),
    ('c', 1, 'standing_friction', 'warning', 'customer', 'recovering', '{"rule": "standing_friction", "customer_id": "initech"}', 'initech', NULL, NULL, NULL, 'What is still open rubs with 5 points a day or more', 'docs/runbooks/alert-standing-friction.md', 4.4, 5.0, interval '7 hours'),
    ('d', 1, 'customers_turn_red', 'warning', 'window', 'resolved', '{"rule": "customers_turn_red", "dim_type": "segment", "dim_value": "enterprise"}', NULL, 'trailing_24h', 'segment', 'enterprise', 'Too many of the day''s active customers are in the red band', 'docs/runbooks/alert-customers-turn-red.md', 0.2, 0.4, interval '11 hours')
) AS a(mark, episode, rule_name, severity, scope, status, labels, customer_id, grain, dim_type, dim_value, summary, runbook, value, threshold_on, age);

INSERT INTO flywheel.data_quality_window (source, grain, window_start, received, accepted, duplicates, late, rejected, rejected_by_reason, unmapped_types, writer_epoch, row_version)
SELECT s.source, '1h', date_trunc('hour', now()) - make_interval(hours => n), s.received, s.received - 40, 36, 1, 3, '{"MISSING_CUSTOMER": 2, "TIMESTAMP_IN_FUTURE": 1}', '{}', 1, 1
FROM (VALUES ('clickstream', 5200), ('deals', 310), ('support', 420)) AS s(source, received), generate_series(0, 22) n;

UPDATE flywheel.alert_instance SET acked_by = 'ada', acked_at = now() - interval '6 hours' WHERE rule_name = 'standing_friction';

INSERT INTO flywheel.control_record (topic_partition, topic_offset, arrived_at, verdict, kind, id, version, effective_from, effective_to, author, content, writer_epoch, row_version)
VALUES (0, 0, now() - interval '1 hour', 'accepted', 'silence', 'ada-1', 1, now() - interval '1 hour', now() + interval '5 hours', 'ada',
    '{"matchers": [{"label": "rule", "comparison": "=~", "text": "standing_.*"}], "comment": "being mended"}', 1, 1);
