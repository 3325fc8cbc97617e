-- Roles, by an administrator, before the first `./flywheel db migrate`. May be run again. No password is written here: it would end up in the server's log and in
-- the shell's history. Set them with \password in psql, or let the server authenticate otherwise (certificates, Kerberos).
--
--   psql -v ON_ERROR_STOP=1 -d flywheel -f deploy/postgres/roles.sql
--
-- flywheel_owner    owns the tables and migrates them; nobody logs in as it
-- flywheel_migrator logs in to migrate, as a member of the owner; used by a person or a deployment, never by a job
-- flywheel_writer   the jobs: SELECT, INSERT and UPDATE on the tables; can not delete, truncate, change or create one
-- flywheel_reader   dashboards: SELECT only, read-only transactions that end after 30 s
-- flywheel_keeper   retention and erasure: two functions, nothing else; no right on any table

DO $$
DECLARE
    role_name text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'flywheel_owner') THEN
        CREATE ROLE flywheel_owner NOLOGIN;
    END IF;
    FOREACH role_name IN ARRAY ARRAY['flywheel_migrator', 'flywheel_writer', 'flywheel_reader', 'flywheel_keeper'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', role_name);
        END IF;
        EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role_name);
    END LOOP;
END
$$;

GRANT flywheel_owner TO flywheel_migrator;

-- As many connections as a job has subtasks that write, and as many again while one start of the job replaces another.
ALTER ROLE flywheel_writer CONNECTION LIMIT 400;
ALTER ROLE flywheel_reader CONNECTION LIMIT 100;
ALTER ROLE flywheel_keeper CONNECTION LIMIT 4;
ALTER ROLE flywheel_reader SET default_transaction_read_only = on;
ALTER ROLE flywheel_reader SET statement_timeout = '30s';
ALTER ROLE flywheel_reader SET search_path = flywheel;
ALTER ROLE flywheel_writer SET lock_timeout = '5s';
ALTER ROLE flywheel_writer SET statement_timeout = '20s';
ALTER ROLE flywheel_writer SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE flywheel_keeper SET lock_timeout = '5s';
ALTER ROLE flywheel_keeper SET statement_timeout = '10min';

-- Nobody comes in but those named here, and nobody makes tables beside the product's.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO flywheel_migrator, flywheel_writer, flywheel_reader, flywheel_keeper', current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO flywheel_owner', current_database());
    -- The writer loads each batch into a temporary table.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO flywheel_writer', current_database());
    EXECUTE 'REVOKE ALL ON SCHEMA public FROM PUBLIC';
END
$$;
