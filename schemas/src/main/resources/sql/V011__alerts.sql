-- Alerts and what became of them. Written by the pipeline job only; a row is replaced only by a newer one (writer_epoch, row_version).

CREATE TABLE flywheel.alert_instance (
    fingerprint text COLLATE "C" NOT NULL,
    episode bigint NOT NULL,
    rule_name text NOT NULL,
    rule_version integer NOT NULL,
    severity text NOT NULL,
    scope text NOT NULL,
    status text NOT NULL,
    no_data boolean NOT NULL,
    labels jsonb NOT NULL,
    customer_id text COLLATE "C",
    account_id text COLLATE "C",
    grain text,
    dim_type text,
    dim_value text COLLATE "C",
    summary text NOT NULL,
    runbook text NOT NULL,
    value double precision,
    direction text NOT NULL,
    threshold_on double precision NOT NULL,
    threshold_off double precision NOT NULL,
    pending_since timestamptz,
    fired_at timestamptz,
    recovering_since timestamptz,
    resolved_at timestamptz,
    changed_at timestamptz NOT NULL,
    evidence_event_ids text[] NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (fingerprint, episode),
    CONSTRAINT alert_instance_status CHECK (status IN ('inactive', 'pending', 'firing', 'recovering', 'resolved')),
    CONSTRAINT alert_instance_severity CHECK (severity IN ('info', 'warning', 'critical')),
    CONSTRAINT alert_instance_scope CHECK (scope IN ('customer', 'window')),
    CONSTRAINT alert_instance_direction CHECK (direction IN ('above', 'below'))
) WITH (fillfactor = 70);
CREATE INDEX alert_instance_open ON flywheel.alert_instance (status) WHERE status IN ('pending', 'firing', 'recovering');
CREATE INDEX alert_instance_customer ON flywheel.alert_instance (customer_id) WHERE customer_id IS NOT NULL;
COMMENT ON TABLE flywheel.alert_instance IS 'Runs of alerts, each as it is now: one from the first breach of a rule to its end. Definitions: docs/reference/alerts.md.';
COMMENT ON COLUMN flywheel.alert_instance.fingerprint IS 'What the alert is known by for good: SHA-256 over its labels, 64 hexadecimal digits.';
COMMENT ON COLUMN flywheel.alert_instance.episode IS 'Number of the run of this fingerprint, from 1 on; a run that never fired shares its number with the next.';
COMMENT ON COLUMN flywheel.alert_instance.rule_name IS 'The rule, as in the file of rules.';
COMMENT ON COLUMN flywheel.alert_instance.rule_version IS 'Version that the file of rules stated when the alert last changed.';
COMMENT ON COLUMN flywheel.alert_instance.severity IS 'info, warning or critical.';
COMMENT ON COLUMN flywheel.alert_instance.scope IS 'What the alert is about: customer or window.';
COMMENT ON COLUMN flywheel.alert_instance.status IS 'inactive (was pending and never fired), pending, firing, recovering or resolved.';
COMMENT ON COLUMN flywheel.alert_instance.no_data IS 'Whether nothing was heard for longer than the rule allows; the alert stands still until something is.';
COMMENT ON COLUMN flywheel.alert_instance.labels IS 'Labels that the fingerprint is made of, by name.';
COMMENT ON COLUMN flywheel.alert_instance.customer_id IS 'The customer; null for windows.';
COMMENT ON COLUMN flywheel.alert_instance.account_id IS 'Account of the customer; null for windows and if none is stated.';
COMMENT ON COLUMN flywheel.alert_instance.grain IS 'Grain of the windows, as in flywheel_window; null for customers.';
COMMENT ON COLUMN flywheel.alert_instance.dim_type IS 'Dimension of the windows, as in flywheel_window; null for customers.';
COMMENT ON COLUMN flywheel.alert_instance.dim_value IS 'Value of the dimension; null for customers.';
COMMENT ON COLUMN flywheel.alert_instance.summary IS 'What the rule says in a sentence.';
COMMENT ON COLUMN flywheel.alert_instance.runbook IS 'Where it is written what to do.';
COMMENT ON COLUMN flywheel.alert_instance.value IS 'The rule''s value at the last change, in the unit of the rule; null if it was not known or the subject is no longer one of the rule''s.';
COMMENT ON COLUMN flywheel.alert_instance.direction IS 'above if greater values are worse, below if smaller ones are.';
COMMENT ON COLUMN flywheel.alert_instance.threshold_on IS 'Value at which or beyond which the rule fires, in the unit of value.';
COMMENT ON COLUMN flywheel.alert_instance.threshold_off IS 'Value at which or before which it recovers, in the unit of value.';
COMMENT ON COLUMN flywheel.alert_instance.pending_since IS 'Event time of the first breach.';
COMMENT ON COLUMN flywheel.alert_instance.fired_at IS 'Event time at which it fired; null if it did not.';
COMMENT ON COLUMN flywheel.alert_instance.recovering_since IS 'Event time since which it has recovered, or at which it last did; null while it has not.';
COMMENT ON COLUMN flywheel.alert_instance.resolved_at IS 'Event time of its end; null before.';
COMMENT ON COLUMN flywheel.alert_instance.changed_at IS 'Event time of the last change.';
COMMENT ON COLUMN flywheel.alert_instance.evidence_event_ids IS 'The at most three events that weighed most in the customer''s friction when the run began, by id; empty for windows.';
COMMENT ON COLUMN flywheel.alert_instance.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.alert_instance.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.alert_instance.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.alert_transition (
    fingerprint text COLLATE "C" NOT NULL,
    episode bigint NOT NULL,
    seq bigint NOT NULL,
    rule_name text NOT NULL,
    from_status text NOT NULL,
    to_status text NOT NULL,
    at timestamptz NOT NULL,
    value double precision,
    reason text NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (fingerprint, episode, seq)
);
CREATE INDEX alert_transition_at ON flywheel.alert_transition USING brin (at);
COMMENT ON TABLE flywheel.alert_transition IS 'Every change of every alert, once. Definitions: docs/reference/alerts.md.';
COMMENT ON COLUMN flywheel.alert_transition.fingerprint IS 'The alert, as in alert_instance.';
COMMENT ON COLUMN flywheel.alert_transition.episode IS 'The run, as in alert_instance.';
COMMENT ON COLUMN flywheel.alert_transition.seq IS 'Number of the change among all of the fingerprint, from 1 on.';
COMMENT ON COLUMN flywheel.alert_transition.rule_name IS 'The rule, as in the file of rules.';
COMMENT ON COLUMN flywheel.alert_transition.from_status IS 'Status before, as in alert_instance.';
COMMENT ON COLUMN flywheel.alert_transition.to_status IS 'Status after; the same as before if only a flag changed.';
COMMENT ON COLUMN flywheel.alert_transition.at IS 'Event time of the change.';
COMMENT ON COLUMN flywheel.alert_transition.value IS 'The rule''s value at that time, in the unit of the rule; null if it is not known.';
COMMENT ON COLUMN flywheel.alert_transition.reason IS 'Why: breached, cleared, held, retracted, rule_changed, no_data, data_back or acknowledged.';
COMMENT ON COLUMN flywheel.alert_transition.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.alert_transition.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.alert_transition.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE VIEW flywheel.v_alerts AS
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
    episode
