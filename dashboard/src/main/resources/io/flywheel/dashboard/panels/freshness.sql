-- How far has each stage of each job come?
SELECT job, stage, watermark_at, updated_at, stale
FROM flywheel.v_freshness
ORDER BY watermark_at, job, stage
