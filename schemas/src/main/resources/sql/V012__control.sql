-- What people decide while the jobs run: rules in their versions, silences, acknowledgements; and rules that are only tried. Written by the job that watches for alerts.

CREATE TABLE flywheel.control_record (
    topic_partition integer NOT NULL,
    topic_offset bigint NOT NULL,
    arrived_at timestamptz NOT NULL,
    verdict text NOT NULL,
    reason text,
    kind text,
    id text COLLATE "C",
    version integer,
    effective_from timestamptz,
    effective_to timestamptz,
    author text,
    content text NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic_partition, topic_offset),
    CONSTRAINT control_record_verdict CHECK (verdict IN ('accepted', 'known', 'refused'))
);
CREATE INDEX control_record_thing ON flywheel.control_record (kind, id, version DESC) WHERE verdict = 'accepted';
COMMENT ON TABLE flywheel.control_record IS 'Every record of the control topic and what became of it. Definitions: docs/reference/control.md.';
COMMENT ON COLUMN flywheel.control_record.topic_partition IS 'Partition of the control topic.';
COMMENT ON COLUMN flywheel.control_record.topic_offset IS 'Place in it.';
COMMENT ON COLUMN flywheel.control_record.arrived_at IS 'Timestamp of the record in the topic.';
COMMENT ON COLUMN flywheel.control_record.verdict IS 'accepted (in force from effective_from on), known (repeats the latest version) or refused (changes nothing).';
COMMENT ON COLUMN flywheel.control_record.reason IS 'Why it was refused; null if it was not.';
COMMENT ON COLUMN flywheel.control_record.kind IS 'rules, silence or acknowledgement; null if the record can not be read.';
COMMENT ON COLUMN flywheel.control_record.id IS 'What was decided about, within its kind; null if the record can not be read.';
COMMENT ON COLUMN flywheel.control_record.version IS 'Which decision about it this is, rising; null if the record can not be read.';
COMMENT ON COLUMN flywheel.control_record.effective_from IS 'Event time from which on it holds; null if the record can not be read.';
COMMENT ON COLUMN flywheel.control_record.effective_to IS 'Event time before which it holds; null is without end.';
COMMENT ON COLUMN flywheel.control_record.author IS 'Who decided it, as stated; null if the record can not be read.';
COMMENT ON COLUMN flywheel.control_record.content IS 'What was decided, in the form of its kind; what was sent if the record can not be read.';
COMMENT ON COLUMN flywheel.control_record.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.control_record.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.control_record.updated_at IS 'Technical: clock of the database when the row was written.';

ALTER TABLE flywheel.alert_instance
    ADD COLUMN acked_by text,
    ADD COLUMN acked_at timestamptz,
    ADD COLUMN shadow boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN flywheel.alert_instance.acked_by IS 'Who takes care of it, as stated; null if nobody said so.';
COMMENT ON COLUMN flywheel.alert_instance.acked_at IS 'Event time from which on somebody does; null if nobody said so.';
COMMENT ON COLUMN flywheel.alert_instance.shadow IS 'Whether its rule is only tried: nobody is told.';

CREATE OR REPLACE VIEW flywheel.v_alerts AS
SELECT
    rule_name,
    severity,
    status,
    no_data,
    coalesce(customer_id, dim_type || ' ' || dim_value) AS subject,
    customer_id,
    account_id,
    grain,
    dim_type,
    dim_value,
    summary,
    value,
    direction,
    threshold_on,
    coalesce(fired_at, pending_since) AS since,
    resolved_at,
    runbook,
    evidence_event_ids,
    fingerprint,
    episode,
    acked_by,
    acked_at
FROM flywheel.alert_instance
WHERE status <> 'inactive' AND NOT shadow;
COMMENT ON COLUMN flywheel.v_alerts.acked_by IS 'Who takes care of it; null if nobody said so.';
COMMENT ON COLUMN flywheel.v_alerts.acked_at IS 'Event time from which on somebody does.';

CREATE VIEW flywheel.alert_silence AS
SELECT DISTINCT ON (id)
    id AS silence_id,
    version,
    (CASE WHEN kind = 'silence' THEN content END)::jsonb -> 'matchers' AS matchers,
    effective_from AS starts_at,
    effective_to AS ends_at,
    author,
    (CASE WHEN kind = 'silence' THEN content END)::jsonb ->> 'comment' AS comment
FROM flywheel.control_record
WHERE kind = 'silence' AND verdict = 'accepted'
ORDER BY id, version DESC;
COMMENT ON VIEW flywheel.alert_silence IS 'Of which alerts is nobody told, from when to when? One row a silence, in its latest version.';
COMMENT ON COLUMN flywheel.alert_silence.silence_id IS 'The silence.';
COMMENT ON COLUMN flywheel.alert_silence.version IS 'Version of the silence; one that was ended early has a higher one.';
COMMENT ON COLUMN flywheel.alert_silence.matchers IS 'Conditions on the labels of an alert, all of which must hold: label, comparison (=, !=, =~ or !~), text.';
COMMENT ON COLUMN flywheel.alert_silence.starts_at IS 'Event time from which on it holds.';
COMMENT ON COLUMN flywheel.alert_silence.ends_at IS 'Event time before which it holds.';
COMMENT ON COLUMN flywheel.alert_silence.author IS 'Who asked for it, as stated.';
COMMENT ON COLUMN flywheel.alert_silence.comment IS 'Why.';

CREATE VIEW flywheel.rule_shadow_stats AS
SELECT
    rule_name,
    rule_version,
    date_trunc('day', fired_at, 'UTC') AS day,
    count(*) AS would_have_fired,
    count(*) FILTER (WHERE resolved_at IS NULL) AS still_open,
    count(DISTINCT fingerprint) AS subjects
FROM flywheel.alert_instance
WHERE shadow AND fired_at IS NOT NULL
GROUP BY 1, 2, 3;
COMMENT ON VIEW flywheel.rule_shadow_stats IS 'What would the rules that are only tried have done? One row a rule, version and UTC day of event time on which its alerts fired.';
COMMENT ON COLUMN flywheel.rule_shadow_stats.rule_name IS 'The rule.';
COMMENT ON COLUMN flywheel.rule_shadow_stats.rule_version IS 'Version of the rules that the alerts last changed by.';
COMMENT ON COLUMN flywheel.rule_shadow_stats.day IS 'First moment of the UTC day.';
COMMENT ON COLUMN flywheel.rule_shadow_stats.would_have_fired IS 'Runs of alerts that fired on that day.';
COMMENT ON COLUMN flywheel.rule_shadow_stats.still_open IS 'Of these, those that are not over yet.';
COMMENT ON COLUMN flywheel.rule_shadow_stats.subjects IS 'Customers or windows they were about, each counted once.';

