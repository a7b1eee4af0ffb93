package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/// What a thief can do who has the application's credential: fetch by label, insert, nothing else.
@Tag("postgresql")
class PostgresRightsTest {

    private static final List<Cell> PRESENT = new Cells(1).next(100);
    private static String database = "";

    @BeforeAll
    static void fillAStore() throws Exception {
        database = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(database), Cells.BOX);
        try (CellStore store = CellStores.open(PostgresServer.asApplication(database), Cells.BOX)) {
            store.insert(PRESENT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM beholden.cell",
                "SELECT count(*) FROM beholden.cell",
                "SELECT 1 FROM beholden.cell LIMIT 1",
                "SELECT ctid, xmin FROM beholden.cell",
                "TABLE beholden.cell",
                "TABLE beholden.visited",
                "INSERT INTO beholden.visited VALUES (true)",
                "DELETE FROM beholden.visited",
                "COPY beholden.cell TO STDOUT",
                "COPY (SELECT box FROM beholden.cell) TO STDOUT",
                "COPY beholden.cell FROM STDIN",
                "COPY (SELECT 1) TO PROGRAM 'cat'",
                "COPY (SELECT 1) TO '/tmp/beholden-thief'",
                "EXPLAIN SELECT * FROM beholden.cell",
                "EXPLAIN ANALYZE SELECT * FROM beholden.cell WHERE label = '\\x00'",
                "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM beholden.cell",
                "INSERT INTO beholden.cell VALUES ('\\x00', '\\x00')",
                "UPDATE beholden.cell SET box = box",
                "DELETE FROM beholden.cell",
                "TRUNCATE beholden.cell",
                "MERGE INTO beholden.cell USING (SELECT 1) AS s ON true WHEN MATCHED THEN DELETE",
                "BEGIN; LOCK TABLE beholden.cell IN ACCESS SHARE MODE",
                "CREATE INDEX ON beholden.cell (box)",
                "CREATE STATISTICS beholden.s ON label, box FROM beholden.cell",
                "ALTER TABLE beholden.cell ALTER COLUMN label SET STATISTICS 1000",
                "CLUSTER beholden.cell USING cell_pkey",
                "REINDEX TABLE beholden.cell",
                "DROP TABLE beholden.cell",
            })
    void the_table_is_closed(String attempt) throws Exception {
        assertDenied(attempt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT reltuples FROM pg_class",
                "SELECT relpages FROM pg_class WHERE oid = 'beholden.cell'::regclass",
                "SELECT * FROM pg_class",
                "SELECT pg_relation_size('beholden.cell')",
                "SELECT pg_relation_size('beholden.cell_pkey')",
                "SELECT pg_table_size('beholden.cell')",
                "SELECT pg_indexes_size('beholden.cell')",
                "SELECT pg_total_relation_size('beholden.cell')",
                "SELECT pg_database_size(current_database())",
                "SELECT pg_stat_get_tuples_inserted('beholden.cell'::regclass)",
                "SELECT pg_stat_get_numscans('beholden.cell_pkey'::regclass)",
                "SELECT pg_stat_get_live_tuples('beholden.cell'::regclass)",
                "SELECT pg_stat_get_db_xact_commit(oid) FROM pg_database",
                "SELECT * FROM pg_stat_user_tables",
                "SELECT * FROM pg_stat_all_tables",
                "SELECT * FROM pg_stat_xact_all_tables",
                "SELECT * FROM pg_stat_user_indexes",
                "SELECT * FROM pg_statio_user_tables",
                "SELECT * FROM pg_statio_all_indexes",
                "SELECT * FROM pg_stat_user_functions",
                "SELECT * FROM pg_stat_database",
                "SELECT * FROM pg_stat_activity",
                "SELECT * FROM pg_stat_io",
                "SELECT * FROM pg_stat_wal",
                "SELECT * FROM pg_statistic",
                "SELECT * FROM pg_statistic_ext_data",
            })
    void statistics_are_closed(String attempt) throws Exception {
        assumeTrue(PostgresServer.majorVersion() >= 16 || !attempt.contains("pg_stat_io"), "it came with 16");

        assertDenied(attempt);
    }