FROM flywheel.alert_instance
WHERE status <> 'inactive';
COMMENT ON VIEW flywheel.v_alerts IS 'What is going on, and what was? One row a run that is pending or has fired.';
COMMENT ON COLUMN flywheel.v_alerts.rule_name IS 'The rule.';
COMMENT ON COLUMN flywheel.v_alerts.severity IS 'info, warning or critical.';
COMMENT ON COLUMN flywheel.v_alerts.status IS 'pending, firing, recovering or resolved.';
COMMENT ON COLUMN flywheel.v_alerts.no_data IS 'Whether nothing was heard for longer than the rule allows.';
COMMENT ON COLUMN flywheel.v_alerts.subject IS 'Whom or what it is about, in words.';
COMMENT ON COLUMN flywheel.v_alerts.customer_id IS 'The customer; null for windows.';
COMMENT ON COLUMN flywheel.v_alerts.account_id IS 'Account of the customer; null if none is stated.';
COMMENT ON COLUMN flywheel.v_alerts.grain IS 'Grain of the windows; null for customers.';
COMMENT ON COLUMN flywheel.v_alerts.dim_type IS 'Dimension of the windows; null for customers.';
COMMENT ON COLUMN flywheel.v_alerts.dim_value IS 'Value of the dimension; null for customers.';
COMMENT ON COLUMN flywheel.v_alerts.summary IS 'What the rule says in a sentence.';
COMMENT ON COLUMN flywheel.v_alerts.value IS 'The rule''s value at the last change, in the unit of the rule.';
COMMENT ON COLUMN flywheel.v_alerts.direction IS 'above if greater values are worse, below if smaller ones are.';
COMMENT ON COLUMN flywheel.v_alerts.threshold_on IS 'Value at which or beyond which the rule fires.';
COMMENT ON COLUMN flywheel.v_alerts.since IS 'Event time at which it fired, or of its first breach before.';
COMMENT ON COLUMN flywheel.v_alerts.resolved_at IS 'Event time of its end; null before.';
COMMENT ON COLUMN flywheel.v_alerts.runbook IS 'Where it is written what to do.';
COMMENT ON COLUMN flywheel.v_alerts.evidence_event_ids IS 'Events behind it, by id; empty for windows.';
COMMENT ON COLUMN flywheel.v_alerts.fingerprint IS 'What the alert is known by.';
COMMENT ON COLUMN flywheel.v_alerts.episode IS 'Number of the run.';
