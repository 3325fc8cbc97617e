-- Who was told of which alert, when. Written by the notifier only, one at a time.

CREATE TABLE flywheel.alert_notification (
    notification_id text COLLATE "C" NOT NULL,
    receiver text COLLATE "C" NOT NULL,
    group_key text COLLATE "C" NOT NULL,
    is_shadow boolean NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL,
    alerts_new integer NOT NULL,
    alerts_on integer NOT NULL,
    alerts_over integer NOT NULL,
    fingerprints text[] NOT NULL,
    message jsonb NOT NULL,
    planned_at timestamptz NOT NULL,
    sent_at timestamptz,
    delivered_at timestamptz,
    status text NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    error text,
    PRIMARY KEY (notification_id),
    CONSTRAINT alert_notification_number UNIQUE (receiver, group_key, is_shadow, number),
    CONSTRAINT alert_notification_kind CHECK (kind IN ('firing', 'resolved', 'repeat', 'summary')),
    CONSTRAINT alert_notification_status CHECK (status IN ('planned', 'sending', 'failed', 'delivered', 'dropped', 'shadow'))
) WITH (fillfactor = 80);
CREATE INDEX alert_notification_open ON flywheel.alert_notification (receiver, planned_at) WHERE status IN ('planned', 'sending', 'failed');
CREATE INDEX alert_notification_planned ON flywheel.alert_notification USING brin (planned_at);
COMMENT ON TABLE flywheel.alert_notification IS 'Every message about alerts to every receiver, written before it is sent. Definitions: docs/reference/notifications.md.';
COMMENT ON COLUMN flywheel.alert_notification.notification_id IS 'What the message is known by, also to its receiver: 32 hexadecimal digits made of receiver, group, number and time; a retry has the same.';
COMMENT ON COLUMN flywheel.alert_notification.receiver IS 'Name of the receiver in the file of receivers.';
COMMENT ON COLUMN flywheel.alert_notification.group_key IS 'The labels that the message''s alerts have in common; * for summaries.';
COMMENT ON COLUMN flywheel.alert_notification.is_shadow IS 'Whether it was only decided and never sent.';
COMMENT ON COLUMN flywheel.alert_notification.number IS 'Number of the message within receiver and group, from 1 on.';
COMMENT ON COLUMN flywheel.alert_notification.kind IS 'firing (something new), resolved, repeat (nothing new, still on) or summary (too many or too late to be told one by one).';
COMMENT ON COLUMN flywheel.alert_notification.alerts_new IS 'Alerts that it tells for the first time.';
COMMENT ON COLUMN flywheel.alert_notification.alerts_on IS 'Alerts of the group that are on, the new ones among them.';
COMMENT ON COLUMN flywheel.alert_notification.alerts_over IS 'Alerts whose end it tells.';
COMMENT ON COLUMN flywheel.alert_notification.fingerprints IS 'The alerts that it names, as in alert_instance; the first of them if there are many.';
COMMENT ON COLUMN flywheel.alert_notification.message IS 'What it says, before it is put into the form of its receiver.';
COMMENT ON COLUMN flywheel.alert_notification.planned_at IS 'Clock of the notifier when it was decided.';
COMMENT ON COLUMN flywheel.alert_notification.sent_at IS 'Clock of the notifier before the last attempt; null if there was none.';
COMMENT ON COLUMN flywheel.alert_notification.delivered_at IS 'Clock of the notifier when the receiver had taken it; null if it has not.';
COMMENT ON COLUMN flywheel.alert_notification.status IS 'planned, sending (an attempt began and its end is not known), failed (the receiver did not take it; tried again), delivered, dropped (given up) or shadow.';
COMMENT ON COLUMN flywheel.alert_notification.attempts IS 'Attempts so far.';
COMMENT ON COLUMN flywheel.alert_notification.error IS 'Why the last attempt failed or why it was dropped; null if neither.';

