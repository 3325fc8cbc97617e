-- Customers that are erased while the jobs run: which part of which job has let go of them. Written by the jobs behind all rows that they wrote before.

CREATE TABLE flywheel.erasure_step (
    erasure_id text COLLATE "C" NOT NULL,
    job text COLLATE "C" NOT NULL,
    stage text COLLATE "C" NOT NULL,
    subtask integer NOT NULL,
    version integer NOT NULL,
    effective_from timestamptz NOT NULL,
    customers_forgotten bigint NOT NULL,
    parallelism integer NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (erasure_id, job, stage, subtask)
);
COMMENT ON TABLE flywheel.erasure_step IS 'Which parts of the jobs have let go of an erased customer, and when: all rows that a part wrote of the customer were in the tables before its row here, and it writes none of before any more. Names nobody. Definitions: docs/reference/control.md.';
COMMENT ON COLUMN flywheel.erasure_step.erasure_id IS 'The erasure: SHA-256 of the customer id in UTF-8, 64 hexadecimal digits, as the id in control_record.';
COMMENT ON COLUMN flywheel.erasure_step.job IS 'Job that has let go, as in pipeline_freshness.';
COMMENT ON COLUMN flywheel.erasure_step.stage IS 'Stop of the job: customers, wheel or alerts.';
COMMENT ON COLUMN flywheel.erasure_step.subtask IS 'Which of the parallel parts of the stage, from 0.';
COMMENT ON COLUMN flywheel.erasure_step.version IS 'Version of the erasure that the part heard of last.';
COMMENT ON COLUMN flywheel.erasure_step.effective_from IS 'Event time before which everything of the customer is forgotten and not counted any more.';
COMMENT ON COLUMN flywheel.erasure_step.customers_forgotten IS 'Customers that the part held and forgot when it last heard of the erasure: 1 or 0.';
COMMENT ON COLUMN flywheel.erasure_step.parallelism IS 'Technical: number of parallel parts when the row was written.';
COMMENT ON COLUMN flywheel.erasure_step.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.erasure_step.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.erasure_step.updated_at IS 'Technical: clock of the database when the row was written, which is when the part had let go.';

COMMENT ON COLUMN flywheel.control_record.kind IS 'rules, silence, acknowledgement, catalogue, detectors, model or erasure; null if the record can not be read.';
COMMENT ON COLUMN flywheel.alert_transition.reason IS 'Why: breached, cleared, held, retracted, rule_changed, no_data, data_back, acknowledged or erased.';
COMMENT ON FUNCTION flywheel.erase_customer(text) IS 'Takes every row of one customer out of every table, and returns how many of each. The jobs must have let go of the customer first, or they write again: ./flywheel erase does both. Topics and backups are another matter: docs/runbooks/erase-customer.md.';
