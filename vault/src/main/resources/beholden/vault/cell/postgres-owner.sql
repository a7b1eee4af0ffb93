-- What the owner does once, before the application starts. Repeating it does no harm.

CREATE SCHEMA IF NOT EXISTS beholden;
REVOKE ALL ON SCHEMA beholden FROM PUBLIC;
GRANT USAGE ON SCHEMA beholden TO beholden_application;

{table}

-- Holds a row once every cell has been visited (see cells_visit). Being unlogged, the server empties it exactly when
-- it loses the marks that a visit leaves: after a crash, from a copy of its files, on a standby that takes over.
CREATE UNLOGGED TABLE IF NOT EXISTS beholden.visited (yes boolean PRIMARY KEY CHECK (yes))
    WITH (autovacuum_enabled = off);
REVOKE ALL ON TABLE beholden.visited FROM PUBLIC;

-- Reads every row once, so that none bears a mark of its first reader that the others do not bear. Rows are fetched
-- by their place, one after the other: an ordinary scan leaves out the rows of pages known to be visible to all. With
-- such scans off, the planner takes one where there is no other way, to find the places, and not a second one.
CREATE OR REPLACE FUNCTION beholden.cells_visit()
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
BEGIN
    PERFORM count(*) FROM beholden.cell AS place JOIN beholden.cell AS c ON c.ctid = place.ctid;
    INSERT INTO beholden.visited VALUES (true) ON CONFLICT DO NOTHING;
END
$$;

-- At most 1000 cells, and only those whose labels the caller knows. Before all rows have been visited, none is read:
-- the answer is one row of nulls. Not an error, which the server's log would keep.
CREATE OR REPLACE FUNCTION beholden.cells_fetch(labels bytea[])
RETURNS TABLE (label bytea, box bytea)
LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
#variable_conflict use_column
BEGIN
    IF cardinality(labels) > 1000 THEN
        RAISE EXCEPTION 'more than 1000 labels in one fetch' USING ERRCODE = 'program_limit_exceeded';
    END IF;
    IF NOT EXISTS (SELECT FROM beholden.visited) THEN
        RETURN QUERY SELECT NULL::bytea, NULL::bytea;
        RETURN;
    END IF;
    RETURN QUERY SELECT c.label, c.box FROM beholden.cell AS c WHERE c.label = ANY (labels);
END
$$;

-- The ledger's entries of the cells whose labels begin with 16 bits from first to last. The entries are public. They come
-- in their own order: in that of the labels, whoever inserts cells of chosen labels could narrow down the others.
CREATE OR REPLACE FUNCTION beholden.cells_entries(first integer, last integer)
RETURNS TABLE (entry bytea)
LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
BEGIN
    IF NOT (0 <= first AND first <= last AND last <= 65535) THEN
        RAISE EXCEPTION 'no such part' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN QUERY SELECT sha256(c.label || c.box) AS digest FROM beholden.cell AS c
        WHERE c.label >= decode(lpad(to_hex(first), 4, '0'), 'hex')
          AND c.label <= decode(rpad(lpad(to_hex(last), 4, '0'), 34, 'f'), 'hex')
        ORDER BY digest;
END
$$;

-- All cells or none, in the order given. The lengths are checked here, because the message of a constraint would
-- quote the row in the server's log.
CREATE OR REPLACE FUNCTION beholden.cells_insert(labels bytea[], boxes bytea[])
RETURNS void
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
DECLARE
    added bigint;
BEGIN
    IF cardinality(labels) <> cardinality(boxes) OR EXISTS (
        SELECT FROM unnest(labels, boxes) AS n (label, box)
        WHERE (octet_length(n.label) = 16 AND octet_length(n.box) = {box}) IS NOT TRUE
    ) THEN
        RAISE EXCEPTION 'labels have 16 bytes, boxes {box}, and there are as many of both'
            USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO beholden.cell (label, box)
        SELECT n.label, n.box FROM unnest(labels, boxes) WITH ORDINALITY AS n (label, box, place) ORDER BY n.place
        ON CONFLICT (label) DO NOTHING;
    GET DIAGNOSTICS added = ROW_COUNT;
    IF added < cardinality(labels) AND EXISTS (
        SELECT FROM unnest(labels, boxes) AS n (label, box)
        JOIN beholden.cell AS c ON c.label = n.label WHERE c.box <> n.box
    ) THEN
        RAISE EXCEPTION 'a label is taken' USING ERRCODE = 'BH001';
    END IF;
END
$$;

REVOKE ALL ON FUNCTION beholden.cells_visit() FROM PUBLIC;
REVOKE ALL ON FUNCTION beholden.cells_fetch(bytea[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION beholden.cells_entries(integer, integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION beholden.cells_insert(bytea[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION beholden.cells_visit() TO beholden_application;
GRANT EXECUTE ON FUNCTION beholden.cells_fetch(bytea[]) TO beholden_application;
GRANT EXECUTE ON FUNCTION beholden.cells_insert(bytea[], bytea[]) TO beholden_application;
GRANT EXECUTE ON FUNCTION beholden.cells_entries(integer, integer) TO beholden_application;