CREATE TABLE flywheel.alert_told (
    fingerprint text COLLATE "C" NOT NULL,
    episode bigint NOT NULL,
    receiver text COLLATE "C" NOT NULL,
    group_key text COLLATE "C",
    is_shadow boolean NOT NULL,
    standing text NOT NULL,
    rule_name text COLLATE "C" NOT NULL,
    severity text COLLATE "C" NOT NULL,
    seen_at timestamptz NOT NULL,
    not_before timestamptz,
    held_by text,
    told_by text COLLATE "C",
    told_at timestamptz,
    ended_at timestamptz,
    end_told_by text COLLATE "C",
    is_settled boolean NOT NULL,
    PRIMARY KEY (fingerprint, episode, receiver),
    CONSTRAINT alert_told_instance FOREIGN KEY (fingerprint, episode) REFERENCES flywheel.alert_instance (fingerprint, episode) ON DELETE CASCADE,
    CONSTRAINT alert_told_standing CHECK (standing IN ('own', 'summary', 'stale', 'suppressed', 'unrouted'))
) WITH (fillfactor = 70);
CREATE INDEX alert_told_open ON flywheel.alert_told (receiver, group_key) WHERE NOT is_settled;
CREATE INDEX alert_told_ended ON flywheel.alert_told (receiver, ended_at) WHERE standing = 'own' AND ended_at IS NOT NULL;
COMMENT ON TABLE flywheel.alert_told IS 'What each receiver knows of each run of an alert. Definitions: docs/reference/notifications.md.';
COMMENT ON COLUMN flywheel.alert_told.fingerprint IS 'The alert, as in alert_instance.';
COMMENT ON COLUMN flywheel.alert_told.episode IS 'The run, as in alert_instance.';
COMMENT ON COLUMN flywheel.alert_told.receiver IS 'Name of the receiver; empty if no route leads to any.';
COMMENT ON COLUMN flywheel.alert_told.group_key IS 'The group it is told in; * is the summary, null is none: it is never told.';
COMMENT ON COLUMN flywheel.alert_told.is_shadow IS 'Whether its messages are only decided and never sent.';
COMMENT ON COLUMN flywheel.alert_told.standing IS 'own (told by name), summary (one of too many), stale (too old when it was first seen, or never delivered in time), suppressed (seen while nobody was to be told) or unrouted.';
COMMENT ON COLUMN flywheel.alert_told.rule_name IS 'The rule.';
COMMENT ON COLUMN flywheel.alert_told.severity IS 'info, warning or critical.';
COMMENT ON COLUMN flywheel.alert_told.seen_at IS 'Clock of the notifier when it first saw the alert on.';
COMMENT ON COLUMN flywheel.alert_told.not_before IS 'Clock of the notifier before which it is not told, because the run before was told shortly before; null if that was not so.';
COMMENT ON COLUMN flywheel.alert_told.held_by IS 'The silence or inhibition because of which it is not told now; null if there is none.';
COMMENT ON COLUMN flywheel.alert_told.told_by IS 'The message that tells it for the first time; null if none does yet.';
COMMENT ON COLUMN flywheel.alert_told.told_at IS 'Clock of the notifier when that message was delivered.';
COMMENT ON COLUMN flywheel.alert_told.ended_at IS 'Clock of the notifier when it saw the alert over; null while it is on.';
COMMENT ON COLUMN flywheel.alert_told.end_told_by IS 'The message that tells its end; null if none does.';
COMMENT ON COLUMN flywheel.alert_told.is_settled IS 'Whether nothing is left to be told: it is over, and its end was told, or it never was.';

CREATE VIEW flywheel.v_notifications AS
SELECT
    planned_at,
    receiver,
    kind,
    status,
    message ->> 'title' AS title,
    alerts_new,
    alerts_on,
    alerts_over,
    delivered_at,
    attempts,
    error,
    group_key,
    notification_id
FROM flywheel.alert_notification;
COMMENT ON VIEW flywheel.v_notifications IS 'Who was told what, and when? One row a message.';
COMMENT ON COLUMN flywheel.v_notifications.planned_at IS 'Clock of the notifier when the message was decided.';
COMMENT ON COLUMN flywheel.v_notifications.receiver IS 'The receiver.';
COMMENT ON COLUMN flywheel.v_notifications.kind IS 'firing, resolved, repeat or summary.';
COMMENT ON COLUMN flywheel.v_notifications.status IS 'planned, sending, failed, delivered, dropped or shadow.';
COMMENT ON COLUMN flywheel.v_notifications.title IS 'Its first line.';
COMMENT ON COLUMN flywheel.v_notifications.alerts_new IS 'Alerts told for the first time.';
COMMENT ON COLUMN flywheel.v_notifications.alerts_on IS 'Alerts of the group that were on.';
COMMENT ON COLUMN flywheel.v_notifications.alerts_over IS 'Alerts whose end was told.';
COMMENT ON COLUMN flywheel.v_notifications.delivered_at IS 'Clock of the notifier when the receiver had taken it; null if it has not.';
COMMENT ON COLUMN flywheel.v_notifications.attempts IS 'Attempts so far.';
COMMENT ON COLUMN flywheel.v_notifications.error IS 'Why the last attempt failed or why it was dropped.';
COMMENT ON COLUMN flywheel.v_notifications.group_key IS 'The labels that the alerts have in common; * for summaries.';
COMMENT ON COLUMN flywheel.v_notifications.notification_id IS 'What the message is known by.';
