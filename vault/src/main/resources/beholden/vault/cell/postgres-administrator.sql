-- What a superuser does once, in the database meant for cells and for nothing else. Repeating it does no harm.
-- Afterwards: give both roles a password (\password beholden_owner, \password beholden_application) or another
-- way to sign in (pg_hba.conf).

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'beholden_owner') THEN
        CREATE ROLE beholden_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'beholden_application') THEN
        CREATE ROLE beholden_application LOGIN;
    END IF;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO beholden_owner', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO beholden_application', current_database());
END
$$;

ALTER ROLE beholden_owner NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE beholden_application NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- Nobody but the owner makes anything here: no tables, no temporary tables, no functions, no code blocks, no files.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
REVOKE USAGE ON LANGUAGE sql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO beholden_owner;

-- Statistics of tables, sizes of their files and what other sessions do are for the owner and for monitoring.
DO $$
DECLARE
    f regprocedure;
BEGIN
    FOR f IN
        SELECT oid FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace
          AND (proname ~ '^pg_stat_(get|have)_'
            OR proname ~ '^pg_(relation|table|indexes|total_relation|database|tablespace|column)_size$'
            OR proname ~ '^(lo_.*|loread|lowrite)$')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO beholden_owner, pg_monitor', f);
    END LOOP;
END
$$;

-- The planner's guess at the number of rows stands in a catalogue that everybody reads: all of it but these columns.
DO $$
DECLARE
    columns text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
    WHERE attrelid = 'pg_catalog.pg_class'::regclass AND attnum > 0
      AND attname NOT IN ('relpages', 'reltuples', 'relallvisible', 'relallfrozen');
    REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC;
    EXECUTE format('GRANT SELECT (%s) ON pg_catalog.pg_class TO PUBLIC', columns);
    GRANT SELECT ON pg_catalog.pg_class TO beholden_owner, pg_monitor;
END
$$;

-- Every setting under which the server, or a module loaded into it, would write down or count what these roles do.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['beholden_owner', 'beholden_application'] LOOP
{settings}
    END LOOP;
END
$$;
