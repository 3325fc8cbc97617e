-- What customers went through, one by one: friction, tickets, deals, calls, answers to surveys, inquiries. Written by the momentum job only; a row is replaced only by a newer one (writer_epoch, row_version).

CREATE TABLE flywheel.friction_event (
    friction_id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    account_id text,
    signal_type text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    weight numeric NOT NULL,
    severity text NOT NULL,
    phase text NOT NULL,
    department text NOT NULL,
    channel text,
    page text,
    target text,
    object_type text,
    object_ref text,
    occurred_at timestamptz NOT NULL,
    detected_at timestamptz NOT NULL,
    closed_at timestamptz,
    is_found boolean NOT NULL,
    source text NOT NULL,
    event_ids text[] NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (friction_id),
    CONSTRAINT friction_event_kind CHECK (kind IN ('impulse', 'standing')),
    CONSTRAINT friction_event_status CHECK (status IN ('open', 'closed', 'retracted'))
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.friction_event IS 'Single things that rubbed a customer, stated by an event or found in several. A finding that what came late undid stays, retracted. Definitions: docs/reference/signals.md.';
COMMENT ON COLUMN flywheel.friction_event.friction_id IS 'Name of the friction: the same for the same friction however often it is told.';
COMMENT ON COLUMN flywheel.friction_event.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.friction_event.account_id IS 'Account of the customer as the event states it; null if it states none.';
COMMENT ON COLUMN flywheel.friction_event.signal_type IS 'Signal of the catalogue that it is.';
COMMENT ON COLUMN flywheel.friction_event.kind IS 'impulse: takes energy at its moment; standing: for as long as it lasts.';
COMMENT ON COLUMN flywheel.friction_event.status IS 'open, closed or retracted; an impulse is closed when it happens.';
COMMENT ON COLUMN flywheel.friction_event.weight IS 'Weight at its moment, points; of standing friction points per day when it begins.';
COMMENT ON COLUMN flywheel.friction_event.severity IS 'Priority of what it is about: low, normal, high or urgent.';
COMMENT ON COLUMN flywheel.friction_event.phase IS 'Phase of the wheel: attract, engage or delight.';
COMMENT ON COLUMN flywheel.friction_event.department IS 'Department it falls to: marketing, sales or service.';
COMMENT ON COLUMN flywheel.friction_event.channel IS 'Channel as stated; null if none is.';
COMMENT ON COLUMN flywheel.friction_event.page IS 'Page where it happened; null elsewhere.';
COMMENT ON COLUMN flywheel.friction_event.target IS 'What on the page; null elsewhere.';
COMMENT ON COLUMN flywheel.friction_event.object_type IS 'Kind of the object that it is about, such as ticket or deal; null if it is about none.';
COMMENT ON COLUMN flywheel.friction_event.object_ref IS 'That object, by id.';
COMMENT ON COLUMN flywheel.friction_event.occurred_at IS 'Event time at which it became true.';
COMMENT ON COLUMN flywheel.friction_event.detected_at IS 'Event time at which it could first be known.';
COMMENT ON COLUMN flywheel.friction_event.closed_at IS 'Event time at which its condition closed; null while open and for impulses.';
COMMENT ON COLUMN flywheel.friction_event.is_found IS 'Whether it was found in several events or in silence, rather than stated by one event.';
COMMENT ON COLUMN flywheel.friction_event.source IS 'Source of the earliest event behind it.';
COMMENT ON COLUMN flywheel.friction_event.event_ids IS 'Events behind it, the earliest first, up to three.';
COMMENT ON COLUMN flywheel.friction_event.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.friction_event.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.friction_event.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.ticket_current (
    ticket_id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    status text NOT NULL,
    priority text NOT NULL,
    channel text,
    team text,
    created_at timestamptz,
    first_reply_at timestamptz,
    frt_s bigint,
    frt_business_s bigint,
    first_solved_at timestamptz,
    solved_at timestamptz,
    ttr_s bigint,
    ttr_business_s bigint,
    requester_wait_s bigint,
    reopens integer NOT NULL,
    replies integer NOT NULL,
    reassignments integer NOT NULL,
    escalations integer NOT NULL,
    sla_missed integer NOT NULL,
    sla_policy text NOT NULL,
    frt_due_at timestamptz,
    ttr_due_at timestamptz,
    frt_breached boolean NOT NULL,
    nrt_breached boolean NOT NULL,
    ttr_breached boolean NOT NULL,
    breach_retracted boolean NOT NULL,
    csat double precision,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ticket_id, customer_id)
) WITH (fillfactor = 70);
COMMENT ON TABLE flywheel.ticket_current IS 'Every ticket as it stands now. Definitions: docs/reference/friction-service.md, "The row of a ticket".';
COMMENT ON COLUMN flywheel.ticket_current.ticket_id IS 'The ticket.';
COMMENT ON COLUMN flywheel.ticket_current.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.ticket_current.status IS 'Last word of the source; one of ours, such as solved, where an event changed it without a word.';
COMMENT ON COLUMN flywheel.ticket_current.priority IS 'low, normal, high or urgent, as last stated.';
COMMENT ON COLUMN flywheel.ticket_current.channel IS 'Channel as first stated; null if none is.';
COMMENT ON COLUMN flywheel.ticket_current.team IS 'Team as last stated; null if none is.';
COMMENT ON COLUMN flywheel.ticket_current.created_at IS 'Event time of the first opening; null if it is not known.';
COMMENT ON COLUMN flywheel.ticket_current.first_reply_at IS 'Event time of the first answer of a human being; null before it.';
COMMENT ON COLUMN flywheel.ticket_current.frt_s IS 'Seconds from the opening, or from the last reopening before it, to that answer.';
COMMENT ON COLUMN flywheel.ticket_current.frt_business_s IS 'The same in seconds of business time of the team that answered.';
COMMENT ON COLUMN flywheel.ticket_current.first_solved_at IS 'Event time at which it was first solved or closed; null before it.';
COMMENT ON COLUMN flywheel.ticket_current.solved_at IS 'Event time at which it was last solved or closed; stays while reopened.';
COMMENT ON COLUMN flywheel.ticket_current.ttr_s IS 'Seconds from the opening to solved_at.';
COMMENT ON COLUMN flywheel.ticket_current.ttr_business_s IS 'The same in seconds of business time of the team that solved it.';
COMMENT ON COLUMN flywheel.ticket_current.requester_wait_s IS 'Seconds that the customer waited until solved_at, on hold included, pending and solved excluded.';
COMMENT ON COLUMN flywheel.ticket_current.reopens IS 'Number of reopenings.';
COMMENT ON COLUMN flywheel.ticket_current.replies IS 'Number of answers of human beings.';
COMMENT ON COLUMN flywheel.ticket_current.reassignments IS 'Number of reassignments.';
COMMENT ON COLUMN flywheel.ticket_current.escalations IS 'Number of escalations.';
COMMENT ON COLUMN flywheel.ticket_current.sla_missed IS 'Number of missed targets that the source stated.';
COMMENT ON COLUMN flywheel.ticket_current.sla_policy IS 'Name of the policy whose targets are measured.';
COMMENT ON COLUMN flywheel.ticket_current.frt_due_at IS 'Event time at which the first answer is or was due; null without a target, and in a pause before it.';
COMMENT ON COLUMN flywheel.ticket_current.ttr_due_at IS 'Event time at which the solution is or was due; null without a target, and in a pause before it.';
COMMENT ON COLUMN flywheel.ticket_current.frt_breached IS 'Whether the first answer was missed at any time.';
COMMENT ON COLUMN flywheel.ticket_current.nrt_breached IS 'Whether a later answer was missed at any time.';
COMMENT ON COLUMN flywheel.ticket_current.ttr_breached IS 'Whether the solution was missed at any time, or the source stated so.';
COMMENT ON COLUMN flywheel.ticket_current.breach_retracted IS 'Technical: whether a deadline was told as missed and then undone by an event that came late; depends on when things were told.';
COMMENT ON COLUMN flywheel.ticket_current.csat IS 'Last rating of the ticket, 1 to 5; null without one.';
COMMENT ON COLUMN flywheel.ticket_current.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.ticket_current.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.ticket_current.updated_at IS 'Technical: clock of the database when the row was written.';