    @Test
    void the_planner_keeps_nothing_about_the_columns() throws Exception {
        PostgresServer.execute(database, "ANALYZE beholden.cell");

        assertThat(values("SELECT tablename || '.' || attname FROM pg_stats WHERE schemaname = 'beholden'"))
                .isEmpty();
        try (Connection owner = PostgresServer.connect(PostgresServer.asOwner(database))) {
            assertThat(values(owner, "SELECT attname FROM pg_stats WHERE schemaname = 'beholden'"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE public.mine (x int)",
                "CREATE TABLE beholden.mine (x int)",
                "CREATE TEMP TABLE cell (label bytea, box bytea)",
                "CREATE TEMP VIEW v AS SELECT 1",
                "CREATE SCHEMA mine",
                "CREATE FUNCTION pg_temp.leak(bytea) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
                "CREATE FUNCTION pg_temp.leak(bytea) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN true; END'",
                "CREATE OPERATOR pg_temp.= (FUNCTION = byteaeq, LEFTARG = bytea, RIGHTARG = bytea)",
                "DO $$BEGIN PERFORM 1; END$$",
                "CREATE OR REPLACE FUNCTION beholden.cells_fetch(labels bytea[])"
                        + " RETURNS TABLE (label bytea, box bytea) LANGUAGE sql AS 'SELECT label, box FROM beholden.cell'",
                "ALTER FUNCTION beholden.cells_fetch(bytea[]) RESET search_path",
                "ALTER FUNCTION beholden.cells_fetch(bytea[]) SECURITY INVOKER",
                "GRANT SELECT ON beholden.cell TO beholden_application",
                "ALTER ROLE beholden_application SUPERUSER",
                "SET ROLE beholden_owner",
                "SET SESSION AUTHORIZATION beholden_owner",
                "SET log_statement = 'all'",
                "SET log_parameter_max_length = -1",
                "SET log_min_error_statement = 'debug5'",
                "SET log_error_verbosity = 'verbose'",
                "SET track_counts = on",
                "SET track_activities = on",
                "LOAD 'auto_explain'",
                "SELECT pg_read_file('PG_VERSION')",
                "SELECT pg_ls_waldir()",
                "SELECT lo_create(0)",
            })
    void nothing_can_be_made_or_changed(String attempt) throws Exception {
        assertDenied(attempt);
    }

    @Test
    void exactly_four_functions_and_no_table_of_the_schema_are_open() throws Exception {
        List<String> functions = values("SELECT p.proname FROM pg_proc AS p"
                + " JOIN pg_namespace AS n ON n.oid = p.pronamespace"
                + " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND has_function_privilege(p.oid, 'EXECUTE')"
                + " ORDER BY 1");
        List<String> tables = values("SELECT c.relname FROM pg_class AS c"
                + " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
                + " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relkind <> 'i'"
                + " AND (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
                + " OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))");

        assertThat(functions).containsExactly("cells_entries", "cells_fetch", "cells_insert", "cells_visit");
        assertThat(tables).isEmpty();
    }

    @Test
    void a_fetch_of_more_than_a_thousand_is_refused_by_the_server_too() throws Exception {
        try (Connection thief = thief();
                PreparedStatement fetch = thief.prepareStatement("SELECT * FROM beholden.cells_fetch(?)")) {
            byte[][] labels = Cells.labels(new Cells(2).next(1001)).stream()
                    .map(Label::bytes)
                    .toArray(byte[][]::new);
            fetch.setArray(1, thief.createArrayOf("bytea", labels));

            assertThatThrownBy(fetch::executeQuery)
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("ERROR: more than 1000 labels in one fetch\n");
        }
    }

    @Test
    void the_plan_of_a_fetch_says_nothing_of_what_is_inside() throws Exception {
        List<String> plan = values("EXPLAIN (ANALYZE, VERBOSE, BUFFERS OFF, TIMING OFF, SUMMARY OFF)"
                + " SELECT * FROM beholden.cells_fetch(ARRAY['\\x00'::bytea])");

        assertThat(String.join("\n", plan))
                .contains("Function Scan on beholden.cells_fetch")
                .doesNotContain("cell_pkey", "beholden.cell ", "Index");
    }

    @Test
    void a_hostile_search_path_changes_nothing() throws Exception {
        PostgresServer.execute(database, """
                CREATE SCHEMA hostile;
                GRANT USAGE ON SCHEMA hostile TO beholden_application;
                CREATE FUNCTION hostile.cardinality(anyarray) RETURNS int LANGUAGE sql AS 'SELECT 0';
                CREATE FUNCTION hostile.octet_length(bytea) RETURNS int LANGUAGE sql AS 'SELECT 16';
                CREATE FUNCTION hostile.always(bytea, bytea) RETURNS boolean LANGUAGE sql AS 'SELECT true';
                CREATE OPERATOR hostile.= (FUNCTION = hostile.always, LEFTARG = bytea, RIGHTARG = bytea);
                GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA hostile TO beholden_application;
                """);
        try (Connection thief = thief();
                Statement statement = thief.createStatement()) {
            statement.execute("SET search_path = hostile, pg_catalog, beholden");

            assertThat(values(thief, "SELECT count(*) FROM cells_fetch(ARRAY['\\x00'::bytea])"))
                    .containsExactly("0");
            assertThatThrownBy(() ->
                            statement.execute("SELECT cells_insert(ARRAY['\\x00'::bytea], ARRAY['\\x00'::bytea])"))
                    .hasMessageContaining("labels have 16 bytes");
        } finally {
            PostgresServer.execute(database, "DROP SCHEMA hostile CASCADE");
        }
    }

    @Test
    void an_error_tells_the_client_nothing_of_rows() throws Exception {
        Cell taken = new Cell(PRESENT.getFirst().label(), new Cells(3).box());
        try (Connection thief = thief();
                PreparedStatement insert = thief.prepareStatement("SELECT beholden.cells_insert(?, ?)")) {
            insert.setArray(
                    1, thief.createArrayOf("bytea", new byte[][] {taken.label().bytes()}));
            insert.setArray(2, thief.createArrayOf("bytea", new byte[][] {taken.box()}));

            assertThatThrownBy(insert::execute).isInstanceOfSatisfying(PSQLException.class, e -> {
                assertThat(e.getSQLState()).isEqualTo("BH001");
                assertThat(e.getServerErrorMessage()).isNotNull();
                assertThat(e.getServerErrorMessage().getDetail()).isNull();
                assertThat(e.getServerErrorMessage().getMessage()).isEqualTo("a label is taken");
            });
        }
    }

    @Test
    void the_store_is_not_opened_with_more_rights_than_it_needs() throws Exception {
        for (String role : List.of("postgres", PostgresCells.OWNER)) {
            assertThatThrownBy(() -> CellStores.open(PostgresServer.as(role, database), Cells.BOX))
                    .isInstanceOf(CellStoreException.class)
                    .hasMessageContaining("must sign in as beholden_application");
        }
        assertThatThrownBy(() -> CellStores.keep(PostgresServer.as("postgres", database), Cells.BOX))
                .isInstanceOf(CellStoreException.class)
                .hasMessageContaining("must sign in as beholden_owner");
    }

    @Test
    void the_store_is_not_opened_where_the_server_would_write_parameters_down() throws Exception {
        String other = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(other), Cells.BOX);
        PostgresServer.execute(
                other, "ALTER ROLE beholden_application IN DATABASE " + other + " SET log_parameter_max_length = 100");

        assertThatThrownBy(() -> CellStores.open(PostgresServer.asApplication(other), Cells.BOX))
                .isInstanceOf(CellStoreException.class)
                .hasMessageContaining("log_parameter_max_length is 100B, must be 0")
                .hasMessageContaining("let a superuser run the administrator's script");
    }

    @Test
    void an_unprepared_database_and_an_empty_one_say_what_to_do() throws Exception {
        String empty = PostgresServer.preparedDatabase();

        assertThatThrownBy(() -> CellStores.open(PostgresServer.asApplication(empty), Cells.BOX))
                .isInstanceOf(CellStoreException.class)
                .hasMessageEndingWith("the database holds none; make the store first");
        assertThatThrownBy(() -> CellStores.prepare(PostgresServer.asOwner(empty)))
                .isInstanceOf(CellStoreException.class)
                .hasMessageContaining("takes a superuser, once");
    }

    @Test
    void preparing_and_making_may_be_repeated() throws Exception {
        String other = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(other), Cells.BOX);
        CellStores.prepare(PostgresServer.as("postgres", other));
        CellStores.create(PostgresServer.asOwner(other), Cells.BOX);

        assertThatThrownBy(() -> CellStores.create(PostgresServer.asOwner(other), Cells.BOX + 1))
                .isInstanceOf(CellStoreException.class)
                .hasMessageContaining("it holds cells, format 1, boxes of 1008 bytes");
        try (CellStore store = CellStores.open(PostgresServer.asApplication(other), Cells.BOX)) {
            store.insert(PRESENT);
            assertThat(store.fetch(Cells.labels(PRESENT))).isEqualTo(PRESENT);
        }
    }

    @Test
    void a_second_vault_does_not_get_a_store_that_holds_cells() throws Exception {
        assertThatThrownBy(() -> CellStores.create(PostgresServer.asOwner(database), Cells.BOX))
                .isInstanceOf(CellStoreException.class)
                .hasMessageEndingWith(
                        "it holds the cells of another vault; open that one, or make a database of its own for the new one");

        try (CellStore store = CellStores.open(PostgresServer.asApplication(database), Cells.BOX)) {
            assertThat(store.fetch(Cells.labels(PRESENT))).isEqualTo(PRESENT);
        }
    }

    private static void assertDenied(String attempt) throws SQLException {
        try (Connection thief = thief();
                Statement statement = thief.createStatement()) {
            assertThatThrownBy(() -> statement.execute(attempt))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            // insufficient privilege, or no such thing as an ordinary table for it to be done to
                            e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    private static Connection thief() throws SQLException {
        return PostgresServer.connect(PostgresServer.asApplication(database));
    }

    private static List<String> values(String query) throws SQLException {
        try (Connection thief = thief()) {
            return values(thief, query);
        }
    }

    private static List<String> values(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
