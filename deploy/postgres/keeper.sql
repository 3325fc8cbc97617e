-- Lets flywheel_keeper run retention and erasure. By the owner (flywheel_migrator), after each `./flywheel db migrate`.
--
--   psql -v ON_ERROR_STOP=1 -d flywheel -U flywheel_migrator -f deploy/postgres/keeper.sql

GRANT USAGE ON SCHEMA flywheel TO flywheel_keeper;
GRANT EXECUTE ON FUNCTION flywheel.retire_before(text, interval, integer) TO flywheel_keeper;
GRANT EXECUTE ON FUNCTION flywheel.erase_customer(text) TO flywheel_keeper;
