package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A crash takes away the marks that reading back has left in rows; no agency's reading may bring back some.
@Tag("postgresql")
class PostgresCrashTest {

    private final List<Cell> cells = new Cells(1).next(256);
    private String database = "";

    @BeforeEach
    void make() throws Exception {
        database = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(database), Cells.BOX);
    }

    @Test
    void after_a_crash_a_store_that_is_opened_does_not_show_which_cells_are_fetched() throws Exception {
        try (CellStore store = open()) {
            store.insert(cells);
        }
        PostgresServer.crash();

        try (CellStore store = open()) {
            byte[] before = PostgresServer.tableFile(database);
            List<Cell> fetched = store.fetch(Cells.labels(cells.subList(40, 60)));

            assertThat(fetched).isEqualTo(cells.subList(40, 60));
            assertThat(PostgresServer.tableFile(database)).isEqualTo(before);
        }
    }

    @Test
    void a_store_that_stays_open_through_a_crash_does_not_show_which_cells_are_fetched() throws Exception {
        try (CellStore store = open()) {
            store.insert(cells);
            PostgresServer.crash();
            byte[] lost = PostgresServer.tableFile(database);

            List<Cell> some = store.fetch(Cells.labels(cells.subList(40, 60)));
            byte[] after = PostgresServer.tableFile(database);
            List<Cell> all = store.fetch(Cells.labels(cells));

            assertThat(some).isEqualTo(cells.subList(40, 60));
            assertThat(all).isEqualTo(cells);
            assertThat(after).isNotEqualTo(lost);
            assertThat(PostgresServer.tableFile(database)).isEqualTo(after);
        }
    }

    @Test
    void rows_that_a_vacuum_declared_visible_before_the_crash_are_visited_too() throws Exception {
        try (CellStore store = open()) {
            store.insert(cells);
        }
        PostgresServer.execute(database, "VACUUM beholden.cell");
        PostgresServer.crash();

        try (CellStore store = open()) {
            byte[] before = PostgresServer.tableFile(database);
            store.fetch(Cells.labels(cells.subList(40, 60)));

            assertThat(PostgresServer.tableFile(database)).isEqualTo(before);
        }
    }

    /// The trace that the visit prevents: what the tests above would see without it.
    @Test
    void a_server_left_to_itself_marks_rows_that_are_read_after_a_crash() throws Exception {
        try (CellStore store = open()) {
            store.insert(cells);
            PostgresServer.crash();
            PostgresServer.execute(database, "INSERT INTO beholden.visited VALUES (true)");
            byte[] before = PostgresServer.tableFile(database);

            store.fetch(Cells.labels(cells.subList(40, 60)));

            assertThat(PostgresServer.tableFile(database)).isNotEqualTo(before);
        }
    }

    private CellStore open() throws CellStoreException {
        return CellStores.open(PostgresServer.asApplication(database), Cells.BOX);
    }
}
