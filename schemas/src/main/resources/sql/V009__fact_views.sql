-- Windows of support, of calls and of speed to lead, read off the facts: exact whatever came late, and independent of the time zone of the session.
-- Windows in which nothing happened have no row. docs/decisions/0015-kpi-windows-as-views.md says why nothing is stored.

CREATE FUNCTION flywheel.kpi_setting(name text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
    SELECT CASE name
        WHEN 'short_abandon_s' THEN 10
        WHEN 'service_level_s' THEN 20
        WHEN 'repeat_contact_h' THEN 72
        WHEN 'least_answers' THEN 5
        WHEN 'final_after_days' THEN 9
    END
$$;
COMMENT ON FUNCTION flywheel.kpi_setting(text) IS 'Settings of the views of support, to be replaced by CREATE OR REPLACE FUNCTION: short_abandon_s (10), below which an abandoned call counts for nothing; service_level_s (20), within which an answer is in time; repeat_contact_h (72); least_answers (5), below which a survey says nothing; final_after_days (9).';

CREATE INDEX ticket_current_created_1h ON flywheel.ticket_current ((date_bin('1 hour', created_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX ticket_current_created_1d ON flywheel.ticket_current ((date_bin('1 day', created_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX ticket_current_first_reply_1h ON flywheel.ticket_current ((date_bin('1 hour', first_reply_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX ticket_current_first_reply_1d ON flywheel.ticket_current ((date_bin('1 day', first_reply_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX ticket_current_solved_1h ON flywheel.ticket_current ((date_bin('1 hour', solved_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX ticket_current_solved_1d ON flywheel.ticket_current ((date_bin('1 day', solved_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX support_rating_occurred_1h ON flywheel.support_rating ((date_bin('1 hour', occurred_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX support_rating_occurred_1d ON flywheel.support_rating ((date_bin('1 day', occurred_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX support_call_occurred_1h ON flywheel.support_call ((date_bin('1 hour', occurred_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX support_call_occurred_1d ON flywheel.support_call ((date_bin('1 day', occurred_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX inquiry_asked_1h ON flywheel.inquiry ((date_bin('1 hour', asked_at, '2000-01-01T00:00:00Z'::timestamptz)));
CREATE INDEX inquiry_asked_1d ON flywheel.inquiry ((date_bin('1 day', asked_at, '2000-01-01T00:00:00Z'::timestamptz)));
-- what is open now, and what was open at a moment; the words for done are those of ServiceNow and Zendesk, as in v_service_by_customer and support_kpi_window
CREATE INDEX ticket_current_open ON flywheel.ticket_current (created_at) WHERE lower(status) NOT IN ('solved', 'resolved', 'closed');
CREATE INDEX ticket_current_was_open ON flywheel.ticket_current USING gist (tstzrange(least(created_at, solved_at), solved_at, '(]'))
    WHERE created_at IS NOT NULL AND solved_at IS NOT NULL AND lower(status) IN ('solved', 'resolved', 'closed');

CREATE VIEW flywheel.v_support_moment AS
SELECT
    'created'::text AS what,
    coalesce(t.team, '') AS team,
    coalesce(t.channel, '') AS channel,
    t.created_at AS at,
    t.customer_id AS customer_id,
    t.ticket_id AS ticket_id,
    t.frt_breached OR t.nrt_breached OR t.ttr_breached AS breached,
    NULL::boolean AS reopened,
    NULL::boolean AS one_touch,
    NULL::bigint AS frt_s,
    NULL::bigint AS frt_business_s,
    NULL::bigint AS ttr_s,
    NULL::bigint AS ttr_business_s,
    NULL::double precision AS score
FROM flywheel.ticket_current t
WHERE t.created_at IS NOT NULL
UNION ALL
SELECT
    'answered'::text AS what,
    coalesce(t.team, '') AS team,
    coalesce(t.channel, '') AS channel,
    t.first_reply_at AS at,
    t.customer_id AS customer_id,
    t.ticket_id AS ticket_id,
    NULL::boolean AS breached,
    NULL::boolean AS reopened,
    NULL::boolean AS one_touch,
    t.frt_s AS frt_s,
    t.frt_business_s AS frt_business_s,
    NULL::bigint AS ttr_s,
    NULL::bigint AS ttr_business_s,
    NULL::double precision AS score
FROM flywheel.ticket_current t
WHERE t.first_reply_at IS NOT NULL
UNION ALL
SELECT
    'solved'::text AS what,
    coalesce(t.team, '') AS team,
    coalesce(t.channel, '') AS channel,
    t.solved_at AS at,
    t.customer_id AS customer_id,
    t.ticket_id AS ticket_id,
    NULL::boolean AS breached,
    t.reopens > 0 AS reopened,
    t.reopens = 0 AND t.replies <= 1 AS one_touch,
    NULL::bigint AS frt_s,
    NULL::bigint AS frt_business_s,
    t.ttr_s AS ttr_s,
    t.ttr_business_s AS ttr_business_s,
    NULL::double precision AS score
FROM flywheel.ticket_current t
WHERE t.solved_at IS NOT NULL
UNION ALL
SELECT
    t.kind AS what,
    coalesce(t.team, '') AS team,
    coalesce(t.channel, '') AS channel,
    t.occurred_at AS at,
    t.customer_id AS customer_id,
    t.ticket_id AS ticket_id,
    NULL::boolean AS breached,
    NULL::boolean AS reopened,
    NULL::boolean AS one_touch,
    NULL::bigint AS frt_s,
    NULL::bigint AS frt_business_s,
    NULL::bigint AS ttr_s,
    NULL::bigint AS ttr_business_s,
    t.score AS score
FROM flywheel.support_rating t
WHERE t.occurred_at IS NOT NULL;
COMMENT ON VIEW flywheel.v_support_moment IS 'The moments that support_kpi_window counts: tickets when they were created, first answered and last solved, and answers to surveys.';
COMMENT ON COLUMN flywheel.v_support_moment.what IS 'created, answered, solved, csat_rated, nps_rated or ces_rated.';
COMMENT ON COLUMN flywheel.v_support_moment.team IS 'Team as stated; empty if none is.';
COMMENT ON COLUMN flywheel.v_support_moment.channel IS 'Channel as stated; empty if none is.';
COMMENT ON COLUMN flywheel.v_support_moment.at IS 'Event time of the moment.';
COMMENT ON COLUMN flywheel.v_support_moment.customer_id IS 'The customer.';
COMMENT ON COLUMN flywheel.v_support_moment.ticket_id IS 'The ticket; null for an answer to a survey about none.';
COMMENT ON COLUMN flywheel.v_support_moment.breached IS 'When created: whether the ticket missed any target since.';
COMMENT ON COLUMN flywheel.v_support_moment.reopened IS 'When solved: whether it was ever reopened.';
COMMENT ON COLUMN flywheel.v_support_moment.one_touch IS 'When solved: whether it never was, and took at most one answer.';
COMMENT ON COLUMN flywheel.v_support_moment.frt_s IS 'When answered: seconds to the first answer.';
COMMENT ON COLUMN flywheel.v_support_moment.frt_business_s IS 'The same in seconds of business time.';
COMMENT ON COLUMN flywheel.v_support_moment.ttr_s IS 'When solved: seconds to the last solution.';
COMMENT ON COLUMN flywheel.v_support_moment.ttr_business_s IS 'The same in seconds of business time.';
COMMENT ON COLUMN flywheel.v_support_moment.score IS 'When rated: the score.';

CREATE VIEW flywheel.support_kpi_window AS
SELECT
    w.team,
    w.channel,
    w.grain,
    w.window_start,
    w.window_end,
    w.created,
    w.answered,
    w.solved,
    w.reopened,
    w.reopened::double precision / nullif(w.solved, 0) AS reopen_rate,
    w.one_touch::double precision / nullif(w.solved, 0) AS one_touch_rate,
    w.frt_p50_s,
    w.frt_p90_s,
    w.frt_business_p50_s,
    w.frt_business_p90_s,
    w.ttr_p50_s,
    w.ttr_p90_s,
    w.ttr_business_p50_s,
    w.ttr_business_p90_s,
    w.sla_breach_n,
    CASE WHEN w.csat_n >= flywheel.kpi_setting('least_answers') THEN 100 * w.satisfied::double precision / w.csat_n END AS csat_pct,
    w.csat_n,
    CASE WHEN w.nps_n >= flywheel.kpi_setting('least_answers') THEN 100 * w.promoted::double precision / w.nps_n END AS nps,
    w.nps_n,
    CASE WHEN w.ces_n >= flywheel.kpi_setting('least_answers') THEN w.ces_mean END AS ces_mean,
    w.ces_n,
    (
        SELECT count(*)
        FROM flywheel.ticket_current t
        WHERE t.created_at < w.window_end AND lower(t.status) NOT IN ('solved', 'resolved', 'closed')
            AND w.team IN ('all', coalesce(t.team, '')) AND w.channel IN ('all', coalesce(t.channel, '')))
    + (
        SELECT count(*)
        FROM flywheel.ticket_current t
        WHERE tstzrange(least(t.created_at, t.solved_at), t.solved_at, '(]') @> w.window_end
            AND t.created_at IS NOT NULL AND t.solved_at IS NOT NULL AND lower(t.status) IN ('solved', 'resolved', 'closed')
            AND w.team IN ('all', coalesce(t.team, '')) AND w.channel IN ('all', coalesce(t.channel, ''))) AS backlog,
    coalesce((SELECT max(f.watermark_at) FROM flywheel.v_freshness f WHERE f.stage = 'customer') >= w.window_end + make_interval(hours => 24 * flywheel.kpi_setting('final_after_days')), false) AS is_final
FROM (
    SELECT
        d.team,
        d.channel,
        '1h'::text AS grain,
        date_bin('1 hour', m.at, '2000-01-01T00:00:00Z'::timestamptz) AS window_start,
        date_bin('1 hour', m.at, '2000-01-01T00:00:00Z'::timestamptz) + interval '1 hour' AS window_end,
        count(*) FILTER (WHERE m.what = 'created') AS created,
        count(*) FILTER (WHERE m.what = 'created' AND m.breached) AS sla_breach_n,
        count(*) FILTER (WHERE m.what = 'answered') AS answered,
        count(*) FILTER (WHERE m.what = 'solved') AS solved,
        count(*) FILTER (WHERE m.reopened) AS reopened,
        count(*) FILTER (WHERE m.one_touch) AS one_touch,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.frt_s) AS frt_p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY m.frt_s) AS frt_p90_s,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.frt_business_s) AS frt_business_p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY m.frt_business_s) AS frt_business_p90_s,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.ttr_s) AS ttr_p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY m.ttr_s) AS ttr_p90_s,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.ttr_business_s) AS ttr_business_p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY m.ttr_business_s) AS ttr_business_p90_s,
        count(*) FILTER (WHERE m.what = 'csat_rated') AS csat_n,
        count(*) FILTER (WHERE m.what = 'csat_rated' AND m.score >= 4) AS satisfied,
        count(*) FILTER (WHERE m.what = 'nps_rated') AS nps_n,
        count(*) FILTER (WHERE m.what = 'nps_rated' AND m.score >= 9) - count(*) FILTER (WHERE m.what = 'nps_rated' AND m.score <= 6) AS promoted,
        count(*) FILTER (WHERE m.what = 'ces_rated') AS ces_n,
        avg(m.score) FILTER (WHERE m.what = 'ces_rated') AS ces_mean
    FROM flywheel.v_support_moment m
    CROSS JOIN LATERAL (VALUES (m.team, m.channel), (m.team, 'all'), ('all', m.channel), ('all', 'all')) AS d(team, channel)
    GROUP BY d.team, d.channel, date_bin('1 hour', m.at, '2000-01-01T00:00:00Z'::timestamptz)
    UNION ALL
    SELECT
        d.team,
        d.channel,
        '1d'::text AS grain,
        date_bin('1 day', m.at, '2000-01-01T00:00:00Z'::timestamptz) AS window_start,
        date_bin('1 day', m.at, '2000-01-01T00:00:00Z'::timestamptz) + interval '24 hours' AS window_end,
        count(*) FILTER (WHERE m.what = 'created') AS created,
        count(*) FILTER (WHERE m.what = 'created' AND m.breached) AS sla_breach_n,
        count(*) FILTER (WHERE m.what = 'answered') AS answered,
        count(*) FILTER (WHERE m.what = 'solved') AS solved,
        count(*) FILTER (WHERE m.reopened) AS reopened,
        count(*) FILTER (WHERE m.one_touch) AS one_touch,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.frt_s) AS frt_p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY m.frt_s) AS frt_p90_s,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.frt_business_s) AS frt_business_p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY m.frt_business_s) AS frt_business_p90_s,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.ttr_s) AS ttr_p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY m.ttr_s) AS ttr_p90_s,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY m.ttr_business_s) AS ttr_business_p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY m.ttr_business_s) AS ttr_business_p90_s,
        count(*) FILTER (WHERE m.what = 'csat_rated') AS csat_n,
        count(*) FILTER (WHERE m.what = 'csat_rated' AND m.score >= 4) AS satisfied,
        count(*) FILTER (WHERE m.what = 'nps_rated') AS nps_n,
        count(*) FILTER (WHERE m.what = 'nps_rated' AND m.score >= 9) - count(*) FILTER (WHERE m.what = 'nps_rated' AND m.score <= 6) AS promoted,
        count(*) FILTER (WHERE m.what = 'ces_rated') AS ces_n,
        avg(m.score) FILTER (WHERE m.what = 'ces_rated') AS ces_mean
    FROM flywheel.v_support_moment m
    CROSS JOIN LATERAL (VALUES (m.team, m.channel), (m.team, 'all'), ('all', m.channel), ('all', 'all')) AS d(team, channel)
    GROUP BY d.team, d.channel, date_bin('1 day', m.at, '2000-01-01T00:00:00Z'::timestamptz)) w;
COMMENT ON VIEW flywheel.support_kpi_window IS 'How support does by window, team and channel. Tickets count where they were created, first answered and last solved; answers to surveys where they were given. A row for every window with any of these.';
COMMENT ON COLUMN flywheel.support_kpi_window.team IS 'Team as stated; empty if none is, all for all teams together.';
COMMENT ON COLUMN flywheel.support_kpi_window.channel IS 'Channel as stated; empty if none is, all for all channels together.';
COMMENT ON COLUMN flywheel.support_kpi_window.grain IS 'Length of the window: 1h or 1d.';
COMMENT ON COLUMN flywheel.support_kpi_window.window_start IS 'Start of the window, inclusive, event time: a full hour or midnight, UTC.';
COMMENT ON COLUMN flywheel.support_kpi_window.window_end IS 'End of the window, exclusive, event time.';
COMMENT ON COLUMN flywheel.support_kpi_window.created IS 'Tickets created in the window.';
COMMENT ON COLUMN flywheel.support_kpi_window.answered IS 'Tickets first answered in the window.';
COMMENT ON COLUMN flywheel.support_kpi_window.solved IS 'Tickets last solved in the window; a later solution takes a ticket to its own window.';
COMMENT ON COLUMN flywheel.support_kpi_window.reopened IS 'How many of the solved were ever reopened.';
COMMENT ON COLUMN flywheel.support_kpi_window.reopen_rate IS 'reopened / solved, 0 to 1; null if nothing was solved.';
COMMENT ON COLUMN flywheel.support_kpi_window.one_touch_rate IS 'Share of the solved that were never reopened and took at most one answer, 0 to 1; null if nothing was solved.';
COMMENT ON COLUMN flywheel.support_kpi_window.frt_p50_s IS 'Median seconds to the first answer, of the answered.';
COMMENT ON COLUMN flywheel.support_kpi_window.frt_p90_s IS '90th percentile of these.';
COMMENT ON COLUMN flywheel.support_kpi_window.frt_business_p50_s IS 'Median in seconds of business time.';
COMMENT ON COLUMN flywheel.support_kpi_window.frt_business_p90_s IS '90th percentile of these.';
COMMENT ON COLUMN flywheel.support_kpi_window.ttr_p50_s IS 'Median seconds from the opening to the solution, of the solved.';
COMMENT ON COLUMN flywheel.support_kpi_window.ttr_p90_s IS '90th percentile of these.';
COMMENT ON COLUMN flywheel.support_kpi_window.ttr_business_p50_s IS 'Median in seconds of business time.';
COMMENT ON COLUMN flywheel.support_kpi_window.ttr_business_p90_s IS '90th percentile of these.';
COMMENT ON COLUMN flywheel.support_kpi_window.sla_breach_n IS 'How many of the created have missed a target since: first answer, later answer or solution.';
COMMENT ON COLUMN flywheel.support_kpi_window.csat_pct IS 'Satisfied customers: share of 4 and 5 among csat_n, percent; null below five answers.';
COMMENT ON COLUMN flywheel.support_kpi_window.csat_n IS 'Number of answers from 1 to 5.';
COMMENT ON COLUMN flywheel.support_kpi_window.nps IS 'Net promoter score: percent of 9 and 10 less percent of 0 to 6; null below five answers.';
COMMENT ON COLUMN flywheel.support_kpi_window.nps_n IS 'Number of answers from 0 to 10.';
COMMENT ON COLUMN flywheel.support_kpi_window.ces_mean IS 'Mean of how easy it was made, 1 to 7; null below five answers.';
COMMENT ON COLUMN flywheel.support_kpi_window.ces_n IS 'Number of answers from 1 to 7.';
COMMENT ON COLUMN flywheel.support_kpi_window.backlog IS 'Tickets open at the end of the window: created before it, and either solved for good at it or later, or with another status than solved, resolved or closed now. A ticket that is open again now counts as open since it was created.';
COMMENT ON COLUMN flywheel.support_kpi_window.is_final IS 'Whether the watermark of the customer stop is nine days past the end of the window, so that no event of the window can come late any more. A ticket that is reopened and solved again still moves.';

CREATE VIEW flywheel.v_call_offered AS
SELECT
    c.source,
    c.event_id,
    c.customer_id,
    coalesce(c.team, '') AS team,
    c.occurred_at,
    CASE
        WHEN c.kind = 'call_answered' AND coalesce(c.talk_s, 1) > 0 THEN 'answered'
        WHEN c.kind = 'voicemail' THEN 'voicemail'
        WHEN c.kind = 'call_abandoned' AND c.wait_s < flywheel.kpi_setting('short_abandon_s') THEN 'short_abandoned'
        WHEN c.kind = 'call_abandoned' THEN 'abandoned'
        ELSE 'missed'
    END AS outcome,
    c.wait_s,
    c.talk_s,
    NOT EXISTS (
        SELECT FROM flywheel.support_call o
        WHERE o.customer_id = c.customer_id AND o.occurred_at <= c.occurred_at
            AND (o.occurred_at, o.source, o.event_id) < (c.occurred_at, c.source, c.event_id) AND o.kind IN ('call_answered', 'call_missed', 'call_abandoned', 'voicemail') AND (o.kind = 'call_answered' OR o.actor <> 'agent')) AS is_first,
    EXISTS (
        SELECT FROM flywheel.support_call o
        WHERE o.customer_id = c.customer_id
            AND o.occurred_at BETWEEN c.occurred_at - make_interval(hours => flywheel.kpi_setting('repeat_contact_h')) AND c.occurred_at
            AND (o.occurred_at, o.source, o.event_id) < (c.occurred_at, c.source, c.event_id) AND o.kind IN ('call_answered', 'call_missed', 'call_abandoned', 'voicemail') AND (o.kind = 'call_answered' OR o.actor <> 'agent')
            AND o.topic IS NOT DISTINCT FROM c.topic) AS is_repeat,
    (
        SELECT extract(epoch FROM min(o.occurred_at) - c.occurred_at)::double precision
        FROM flywheel.support_call o
        WHERE o.customer_id = c.customer_id AND o.kind = 'outbound_call' AND o.occurred_at >= c.occurred_at) AS callback_s
FROM flywheel.support_call c
WHERE c.kind IN ('call_answered', 'call_missed', 'call_abandoned', 'voicemail') AND (c.kind = 'call_answered' OR c.actor <> 'agent');
COMMENT ON VIEW flywheel.v_call_offered IS 'Every call that a customer offered, and what became of it. A call that an agent placed in vain is none.';
COMMENT ON COLUMN flywheel.v_call_offered.source IS 'System that the event comes from.';
COMMENT ON COLUMN flywheel.v_call_offered.event_id IS 'Event of the call.';
COMMENT ON COLUMN flywheel.v_call_offered.customer_id IS 'The customer.';
COMMENT ON COLUMN flywheel.v_call_offered.team IS 'Team as stated; empty if none is.';
COMMENT ON COLUMN flywheel.v_call_offered.occurred_at IS 'Event time of the call.';
COMMENT ON COLUMN flywheel.v_call_offered.outcome IS 'answered (talked to), missed, voicemail, abandoned, or short_abandoned: given up within ten seconds.';
COMMENT ON COLUMN flywheel.v_call_offered.wait_s IS 'Seconds that the customer waited; null if not stated.';
COMMENT ON COLUMN flywheel.v_call_offered.talk_s IS 'Seconds of conversation; null if not stated.';
COMMENT ON COLUMN flywheel.v_call_offered.is_first IS 'Whether the customer had never called before.';
COMMENT ON COLUMN flywheel.v_call_offered.is_repeat IS 'Whether the customer had called about the same topic in the 72 hours before.';
COMMENT ON COLUMN flywheel.v_call_offered.callback_s IS 'Seconds until the next outbound call to the customer; null if there was none.';

CREATE VIEW flywheel.call_kpi_window AS
SELECT
    w.source,
    w.team,
    w.grain,
    w.window_start,
    w.window_end,
    w.offered,
    w.answered,
    w.missed,
    w.abandoned,
    w.short_abandoned,
    w.voicemail,
    w.abandoned::double precision / nullif(w.offered - w.short_abandoned, 0) AS abandon_rate,
    w.in_time::double precision / nullif(w.offered - w.short_abandoned, 0) AS service_level,
    w.avg_wait_s,
    w.avg_talk_s,
    w.first_time_callers,
    w.repeat_72h,
    w.callback_p50_s,
    coalesce((SELECT max(f.watermark_at) FROM flywheel.v_freshness f WHERE f.stage = 'customer') >= w.window_end + make_interval(hours => 24 * flywheel.kpi_setting('final_after_days')), false) AS is_final
FROM (
    SELECT
        d.source,
        d.team,
        '1h'::text AS grain,
        date_bin('1 hour', c.occurred_at, '2000-01-01T00:00:00Z'::timestamptz) AS window_start,
        date_bin('1 hour', c.occurred_at, '2000-01-01T00:00:00Z'::timestamptz) + interval '1 hour' AS window_end,
        count(*) AS offered,
        count(*) FILTER (WHERE c.outcome = 'answered') AS answered,
        count(*) FILTER (WHERE c.outcome = 'missed') AS missed,
        count(*) FILTER (WHERE c.outcome = 'abandoned') AS abandoned,
        count(*) FILTER (WHERE c.outcome = 'short_abandoned') AS short_abandoned,
        count(*) FILTER (WHERE c.outcome = 'voicemail') AS voicemail,
        count(*) FILTER (WHERE c.outcome = 'answered' AND c.wait_s <= flywheel.kpi_setting('service_level_s')) AS in_time,
        (avg(c.wait_s) FILTER (WHERE c.outcome = 'answered'))::double precision AS avg_wait_s,
        (avg(c.talk_s) FILTER (WHERE c.outcome = 'answered'))::double precision AS avg_talk_s,
        count(*) FILTER (WHERE c.is_first) AS first_time_callers,
        count(*) FILTER (WHERE c.is_repeat) AS repeat_72h,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY c.callback_s) FILTER (WHERE c.outcome <> 'answered') AS callback_p50_s
    FROM flywheel.v_call_offered c
    CROSS JOIN LATERAL (VALUES (c.source, c.team), (c.source, 'all'), ('all', c.team), ('all', 'all')) AS d(source, team)
    GROUP BY d.source, d.team, date_bin('1 hour', c.occurred_at, '2000-01-01T00:00:00Z'::timestamptz)
    UNION ALL
    SELECT
        d.source,
        d.team,
        '1d'::text AS grain,
        date_bin('1 day', c.occurred_at, '2000-01-01T00:00:00Z'::timestamptz) AS window_start,
        date_bin('1 day', c.occurred_at, '2000-01-01T00:00:00Z'::timestamptz) + interval '24 hours' AS window_end,
        count(*) AS offered,
        count(*) FILTER (WHERE c.outcome = 'answered') AS answered,
        count(*) FILTER (WHERE c.outcome = 'missed') AS missed,
        count(*) FILTER (WHERE c.outcome = 'abandoned') AS abandoned,
        count(*) FILTER (WHERE c.outcome = 'short_abandoned') AS short_abandoned,
        count(*) FILTER (WHERE c.outcome = 'voicemail') AS voicemail,
        count(*) FILTER (WHERE c.outcome = 'answered' AND c.wait_s <= flywheel.kpi_setting('service_level_s')) AS in_time,
        (avg(c.wait_s) FILTER (WHERE c.outcome = 'answered'))::double precision AS avg_wait_s,
        (avg(c.talk_s) FILTER (WHERE c.outcome = 'answered'))::double precision AS avg_talk_s,
        count(*) FILTER (WHERE c.is_first) AS first_time_callers,
        count(*) FILTER (WHERE c.is_repeat) AS repeat_72h,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY c.callback_s) FILTER (WHERE c.outcome <> 'answered') AS callback_p50_s
    FROM flywheel.v_call_offered c
    CROSS JOIN LATERAL (VALUES (c.source, c.team), (c.source, 'all'), ('all', c.team), ('all', 'all')) AS d(source, team)
    GROUP BY d.source, d.team, date_bin('1 day', c.occurred_at, '2000-01-01T00:00:00Z'::timestamptz)) w;
COMMENT ON VIEW flywheel.call_kpi_window IS 'Calls that customers offered by window, source and team. A row for every window with one.';
COMMENT ON COLUMN flywheel.call_kpi_window.source IS 'System that the events come from; all for all of them together.';
COMMENT ON COLUMN flywheel.call_kpi_window.team IS 'Team as stated; empty if none is, all for all teams together.';
COMMENT ON COLUMN flywheel.call_kpi_window.grain IS 'Length of the window: 1h or 1d.';
COMMENT ON COLUMN flywheel.call_kpi_window.window_start IS 'Start of the window, inclusive, event time: a full hour or midnight, UTC.';
COMMENT ON COLUMN flywheel.call_kpi_window.window_end IS 'End of the window, exclusive, event time.';
COMMENT ON COLUMN flywheel.call_kpi_window.offered IS 'Calls that customers made; offered = answered + missed + abandoned + short_abandoned + voicemail.';
COMMENT ON COLUMN flywheel.call_kpi_window.answered IS 'Calls that were answered and talked in.';
COMMENT ON COLUMN flywheel.call_kpi_window.missed IS 'Calls that nobody answered.';
COMMENT ON COLUMN flywheel.call_kpi_window.abandoned IS 'Calls that the customer gave up after ten seconds or more, or after a time that is not stated.';
COMMENT ON COLUMN flywheel.call_kpi_window.short_abandoned IS 'Calls given up earlier; they count for neither rate.';
COMMENT ON COLUMN flywheel.call_kpi_window.voicemail IS 'Calls that ended in a voicemail.';
COMMENT ON COLUMN flywheel.call_kpi_window.abandon_rate IS 'abandoned / (offered - short_abandoned), 0 to 1; null without such calls.';
COMMENT ON COLUMN flywheel.call_kpi_window.service_level IS 'Share of calls answered within 20 seconds: those / (offered - short_abandoned), 0 to 1; an answer after a time that is not stated is not in time.';
COMMENT ON COLUMN flywheel.call_kpi_window.avg_wait_s IS 'Mean seconds until the answer, of the answered that state it.';
COMMENT ON COLUMN flywheel.call_kpi_window.avg_talk_s IS 'Mean seconds of conversation, of the answered that state it.';
COMMENT ON COLUMN flywheel.call_kpi_window.first_time_callers IS 'Calls of customers who had never called before.';
COMMENT ON COLUMN flywheel.call_kpi_window.repeat_72h IS 'Calls of customers who had called about the same topic in the 72 hours before.';
COMMENT ON COLUMN flywheel.call_kpi_window.callback_p50_s IS 'Median seconds from a call that was not answered to the next outbound call to the customer, of those called back so far.';
COMMENT ON COLUMN flywheel.call_kpi_window.is_final IS 'Whether the watermark of the customer stop is nine days past the end of the window, so that no event of the window can come late any more. Later callbacks still count.';

CREATE VIEW flywheel.speed_to_lead_window AS
SELECT
    w.*,
    coalesce((SELECT max(f.watermark_at) FROM flywheel.v_freshness f WHERE f.stage = 'customer') >= w.window_end + make_interval(hours => 24 * flywheel.kpi_setting('final_after_days')), false) AS is_final
FROM (
    SELECT
        d.source,
        '1h'::text AS grain,
        date_bin('1 hour', i.asked_at, '2000-01-01T00:00:00Z'::timestamptz) AS window_start,
        date_bin('1 hour', i.asked_at, '2000-01-01T00:00:00Z'::timestamptz) + interval '1 hour' AS window_end,
        count(*) AS inquiries,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM i.touched_at - i.asked_at)::double precision) AS p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM i.touched_at - i.asked_at)::double precision) AS p90_s,
        count(*) FILTER (WHERE i.touched_at - i.asked_at <= interval '5 minutes') AS within_5m,
        count(*) FILTER (WHERE i.touched_at - i.asked_at <= interval '1 hour') AS within_1h,
        count(*) FILTER (WHERE i.touched_at - i.asked_at <= interval '24 hours') AS within_24h,
        count(*) FILTER (WHERE i.left_waiting) AS left_waiting,
        count(*) FILTER (WHERE i.touched_at IS NULL) AS never
    FROM flywheel.inquiry i
    CROSS JOIN LATERAL (VALUES (coalesce(i.channel, '')), ('all')) AS d(source)
    WHERE NOT i.repeated
    GROUP BY d.source, date_bin('1 hour', i.asked_at, '2000-01-01T00:00:00Z'::timestamptz)
    UNION ALL
    SELECT
        d.source,
        '1d'::text AS grain,
        date_bin('1 day', i.asked_at, '2000-01-01T00:00:00Z'::timestamptz) AS window_start,
        date_bin('1 day', i.asked_at, '2000-01-01T00:00:00Z'::timestamptz) + interval '24 hours' AS window_end,
        count(*) AS inquiries,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM i.touched_at - i.asked_at)::double precision) AS p50_s,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM i.touched_at - i.asked_at)::double precision) AS p90_s,
        count(*) FILTER (WHERE i.touched_at - i.asked_at <= interval '5 minutes') AS within_5m,
        count(*) FILTER (WHERE i.touched_at - i.asked_at <= interval '1 hour') AS within_1h,
        count(*) FILTER (WHERE i.touched_at - i.asked_at <= interval '24 hours') AS within_24h,
        count(*) FILTER (WHERE i.left_waiting) AS left_waiting,
        count(*) FILTER (WHERE i.touched_at IS NULL) AS never
    FROM flywheel.inquiry i
    CROSS JOIN LATERAL (VALUES (coalesce(i.channel, '')), ('all')) AS d(source)
    WHERE NOT i.repeated
    GROUP BY d.source, date_bin('1 day', i.asked_at, '2000-01-01T00:00:00Z'::timestamptz)) w;
COMMENT ON VIEW flywheel.speed_to_lead_window IS 'How fast somebody turns to customers who ask to be contacted, by window of the asking and channel. A row for every window with an inquiry. What is asked while the customer waits already does not count again.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.source IS 'Channel of the inquiry as stated; empty if none is, all for all of them together.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.grain IS 'Length of the window: 1h or 1d.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.window_start IS 'Start of the window, inclusive, event time: a full hour or midnight, UTC.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.window_end IS 'End of the window, exclusive, event time.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.inquiries IS 'Inquiries of the window.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.p50_s IS 'Median seconds to the first touch by a human being, of those touched so far.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.p90_s IS '90th percentile of these.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.within_5m IS 'Inquiries touched within 5 minutes.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.within_1h IS 'Inquiries touched within an hour.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.within_24h IS 'Inquiries touched within 24 hours.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.left_waiting IS 'Inquiries that nobody answered within the target.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.never IS 'Inquiries that nobody has touched so far.';
COMMENT ON COLUMN flywheel.speed_to_lead_window.is_final IS 'Whether the watermark of the customer stop is nine days past the end of the window, so that no event of the window can come late any more. Later touches still count.';

CREATE VIEW flywheel.v_service_by_customer AS
WITH tickets AS (
    SELECT
        t.customer_id,
        count(*) AS tickets,
        count(*) FILTER (WHERE lower(t.status) NOT IN ('solved', 'resolved', 'closed')) AS open_tickets,
        sum(t.replies) AS replies,
        sum(t.reassignments) AS reassignments,
        sum(t.reopens) AS reopens,
        sum(t.escalations) AS escalations,
        sum(t.sla_missed) AS sla_missed,
        count(*) FILTER (WHERE t.frt_breached) AS frt_breached,
        count(*) FILTER (WHERE t.nrt_breached) AS nrt_breached,
        count(*) FILTER (WHERE t.ttr_breached) AS ttr_breached,
        avg(t.csat) AS csat_mean
    FROM flywheel.ticket_current t
    GROUP BY t.customer_id
),
contacts AS (
    SELECT
        f.customer_id,
        count(*) FILTER (WHERE f.signal_type = 'repeat_contact') AS repeat_contacts,
        count(*) FILTER (WHERE f.signal_type = 'channel_switched') AS channel_switches
    FROM flywheel.friction_event f
    WHERE f.status <> 'retracted' AND f.signal_type IN ('repeat_contact', 'channel_switched')
    GROUP BY f.customer_id
)
SELECT
    customer_id,
    coalesce(t.tickets, 0) AS tickets,
    coalesce(t.open_tickets, 0) AS open_tickets,
    coalesce(t.replies, 0) AS replies,
    coalesce(t.reassignments, 0) AS reassignments,
    coalesce(t.reopens, 0) AS reopens,
    coalesce(t.escalations, 0) AS escalations,
    coalesce(t.sla_missed, 0) AS sla_missed,
    coalesce(t.frt_breached, 0) AS frt_breached,
    coalesce(t.nrt_breached, 0) AS nrt_breached,
    coalesce(t.ttr_breached, 0) AS ttr_breached,
    coalesce(c.repeat_contacts, 0) AS repeat_contacts,
    coalesce(c.channel_switches, 0) AS channel_switches,
    t.csat_mean
FROM tickets t
FULL JOIN contacts c USING (customer_id);
COMMENT ON VIEW flywheel.v_service_by_customer IS 'What each customer went through with support, over all tickets.';
COMMENT ON COLUMN flywheel.v_service_by_customer.customer_id IS 'The customer.';
COMMENT ON COLUMN flywheel.v_service_by_customer.tickets IS 'Number of tickets.';
COMMENT ON COLUMN flywheel.v_service_by_customer.open_tickets IS 'Number of tickets whose status is not solved, resolved or closed.';
COMMENT ON COLUMN flywheel.v_service_by_customer.replies IS 'Answers of human beings.';
COMMENT ON COLUMN flywheel.v_service_by_customer.reassignments IS 'Reassignments.';
COMMENT ON COLUMN flywheel.v_service_by_customer.reopens IS 'Reopenings.';
COMMENT ON COLUMN flywheel.v_service_by_customer.escalations IS 'Escalations.';
COMMENT ON COLUMN flywheel.v_service_by_customer.sla_missed IS 'Missed targets that the source stated.';
COMMENT ON COLUMN flywheel.v_service_by_customer.frt_breached IS 'Tickets whose first answer was found missed.';
COMMENT ON COLUMN flywheel.v_service_by_customer.nrt_breached IS 'Tickets with a later answer found missed.';
COMMENT ON COLUMN flywheel.v_service_by_customer.ttr_breached IS 'Tickets whose solution was missed, found or stated.';
COMMENT ON COLUMN flywheel.v_service_by_customer.repeat_contacts IS 'Contacts again about the same thing, found (signal repeat_contact).';
COMMENT ON COLUMN flywheel.v_service_by_customer.channel_switches IS 'Contacts again through another channel, found (signal channel_switched).';
COMMENT ON COLUMN flywheel.v_service_by_customer.csat_mean IS 'Mean of the tickets'' last ratings, 1 to 5; null without one.';

CREATE VIEW flywheel.v_open_friction AS
SELECT
    f.customer_id,
    f.account_id,
    f.friction_id,
    f.signal_type,
    f.department,
    f.phase,
    f.severity,
    f.weight,
    f.object_type,
    f.object_ref,
    f.occurred_at,
    extract(epoch FROM now() - f.occurred_at)::double precision / 86400 AS age_d,
    f.event_ids
FROM flywheel.friction_event f
WHERE f.status = 'open';
COMMENT ON VIEW flywheel.v_open_friction IS 'What rubs customers now and is not closed yet. ORDER BY weight DESC, age_d DESC for what to close first.';
COMMENT ON COLUMN flywheel.v_open_friction.customer_id IS 'The customer.';
COMMENT ON COLUMN flywheel.v_open_friction.account_id IS 'Account of the customer as the event states it; null if it states none.';
COMMENT ON COLUMN flywheel.v_open_friction.friction_id IS 'Name of the friction.';
COMMENT ON COLUMN flywheel.v_open_friction.signal_type IS 'Signal of the catalogue that it is.';
COMMENT ON COLUMN flywheel.v_open_friction.department IS 'Department it falls to.';
COMMENT ON COLUMN flywheel.v_open_friction.phase IS 'Phase of the wheel.';
COMMENT ON COLUMN flywheel.v_open_friction.severity IS 'low, normal, high or urgent.';
COMMENT ON COLUMN flywheel.v_open_friction.weight IS 'Friction points per day when it began.';
COMMENT ON COLUMN flywheel.v_open_friction.object_type IS 'Kind of the object that it is about.';
COMMENT ON COLUMN flywheel.v_open_friction.object_ref IS 'That object, by id.';
COMMENT ON COLUMN flywheel.v_open_friction.occurred_at IS 'Event time at which it began.';
COMMENT ON COLUMN flywheel.v_open_friction.age_d IS 'Days since then, by the clock of the database.';
COMMENT ON COLUMN flywheel.v_open_friction.event_ids IS 'Events behind it, the earliest first.';
