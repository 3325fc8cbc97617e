-- Who may do what. Runs after every migration and changes nothing that is already so. A migrating user who may not create roles or
-- hand over ownership is told what to do by hand; the tables work all the same.

DO $$
DECLARE
    role_name text;
    thing record;
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'flywheel_owner') THEN
            CREATE ROLE flywheel_owner NOLOGIN;
        END IF;
        -- Login without a password: nobody gets in by password until the operator sets one.
        FOREACH role_name IN ARRAY ARRAY['flywheel_writer', 'flywheel_reader'] LOOP
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
                EXECUTE format('CREATE ROLE %I LOGIN', role_name);
            END IF;
        END LOOP;
        ALTER ROLE flywheel_reader SET default_transaction_read_only = on;
        ALTER ROLE flywheel_reader SET statement_timeout = '30s';
        ALTER ROLE flywheel_reader SET search_path = flywheel;
        ALTER ROLE flywheel_writer SET lock_timeout = '5s';
        ALTER ROLE flywheel_writer SET statement_timeout = '20s';
        ALTER ROLE flywheel_writer SET idle_in_transaction_session_timeout = '60s';
    EXCEPTION
        WHEN insufficient_privilege OR unique_violation OR duplicate_object THEN
            RAISE NOTICE 'User % may not set up the roles (%). Ask an administrator to create flywheel_owner, flywheel_writer and flywheel_reader and migrate again; until then grant access by hand.', current_user, SQLERRM;
    END;

    IF (SELECT count(*) FROM pg_roles WHERE rolname IN ('flywheel_owner', 'flywheel_writer', 'flywheel_reader')) < 3 THEN
        RETURN;
    END IF;

    BEGIN
        IF NOT pg_has_role(current_user, 'flywheel_owner', 'USAGE') THEN
            EXECUTE format('GRANT flywheel_owner TO %I', current_user);
        END IF;
        EXECUTE format('GRANT USAGE, CREATE ON SCHEMA flywheel TO %I', 'flywheel_owner');
        FOR thing IN
            SELECT c.relkind, c.relname
            FROM pg_class c
            WHERE c.relnamespace = 'flywheel'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND c.relname <> 'flyway_schema_history'
              AND pg_get_userbyid(c.relowner) <> 'flywheel_owner'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND c.relkind = 'S')
            ORDER BY c.relname
        LOOP
            EXECUTE format(
                'ALTER %s flywheel.%I OWNER TO flywheel_owner',
                CASE thing.relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, thing.relname);
        END LOOP;
        FOR thing IN
            SELECT p.oid::regprocedure AS signature
            FROM pg_proc p
            WHERE p.pronamespace = 'flywheel'::regnamespace AND pg_get_userbyid(p.proowner) <> 'flywheel_owner'
            ORDER BY 1
        LOOP
            EXECUTE format('ALTER FUNCTION %s OWNER TO flywheel_owner', thing.signature);
        END LOOP;
    EXCEPTION
        WHEN insufficient_privilege THEN
            RAISE NOTICE 'User % may not hand the tables to flywheel_owner (%); they stay with their present owner.', current_user, SQLERRM;
    END;

    BEGIN
        GRANT USAGE ON SCHEMA flywheel TO flywheel_writer, flywheel_reader;
        FOR thing IN
            SELECT c.relkind, c.relname
            FROM pg_class c
            WHERE c.relnamespace = 'flywheel'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname <> 'flyway_schema_history'
            ORDER BY c.relname
        LOOP
            EXECUTE format('GRANT SELECT ON flywheel.%I TO flywheel_reader, flywheel_writer', thing.relname);
            IF thing.relkind <> 'v' THEN
                EXECUTE format('GRANT INSERT, UPDATE ON flywheel.%I TO flywheel_writer', thing.relname);
            END IF;
        END LOOP;
        GRANT USAGE ON SEQUENCE flywheel.writer_epoch TO flywheel_writer;
        REVOKE ALL ON FUNCTION flywheel.retire_contributions(text[]) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION flywheel.retire_contributions(text[]) TO flywheel_writer;
        REVOKE ALL ON FUNCTION flywheel.retire_transitions(text[]) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION flywheel.retire_transitions(text[]) TO flywheel_writer;
        EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO flywheel_writer', current_database());
    EXCEPTION
        WHEN insufficient_privilege THEN
            RAISE NOTICE 'User % may not grant access to the tables (%). Ask their owner to migrate, or grant access by hand.', current_user, SQLERRM;
    END;
END
$$;
