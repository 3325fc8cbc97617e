-- What arrived, how far the jobs have come, and what PostgreSQL itself refused.

CREATE TABLE flywheel.data_quality_window (
    source text COLLATE "C" NOT NULL,
    grain text COLLATE "C" NOT NULL,
    window_start timestamptz NOT NULL,
    received bigint NOT NULL,
    accepted bigint NOT NULL,
    duplicates bigint NOT NULL,
    late bigint NOT NULL,
    rejected bigint NOT NULL,
    rejected_by_reason jsonb NOT NULL,
    unmapped_types jsonb NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, grain, window_start)
) WITH (fillfactor = 70);
COMMENT ON TABLE flywheel.data_quality_window IS 'What arrived on each stream by period of arrival, and what became of it: received = accepted + duplicates + late + rejected.';
COMMENT ON COLUMN flywheel.data_quality_window.source IS 'Stream that the records arrived on: clickstream, deals or support.';
COMMENT ON COLUMN flywheel.data_quality_window.grain IS 'Length of the period: 1h.';
COMMENT ON COLUMN flywheel.data_quality_window.window_start IS 'Start of the period, inclusive; time of arrival (timestamp of the Kafka record), not event time.';
COMMENT ON COLUMN flywheel.data_quality_window.received IS 'Technical: number of records that arrived, repeats included; says how the events were sent, not which.';
COMMENT ON COLUMN flywheel.data_quality_window.accepted IS 'Number of records that were counted as events.';
COMMENT ON COLUMN flywheel.data_quality_window.duplicates IS 'Technical: number of records that repeated an accepted event; says how the events were sent, not which.';
COMMENT ON COLUMN flywheel.data_quality_window.late IS 'Number of records that were too old on arrival and went to the late topic.';
COMMENT ON COLUMN flywheel.data_quality_window.rejected IS 'Number of records that were refused and went to the dead-letter topic.';
COMMENT ON COLUMN flywheel.data_quality_window.rejected_by_reason IS 'Number of refused records by reason code; adds up to rejected.';
COMMENT ON COLUMN flywheel.data_quality_window.unmapped_types IS 'Number of accepted custom events without a meaning in the signal catalogue, by name; of more than 100 names the first by alphabet, the rest as (others).';
COMMENT ON COLUMN flywheel.data_quality_window.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.data_quality_window.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.data_quality_window.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.pipeline_freshness (
    job text COLLATE "C" NOT NULL,
    stage text COLLATE "C" NOT NULL,
    subtask integer NOT NULL,
    watermark_at timestamptz NOT NULL,
    parallelism integer NOT NULL,
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job, stage, subtask)
) WITH (fillfactor = 50);
COMMENT ON TABLE flywheel.pipeline_freshness IS 'How far each part of each job has come: every row that events up to the watermark gave is in the tables.';
COMMENT ON COLUMN flywheel.pipeline_freshness.job IS 'Job that writes.';
COMMENT ON COLUMN flywheel.pipeline_freshness.stage IS 'Stop of the job that writes.';
COMMENT ON COLUMN flywheel.pipeline_freshness.subtask IS 'Which of the parallel parts of the stage, from 0.';
COMMENT ON COLUMN flywheel.pipeline_freshness.watermark_at IS 'Technical: event time up to which the tables are complete for this part; infinity when its input has ended.';
COMMENT ON COLUMN flywheel.pipeline_freshness.parallelism IS 'Technical: number of parallel parts when the row was written; rows of parts beyond the newest number are left over from before a rescale.';
COMMENT ON COLUMN flywheel.pipeline_freshness.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.pipeline_freshness.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.pipeline_freshness.updated_at IS 'Technical: clock of the database when the row was written.';

CREATE TABLE flywheel.rejected_row (
    table_name text COLLATE "C" NOT NULL,
    row_key text COLLATE "C" NOT NULL,
    sqlstate text NOT NULL,
    message text NOT NULL,
    "row" jsonb NOT NULL,
    rejected_at timestamptz NOT NULL DEFAULT now(),
    writer_epoch bigint NOT NULL,
    row_version bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (table_name, row_key)
);
COMMENT ON TABLE flywheel.rejected_row IS 'Rows that PostgreSQL refused to store, the latest of each key; empty when all is well. Their neighbours were written.';
COMMENT ON COLUMN flywheel.rejected_row.table_name IS 'Table that the row was meant for.';
COMMENT ON COLUMN flywheel.rejected_row.row_key IS 'Primary key of the refused row, its columns joined by a slash; shortened and hashed beyond 500 characters, characters that PostgreSQL cannot store replaced.';
COMMENT ON COLUMN flywheel.rejected_row.sqlstate IS 'SQLSTATE that PostgreSQL refused the row with.';
COMMENT ON COLUMN flywheel.rejected_row.message IS 'What PostgreSQL said.';
COMMENT ON COLUMN flywheel.rejected_row."row" IS 'The refused row by column; characters that PostgreSQL cannot store replaced.';
COMMENT ON COLUMN flywheel.rejected_row.rejected_at IS 'Technical: clock of the database when the row was first refused.';
COMMENT ON COLUMN flywheel.rejected_row.writer_epoch IS 'Technical: start number of the writer of this row; a lower one never replaces a higher one.';
COMMENT ON COLUMN flywheel.rejected_row.row_version IS 'Technical: count of the writer within its epoch when it wrote this row.';
COMMENT ON COLUMN flywheel.rejected_row.updated_at IS 'Technical: clock of the database when the row was written.';
