package beholden.drill;

import beholden.drill.search.KnownSecret;
import beholden.drill.world.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;

/// Deeds open to somebody who signs in to the database as the application.
final class CredentialTheft {
    private static final int LABEL = 16;
    private static final int GUESSES = 1000;

    /// SQLSTATE insufficient_privilege: the one refusal that shows a right to be missing.
    private static final String FORBIDDEN = "42501";

    /// SQLSTATE program_limit_exceeded: how the fetching function answers who asks for too much.
    private static final String TOO_MANY = "54000";

    /// Each must be forbidden, or answer with no row. A superuser may do them all, and is answered.
    private static final List<String> ATTEMPTS = List.of(
            // the table
            "SELECT count(*) FROM beholden.cell",
            "SELECT label FROM beholden.cell LIMIT 1",
            "SELECT box FROM beholden.cell TABLESAMPLE SYSTEM (100)",
            "SELECT ctid, xmin FROM beholden.cell",
            "SELECT l FROM generate_series(1, 9) AS i, LATERAL (SELECT label AS l FROM beholden.cell LIMIT 1) AS x",
            "UPDATE beholden.cell SET box = box RETURNING label",
            "DELETE FROM beholden.cell RETURNING label",
            "TRUNCATE beholden.cell",
            "DROP TABLE beholden.cell",
            "ALTER TABLE beholden.cell ADD COLUMN spy text",
            "LOCK TABLE beholden.cell",
            "CREATE VIEW public.spy AS SELECT * FROM beholden.cell",
            "CREATE TRIGGER spy AFTER INSERT ON beholden.cell EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()",
            // what is counted
            "EXPLAIN SELECT * FROM beholden.cell",
            "SELECT reltuples FROM pg_catalog.pg_class WHERE relname = 'cell'",
            "SELECT relpages FROM pg_catalog.pg_class WHERE relname LIKE 'cell%'",
            "SELECT pg_relation_size('beholden.cell')",
            "SELECT pg_total_relation_size('beholden.cell')",
            "SELECT pg_indexes_size('beholden.cell')",
            "SELECT pg_database_size(current_database())",
            "SELECT pg_tablespace_size('pg_default')",
            "SELECT pg_stat_get_tuples_inserted('beholden.cell'::regclass)",
            "SELECT n_tup_ins FROM pg_stat_all_tables WHERE relname = 'cell'",
            "SELECT idx_scan FROM pg_stat_all_indexes WHERE relname = 'cell'",
            "SELECT heap_blks_hit FROM pg_statio_all_tables WHERE relname = 'cell'",
            "SELECT pg_stat_get_function_calls('beholden.cells_fetch'::regproc)",
            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()",
            "SELECT * FROM pg_catalog.pg_statistic",
            "SELECT usename, query FROM pg_stat_activity",
            "SELECT pg_stat_get_backend_activity(1)",
            // files, other rights, other programs
            "SELECT pg_ls_dir('base')",
            "SELECT pg_ls_waldir()",
            "SELECT pg_read_binary_file('PG_VERSION')",
            "SELECT pg_current_logfile()",
            "SELECT pg_stat_file('PG_VERSION')",
            "SELECT lo_import('PG_VERSION')",
            "SELECT pg_create_physical_replication_slot('spy', false, true)",
            "SELECT pg_backup_start('spy', true)",
            "COPY beholden.cell TO '/dev/null'",
            "COPY beholden.cell TO PROGRAM 'cat > /dev/null'",
            "SET ROLE beholden_owner",
            "SET SESSION AUTHORIZATION postgres",
            "ALTER ROLE beholden_application SUPERUSER",
            "GRANT beholden_owner TO beholden_application",
            "SET log_statement = 'all'",
            "SET track_counts = on",
            "SET log_min_duration_statement = 0",
            "CREATE TABLE public.spy(seen bytea)",
            "CREATE TEMPORARY TABLE spy(seen bytea)",
            "CREATE FUNCTION public.spy() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "DO $$ BEGIN PERFORM 1; END $$",
            "LOAD 'plpgsql'",
            "CREATE OR REPLACE FUNCTION beholden.cells_fetch(labels bytea[]) RETURNS TABLE (label bytea, box bytea)"
                    + " LANGUAGE sql AS 'SELECT NULL::bytea, NULL::bytea'");

    /// Asks the fetching function for what is not known: each must answer with no row, or refuse so many.
    private static final List<String> BLIND_FETCHES = List.of(
            "SELECT * FROM beholden.cells_fetch(NULL)",
            "SELECT * FROM beholden.cells_fetch('{}')",
            "SELECT * FROM beholden.cells_fetch(ARRAY[''::bytea, NULL])",
            "SELECT * FROM beholden.cells_fetch(ARRAY(SELECT decode(md5(i::text), 'hex') FROM generate_series(1, 1000) AS i))",
            "SELECT * FROM beholden.cells_fetch(ARRAY(SELECT decode(md5(i::text), 'hex') FROM generate_series(1, 1001) AS i))");

    /// Numbers that PostgreSQL tells everybody: how much the server has written, how many transactions it has
    /// begun, how it would look up a label. The schedule settles all that, whoever uses the vault; the worlds
    /// are compared by the first two.
    private static final SequencedMap<String, String> SCHEDULE = schedule();

