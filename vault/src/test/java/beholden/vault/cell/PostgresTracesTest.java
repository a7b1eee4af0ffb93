package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What reading and compaction leave behind in the server's own files and counters.
@Tag("postgresql")
class PostgresTracesTest {

    private final List<Cell> cells = new Cells(1).next(256);
    private String database = "";

    @BeforeEach
    void make() throws Exception {
        database = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(database), Cells.BOX);
    }

    @Test
    void the_table_file_does_not_show_which_cells_were_ever_fetched() throws Exception {
        try (CellStore store = open()) {
            store.insert(cells);
            byte[] before = tableFile();

            store.fetch(Cells.labels(cells.subList(40, 60)));

            assertThat(tableFile()).isEqualTo(before);
        }
    }

    /// The trace that the store prevents: what the test above would see without the reading back.
    @Test
    void a_server_left_to_itself_marks_rows_that_are_read() throws Exception {
        try (Connection application = PostgresServer.connect(PostgresServer.asApplication(database));
                PreparedStatement insert = application.prepareStatement("SELECT beholden.cells_insert(?, ?)");
                CellStore store = open()) {
            insert.setArray(
                    1,
                    application.createArrayOf(
                            "bytea", cells.stream().map(c -> c.label().bytes()).toArray(byte[][]::new)));
            insert.setArray(
                    2,
                    application.createArrayOf(
                            "bytea", cells.stream().map(Cell::box).toArray(byte[][]::new)));
            insert.execute();
            byte[] before = tableFile();

            store.fetch(Cells.labels(cells.subList(40, 60)));

            assertThat(tableFile()).isNotEqualTo(before);
        }
    }

    @Test
    void the_server_counts_neither_reads_nor_writes_of_the_table() throws Exception {
        try (CellStore store = open()) {
            store.insert(cells);
            store.fetch(Cells.labels(cells.subList(0, 20)));
        }
        PostgresServer.execute(database, "SELECT pg_stat_force_next_flush()");

        assertThat(values("SELECT sum(n_tup_ins + coalesce(idx_scan, 0) + coalesce(idx_tup_fetch, 0) + seq_scan)"
                        + " FROM pg_stat_all_tables WHERE schemaname = 'beholden'"))
                .containsExactly("0");
        assertThat(values("SELECT coalesce(sum(calls), 0) FROM pg_stat_user_functions"))
                .containsExactly("0");
    }

    @Test
    void after_compaction_rows_lie_in_the_order_of_labels_and_know_no_other_time() throws Exception {
        try (CellStore store = open()) {
            for (Cell cell : cells) {
                store.insert(List.of(cell));
            }
        }
        assertThat(values("SELECT count(DISTINCT xmin::text) FROM beholden.cell"))
                .containsExactly("256");

        try (CellKeeper keeper = CellStores.keep(PostgresServer.asOwner(database), Cells.BOX)) {
            keeper.compact();
            keeper.compact();
        }

        assertThat(values("SELECT label::text FROM beholden.cell ORDER BY ctid"))
                .isEqualTo(values("SELECT label::text FROM beholden.cell ORDER BY label"));
        assertThat(values("SELECT count(DISTINCT xmin::text) FROM beholden.cell"))
                .containsExactly("1");
        assertThat(values("SELECT obj_description('beholden.cell'::regclass, 'pg_class')"))
                .containsExactly("cells, format 1, boxes of 1008 bytes");
        try (CellStore store = open()) {
            byte[] before = tableFile();
            assertThat(store.fetch(Cells.labels(cells))).isEqualTo(cells);
            assertThat(tableFile()).isEqualTo(before);
        }
    }

    @Test
    void boxes_are_neither_compressed_nor_kept_elsewhere() throws Exception {
        try (CellStore store = open()) {
            store.insert(cells);
            store.insert(List.of(new Cell(new Cells(2).label(), new byte[Cells.BOX])));
        }

        assertThat(values("SELECT DISTINCT pg_column_size(box) || ' ' || coalesce(pg_column_compression(box), 'plain')"
                        + " FROM beholden.cell"))
                .containsExactly((Cells.BOX + 4) + " plain");
    }

    private CellStore open() throws CellStoreException {
        return CellStores.open(PostgresServer.asApplication(database), Cells.BOX);
    }

    private byte[] tableFile() throws Exception {
        return PostgresServer.tableFile(database);
    }

    private List<String> values(String query) throws SQLException {
        return PostgresServer.values(database, query);
    }
}