ALTER TABLE flywheel.deal_current RENAME TO deal_course;
ALTER INDEX flywheel.deal_current_pkey RENAME TO deal_course_pkey;
COMMENT ON TABLE flywheel.deal_course IS 'What the records of every deal state, written by the velocity job; deal_current joins it with deal_friction.';

CREATE TABLE flywheel.deal_friction (
    deal_id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    push_count integer NOT NULL,
    days_slipped bigint NOT NULL,
    stalled_since timestamptz,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (deal_id, customer_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.deal_friction IS 'How every deal has slipped and stalled, written by the momentum job; deal_current joins it with deal_course. Definitions: docs/reference/friction-deals.md, "The facts of a deal".';
COMMENT ON COLUMN flywheel.deal_friction.deal_id IS 'The deal.';
COMMENT ON COLUMN flywheel.deal_friction.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.deal_friction.push_count IS 'How often its expected day moved into a later period of the forecast while it was open.';
COMMENT ON COLUMN flywheel.deal_friction.days_slipped IS 'By how many days in all.';
COMMENT ON COLUMN flywheel.deal_friction.stalled_since IS 'Event time since which it is stalled; null while it is not.';
COMMENT ON COLUMN flywheel.deal_friction.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.deal_friction.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.deal_friction.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.support_call (
    source text COLLATE "C" NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    call_id text,
    team text,
    channel text,
    campaign text,
    topic text,
    occurred_at timestamptz NOT NULL,
    wait_s bigint,
    talk_s bigint,
    hold_s bigint,
    transfers integer,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, event_id)
) WITH (fillfactor = 95);
COMMENT ON TABLE flywheel.support_call IS 'Every call with a customer.';
COMMENT ON COLUMN flywheel.support_call.source IS 'System that the event comes from.';
COMMENT ON COLUMN flywheel.support_call.event_id IS 'Event of the call.';
COMMENT ON COLUMN flywheel.support_call.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.support_call.kind IS 'call_answered, call_missed, call_abandoned, voicemail or outbound_call.';
COMMENT ON COLUMN flywheel.support_call.actor IS 'Who did it: customer, agent or system.';
COMMENT ON COLUMN flywheel.support_call.call_id IS 'The call as the source names it; null if it does not.';
COMMENT ON COLUMN flywheel.support_call.team IS 'Team as stated; null if none is.';
COMMENT ON COLUMN flywheel.support_call.channel IS 'Channel as stated; null if none is.';
COMMENT ON COLUMN flywheel.support_call.campaign IS 'Campaign that the call is attributed to; null if none is stated.';
COMMENT ON COLUMN flywheel.support_call.topic IS 'Topic as stated; null if none is.';
COMMENT ON COLUMN flywheel.support_call.occurred_at IS 'Event time of the call.';
COMMENT ON COLUMN flywheel.support_call.wait_s IS 'Seconds that the customer waited before an answer or the end; null if not stated.';
COMMENT ON COLUMN flywheel.support_call.talk_s IS 'Seconds of conversation; null if not stated.';
COMMENT ON COLUMN flywheel.support_call.hold_s IS 'Seconds on hold; null if not stated.';
COMMENT ON COLUMN flywheel.support_call.transfers IS 'Number of transfers; null if not stated.';
COMMENT ON COLUMN flywheel.support_call.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.support_call.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.support_call.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.support_rating (
    source text COLLATE "C" NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    score double precision NOT NULL,
    ticket_id text,
    team text,
    channel text,
    occurred_at timestamptz NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, event_id)
) WITH (fillfactor = 95);
COMMENT ON TABLE flywheel.support_rating IS 'Every answer of a customer to a survey.';
COMMENT ON COLUMN flywheel.support_rating.source IS 'System that the event comes from.';
COMMENT ON COLUMN flywheel.support_rating.event_id IS 'Event of the answer.';
COMMENT ON COLUMN flywheel.support_rating.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.support_rating.kind IS 'csat_rated, nps_rated or ces_rated.';
COMMENT ON COLUMN flywheel.support_rating.score IS 'Score on the scale of its kind: 1 to 5, 0 to 10, 1 to 7.';
COMMENT ON COLUMN flywheel.support_rating.ticket_id IS 'Ticket that was rated; null if none is stated.';
COMMENT ON COLUMN flywheel.support_rating.team IS 'Team as stated; null if none is.';
COMMENT ON COLUMN flywheel.support_rating.channel IS 'Channel as stated; null if none is.';
COMMENT ON COLUMN flywheel.support_rating.occurred_at IS 'Event time of the answer.';
COMMENT ON COLUMN flywheel.support_rating.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.support_rating.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.support_rating.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.inquiry (
    source text COLLATE "C" NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    channel text,
    page text,
    asked_at timestamptz NOT NULL,
    due_at timestamptz,
    touched_at timestamptz,
    touched_by text,
    left_waiting boolean NOT NULL,
    repeated boolean NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, event_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE flywheel.inquiry IS 'Every time that a customer asked to be contacted, and when somebody turned to the customer. Definitions: docs/reference/friction-deals.md, "The row of an inquiry".';
COMMENT ON COLUMN flywheel.inquiry.source IS 'System that the event comes from.';
COMMENT ON COLUMN flywheel.inquiry.event_id IS 'Event with which the customer asked.';
COMMENT ON COLUMN flywheel.inquiry.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.inquiry.kind IS 'Kind of that event, such as form_submit or call_missed.';
COMMENT ON COLUMN flywheel.inquiry.channel IS 'Channel as stated; null if none is.';
COMMENT ON COLUMN flywheel.inquiry.page IS 'Page where the customer asked; null elsewhere.';
COMMENT ON COLUMN flywheel.inquiry.asked_at IS 'Event time of the asking.';
COMMENT ON COLUMN flywheel.inquiry.due_at IS 'Last moment to answer in time; null without a target, and if repeated.';
COMMENT ON COLUMN flywheel.inquiry.touched_at IS 'Event time of the first touch by a human being at or after asked_at; null while there is none, and if repeated.';
COMMENT ON COLUMN flywheel.inquiry.touched_by IS 'Kind of that touch, such as outbound_call.';
COMMENT ON COLUMN flywheel.inquiry.left_waiting IS 'Whether nobody answered by due_at.';
COMMENT ON COLUMN flywheel.inquiry.repeated IS 'Whether the customer waited already: it belongs to that waiting and counts for none of its own.';
COMMENT ON COLUMN flywheel.inquiry.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.inquiry.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.inquiry.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE INDEX friction_event_customer ON flywheel.friction_event (customer_id, occurred_at);
CREATE INDEX friction_event_occurred ON flywheel.friction_event (occurred_at);
CREATE INDEX friction_event_open ON flywheel.friction_event (customer_id) WHERE status = 'open';
CREATE INDEX ticket_current_customer ON flywheel.ticket_current (customer_id);
CREATE INDEX support_call_customer ON flywheel.support_call (customer_id, occurred_at);

CREATE VIEW flywheel.deal_current AS
SELECT
    d.deal_id,
    d.customer_id,
    c.account_id,
    d.pipeline,
    d.stage,
    d.owner,
    d.currency,
    d.amount_minor,
    d.created_at,
    d.qualified_at,
    d.closed_at,
    d.outcome,
    d.last_activity_at,
    extract(epoch FROM coalesce(d.closed_at, now()) - d.created_at)::double precision / 86400 AS age_d,
    coalesce(f.push_count, 0) AS push_count,
    coalesce(f.days_slipped, 0) AS days_slipped,
    f.stalled_since IS NOT NULL AS stalled,
    f.stalled_since,
    coalesce(d.outcome = 'won', false) AS won,
    coalesce(d.outcome IN ('lost', 'disqualified'), false) AS lost,
    (
        SELECT coalesce(sum(s.base * least(1 + (moment.millis - s.opened_at) / (86400000 * s.ref), s.cap)), 0)
        FROM flywheel.customer_momentum m
        CROSS JOIN (SELECT extract(epoch FROM now())::double precision * 1000 AS millis) moment
        CROSS JOIN LATERAL jsonb_to_recordset(m.standing) AS s(object_ref text, opened_at double precision, base double precision, ref double precision, cap double precision, ends_at double precision)
        WHERE m.customer_id = d.customer_id AND s.object_ref = d.deal_id
            AND moment.millis >= s.opened_at AND (s.ends_at IS NULL OR moment.millis < s.ends_at)) AS risk_points
FROM flywheel.deal_course d
LEFT JOIN flywheel.deal_friction f USING (deal_id, customer_id)
LEFT JOIN flywheel.customer c USING (customer_id);
COMMENT ON VIEW flywheel.deal_current IS 'Every deal as it stands now: what its records state (deal_course), and how it has slipped and stalled (deal_friction).';
COMMENT ON COLUMN flywheel.deal_current.deal_id IS 'The deal.';
COMMENT ON COLUMN flywheel.deal_current.customer_id IS 'The customer, as in table customer.';
COMMENT ON COLUMN flywheel.deal_current.account_id IS 'Account of the customer; null if none is stated.';
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
COMMENT ON COLUMN flywheel.deal_current.age_d IS 'Days from created_at to closed_at, or to now by the clock of the database while open.';
COMMENT ON COLUMN flywheel.deal_current.push_count IS 'How often its expected day moved into a later period of the forecast while it was open.';
COMMENT ON COLUMN flywheel.deal_current.days_slipped IS 'By how many days in all.';
COMMENT ON COLUMN flywheel.deal_current.stalled IS 'Whether it is stalled.';
COMMENT ON COLUMN flywheel.deal_current.stalled_since IS 'Event time since which it is; null while it is not.';
COMMENT ON COLUMN flywheel.deal_current.won IS 'Whether it is won.';
COMMENT ON COLUMN flywheel.deal_current.lost IS 'Whether it is lost or disqualified.';
COMMENT ON COLUMN flywheel.deal_current.risk_points IS 'Standing friction about the deal now by the clock of the database, such as that it stalls: points per day, base x min(1 + age / ref, cap) over customer_momentum.standing; 0 if nothing stands.';
