package beholden.drill;

import beholden.drill.search.KnownSecret;
import beholden.drill.world.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;

/// What somebody can do who signs in to the database as the application.
final class CredentialTheft {
    private static final int LABEL = 16;
    private static final int GUESSES = 1000;

    /// Each must fail, or answer with no row.
    private static final List<String> ATTEMPTS = List.of(
            // the table
            "SELECT count(*) FROM beholden.cell",
            "SELECT label FROM beholden.cell LIMIT 1",
            "SELECT box FROM beholden.cell TABLESAMPLE SYSTEM (10)",
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
            "SELECT reltuples FROM pg_catalog.pg_class WHERE relname = 'cell'",
            "SELECT relpages FROM pg_catalog.pg_class WHERE relname LIKE 'cell%'",
            "SELECT pg_relation_size('beholden.cell')",
            "SELECT pg_total_relation_size('beholden.cell')",
            "SELECT pg_indexes_size('beholden.cell')",
            "SELECT pg_database_size(current_database())",
            "SELECT pg_stat_get_tuples_inserted('beholden.cell'::regclass)",
            "SELECT n_tup_ins FROM pg_stat_all_tables WHERE relname = 'cell' AND n_tup_ins > 0",
            "SELECT idx_scan FROM pg_stat_all_indexes WHERE relname = 'cell' AND idx_scan > 0",
            "SELECT heap_blks_hit FROM pg_statio_all_tables WHERE relname = 'cell' AND heap_blks_hit > 0",
            "SELECT calls FROM pg_stat_user_functions WHERE calls > 0",
            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database() AND xact_commit > 0",
            "SELECT * FROM pg_catalog.pg_statistic",
            "SELECT * FROM pg_stats WHERE schemaname = 'beholden'",
            "SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query NOT IN ('', '<insufficient privilege>')",
            // files, other rights, other programs
            "SELECT pg_ls_dir('base')",
            "SELECT pg_read_binary_file('PG_VERSION')",
            "SELECT pg_current_logfile()",
            "SELECT pg_stat_file('PG_VERSION')",
            "SELECT lo_import('/etc/hostname')",
            "SELECT pg_create_physical_replication_slot('spy')",
            "SELECT pg_backup_start('spy')",
            "COPY beholden.cell TO '/tmp/spy'",
            "COPY beholden.cell TO PROGRAM 'true'",
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
            "CREATE EXTENSION pageinspect",
            "LOAD 'auto_explain'",
            // the functions
            "SELECT * FROM beholden.cells_fetch(NULL)",
            "SELECT * FROM beholden.cells_fetch('{}')",
            "SELECT * FROM beholden.cells_fetch(ARRAY[''::bytea, NULL])",
            "SELECT * FROM beholden.cells_fetch(ARRAY(SELECT decode(md5(i::text), 'hex') FROM generate_series(1, 1000) AS i))",
            "SELECT * FROM beholden.cells_fetch(ARRAY(SELECT decode(md5(i::text), 'hex') FROM generate_series(1, 1001) AS i))",
            "SELECT beholden.cells_insert(NULL, NULL) WHERE false",
            "CREATE OR REPLACE FUNCTION beholden.cells_fetch(labels bytea[]) RETURNS SETOF bytea LANGUAGE sql AS 'SELECT 1'");

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
        try (Connection application = server.application(database)) {
            if (fetch(application, List.of(known)) != 1) {
                throw new IllegalStateException("the application's credential does not fetch a cell by its label");
            }
            for (String attempt : ATTEMPTS) attempt(application, attempt, learned);
            copy(application, learned);
            guess(application, known, seed, learned);
        }
        return new Robbery(
                StoreKind.POSTGRES,
                "the application's database credential",
                "any cell by reading: only a label that is known already fetches one",
                "%d statements that read, count, change or ask for rights, and %,d guessed labels"
                        .formatted(ATTEMPTS.size() + 1, 2 * GUESSES),
                learned);
    }

    private static void attempt(Connection application, String sql, List<String> learned) {
        try (Statement statement = application.createStatement()) {
            if (!statement.execute(sql)) {
                learned.add("this is allowed: " + sql);
                return;
            }
            try (ResultSet rows = statement.getResultSet()) {
                if (rows.next()) learned.add("this answers: " + sql);
            }
        } catch (SQLException _) {
            // As it must.
        }
    }

    private static void copy(Connection application, List<String> learned) throws SQLException {
        try {
            application
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY beholden.cell TO STDOUT", new ByteArrayOutputStream());
            learned.add("the table can be copied out");
        } catch (SQLException | IOException _) {
            // As it must.
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
