-- What people decide has further kinds: weights, thresholds and models.
COMMENT ON COLUMN flywheel.control_record.kind IS 'rules, silence, acknowledgement, catalogue, detectors or model; null if the record can not be read.';