    private static SequencedMap<String, String> schedule() {
        SequencedMap<String, String> schedule = new LinkedHashMap<>();
        schedule.put("pg_current_wal_lsn()", "SELECT pg_current_wal_lsn()");
        schedule.put("pg_current_snapshot()", "SELECT pg_current_snapshot()");
        schedule.put("EXPLAIN of a fetch", "EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM beholden.cells_fetch('{}')");
        return schedule;
    }

    private enum Outcome {
        FORBIDDEN,
        TOO_MANY,
        NO_ROW,
        ANSWERED,
        DONE
    }

    private final PostgresServer server;
    private final String database;

    CredentialTheft(PostgresServer server, String database) {
        this.server = server;
        this.database = database;
    }

    /// @param labels of cells that there are, one of which is fetched to see that the credential works
    Robbery run(List<KnownSecret> labels, long seed) throws SQLException {
        List<String> learned = new ArrayList<>();
        byte[] known = labels.stream()
                .map(KnownSecret.Octets.class::cast)
                .findFirst()
                .orElseThrow()
                .bytes();
        List<String> told = new ArrayList<>();
        try (Connection application = server.application(database);
                Connection superuser = server.superuser(database)) {
            if (fetch(application, List.of(known)) != 1) {
                throw new IllegalStateException("the application's credential does not fetch a cell by its label");
            }
            application.setAutoCommit(false);
            superuser.setAutoCommit(false);
            for (String attempt : ATTEMPTS) {
                learn(attempt, outcome(application, attempt), learned);
                requirePossible(superuser, attempt);
            }
            for (String attempt : BLIND_FETCHES) learn(attempt, outcome(application, attempt), learned);
            for (Map.Entry<String, String> open : SCHEDULE.entrySet()) {
                if (outcome(application, open.getValue()) != Outcome.FORBIDDEN) told.add(open.getKey());
            }
            copy(application, learned);
            guess(application, known, seed, learned);
        }
        return new Robbery(
                StoreKind.POSTGRES,
                "the application's database credential",
                "any cell by reading: only a label that is known already fetches one",
                "%d statements that read, count, change or ask for rights, and %,d guessed labels%s"
                        .formatted(
                                ATTEMPTS.size() + BLIND_FETCHES.size() + 1,
                                2 * GUESSES,
                                told.isEmpty()
                                        ? ""
                                        : "; " + String.join(", ", told) + " answer everybody, and tell the schedule"),
                learned);
    }

    private static void learn(String attempt, Outcome outcome, List<String> learned) {
        switch (outcome) {
            case FORBIDDEN, TOO_MANY, NO_ROW -> {}
            case ANSWERED -> learned.add("this answers: " + attempt);
            case DONE -> learned.add("this is allowed: " + attempt);
        }
    }

    /// Outcome of a statement; whatever it did is undone.
    ///
    /// @throws SQLException if it fails for a reason that shows nothing of rights
    private static Outcome outcome(Connection connection, String sql) throws SQLException {
        try {
            return attempted(connection, sql);
        } finally {
            connection.rollback();
        }
    }

    private static Outcome attempted(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) return Outcome.DONE;
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? Outcome.ANSWERED : Outcome.NO_ROW;
            }
        } catch (SQLException e) {
            if (FORBIDDEN.equals(e.getSQLState())) return Outcome.FORBIDDEN;
            if (TOO_MANY.equals(e.getSQLState())) return Outcome.TOO_MANY;
            throw new SQLException("this attempt of the drill shows nothing: " + sql, e.getSQLState(), e);
        }
    }

    /// A statement that fails for a superuser too does not show that the application lacks a right.
    private static void requirePossible(Connection superuser, String sql) throws SQLException {
        Outcome outcome = outcome(superuser, sql);
        if (outcome != Outcome.ANSWERED && outcome != Outcome.DONE) {
            throw new IllegalStateException(
                    "this attempt of the drill shows nothing, since a superuser gets no more of it: " + sql);
        }
    }

    private static void copy(Connection application, List<String> learned) throws SQLException {
        try {
            application
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY beholden.cell TO STDOUT", OutputStream.nullOutputStream());
            learned.add("the table can be copied out");
        } catch (IOException e) {
            throw new IllegalStateException("an output that takes everything", e);
        } catch (SQLException e) {
            if (!FORBIDDEN.equals(e.getSQLState())) throw e;
            application.rollback();
        }
    }

    /// Random labels, and such as differ from a real one in their last byte or are its beginning.
    private static void guess(Connection application, byte[] known, long seed, List<String> learned)
            throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> guesses = new ArrayList<>();
        for (int i = 0; i < GUESSES; i++) {
            byte[] label = new byte[LABEL];
            random.nextBytes(label);
            guesses.add(label);
        }
        int found = fetch(application, guesses);
        List<byte[]> near = new ArrayList<>();
        for (int i = 0; i < GUESSES; i++) {
            byte[] label = i < LABEL ? Arrays.copyOf(known, i) : known.clone();
            if (i >= LABEL) label[i % LABEL] ^= (byte) (1 + i % 255);
            near.add(label);
        }
        found += fetch(application, near);
        if (found > 0) learned.add(found + " cells by guessing labels");
    }

    private static int fetch(Connection application, List<byte[]> labels) throws SQLException {
        try (PreparedStatement select = application.prepareStatement("SELECT label FROM beholden.cells_fetch(?)")) {
            select.setArray(1, application.createArrayOf("bytea", labels.toArray(byte[][]::new)));
            int found = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) found++;
            }
            return found;
        }
    }
}
