-- How long rows are kept: the second argument, yours to change. Run it every day; each line takes away at most 10,000 rows at a time, in transactions of their own, so no
-- writer waits. Prints what it took away. Run it again while a line prints 10000.
--
--   psql -v ON_ERROR_STOP=1 -d flywheel -U flywheel_keeper -f deploy/postgres/retention.sql

SELECT 'windows of 5 minutes' AS subject, flywheel.retire_before('windows of 5 minutes', interval '60 days') AS rows_retired;
SELECT 'windows of 1 hour' AS subject, flywheel.retire_before('windows of 1 hour', interval '180 days') AS rows_retired;
SELECT 'windows of 1 day' AS subject, flywheel.retire_before('windows of 1 day', interval '1100 days') AS rows_retired;
SELECT 'hotspots of 5 minutes' AS subject, flywheel.retire_before('hotspots of 5 minutes', interval '60 days') AS rows_retired;
SELECT 'hotspots of 1 hour' AS subject, flywheel.retire_before('hotspots of 1 hour', interval '180 days') AS rows_retired;
SELECT 'hotspots of 1 day' AS subject, flywheel.retire_before('hotspots of 1 day', interval '1100 days') AS rows_retired;
SELECT 'growth' AS subject, flywheel.retire_before('growth', interval '1100 days') AS rows_retired;
SELECT 'data quality' AS subject, flywheel.retire_before('data quality', interval '400 days') AS rows_retired;
SELECT 'friction' AS subject, flywheel.retire_before('friction', interval '400 days') AS rows_retired;
SELECT 'calls' AS subject, flywheel.retire_before('calls', interval '400 days') AS rows_retired;
SELECT 'ratings' AS subject, flywheel.retire_before('ratings', interval '400 days') AS rows_retired;
SELECT 'inquiries' AS subject, flywheel.retire_before('inquiries', interval '400 days') AS rows_retired;
SELECT 'alerts' AS subject, flywheel.retire_before('alerts', interval '400 days') AS rows_retired;
SELECT 'spikes' AS subject, flywheel.retire_before('spikes', interval '60 days') AS rows_retired;
SELECT 'notifications' AS subject, flywheel.retire_before('notifications', interval '400 days') AS rows_retired;
SELECT 'refused rows' AS subject, flywheel.retire_before('refused rows', interval '90 days') AS rows_retired;
