package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.CellAddress.SqliteFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCellsTest extends CellStoreContract {

    @TempDir
    Path temp;

    @Override
    CellStore open() throws CellStoreException {
        CellStores.create(new SqliteFile(file()), Cells.BOX);
        return reopen(Cells.BOX);
    }

    @Override
    CellStore reopen(int boxLength) throws CellStoreException {
        return CellStores.open(new SqliteFile(file()), boxLength);
    }

    @Override
    CellKeeper keep() throws CellStoreException {
        return CellStores.keep(new SqliteFile(file()), Cells.BOX);
    }

    private Path file() {
        return temp.resolve("cells.sqlite");
    }

    @Test
    void only_its_owner_may_read_the_files() throws Exception {
        try (CellStore store = open()) {
            store.insert(new Cells(1).next(3));

            for (String name : List.of("cells.sqlite", "cells.sqlite-wal", "cells.sqlite-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_store_is_not_made_over_a_file() throws Exception {
        open().close();

        assertThatThrownBy(() -> CellStores.create(new SqliteFile(file()), Cells.BOX))
                .isInstanceOf(CellStoreException.class)
                .hasMessageEndingWith("there is a file already; open it instead, or choose another path");
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        assertThatThrownBy(() -> reopen(Cells.BOX))
                .isInstanceOf(CellStoreException.class)
                .hasMessageEndingWith("no such file; make the store first, or correct the path");
    }

    @Test
    void a_file_of_something_else_is_refused() throws Exception {
        Files.writeString(file(), "no database, but long enough to look like one to a hasty reader: ".repeat(10));

        assertThatThrownBy(() -> reopen(Cells.BOX))
                .isInstanceOf(CellStoreException.class)
                .hasMessageEndingWith("SQLITE_NOTADB; the file is not an SQLite database");
    }

    @Test
    void a_database_with_more_in_it_than_cells_is_refused() throws Exception {
        open().close();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE tenant(name TEXT)");
        }

        assertThatThrownBy(() -> reopen(Cells.BOX))
                .isInstanceOf(CellStoreException.class)
                .hasMessageContaining("not a store of cells, or with more in it than cells");
    }

    @Test
    void a_damaged_page_is_told_with_what_to_do() throws Exception {
        List<Cell> cells = new Cells(1).next(500);
        try (CellStore store = open()) {
            store.insert(cells);
        }
        byte[] bytes = Files.readAllBytes(file());
        int page = SqliteSchema.pageSize(Cells.BOX);
        for (int at = page; at < bytes.length; at += page) {
            bytes[at] = 77;
        }
        Files.write(file(), bytes);

        try (CellStore store = reopen(Cells.BOX)) {
            assertThatThrownBy(() -> store.fetch(Cells.labels(cells)))
                    .isInstanceOf(CellStoreException.class)
                    .hasNoCause()
                    .hasMessage("fetching cells: SQLite answered SQLITE_CORRUPT; the file is damaged: restore a backup"
                            + " and audit it against the ledger");
        }
    }

    @Test
    void a_row_that_is_no_cell_is_not_fetched_and_stops_an_audit() throws Exception {
        List<Cell> cells = new Cells(1).next(3);
        try (CellStore store = open()) {
            store.insert(cells);
        }
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA ignore_check_constraints=ON");
            statement.execute("UPDATE cell SET box=x'00' WHERE label=(SELECT min(label) FROM cell)");
        }

        try (CellStore store = reopen(Cells.BOX)) {
            assertThat(store.fetch(Cells.labels(cells))).hasSize(2);
        }
        try (CellReader copy = CellStores.copy(file())) {
            assertThatThrownBy(() -> copy.forEach(_ -> {}))
                    .isInstanceOf(CellStoreException.class)
                    .hasMessageContaining("is no cell, which no vault writes");
        }
    }

    @Test
    void a_text_in_place_of_a_label_is_no_cell_as_the_vault_does_not_find_it() throws Exception {
        List<Cell> cells = new Cells(1).next(3);
        try (CellStore store = open()) {
            store.insert(cells);
        }
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA ignore_check_constraints=ON");
            statement.execute("UPDATE cell SET label=CAST(label AS TEXT) WHERE label=(SELECT min(label) FROM cell)");
        }

        assertThat(noCellsOf(file())).singleElement().asString().contains("a row without a label is no cell");
    }

    @Test
    void rows_exchanged_in_the_file_are_named_as_no_search_finds_them() throws Exception {
        List<Cell> cells = new ArrayList<>(new Cells(1).next(3));
        try (CellStore store = open()) {
            store.insert(cells);
        }
        cells.sort(Comparator.comparing(Cell::label));
        byte[] file = Files.readAllBytes(file());
        ByteBuffer first = row(file, cells.get(0));
        ByteBuffer last = row(file, cells.get(2));
        byte[] exchanged = new byte[first.remaining()];
        first.duplicate().get(exchanged);
        first.put(last.duplicate());
        last.put(exchanged);
        Files.write(file(), file);

        assertThat(noCellsOf(file()))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).contains("out of order"));
    }

    /// Where a cell's label and box are in a file, side by side.
    private static ByteBuffer row(byte[] file, Cell cell) {
        byte[] row = ByteBuffer.allocate(Label.LENGTH + Cells.BOX)
                .put(cell.label().bytes())
                .put(cell.box())
                .array();
        for (int at = 0; at + row.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + row.length, row, 0, row.length)) {
                return ByteBuffer.wrap(file, at, row.length);
            }
        }
        throw new AssertionError("the cell is not in the file");
    }

    private static List<String> noCellsOf(Path copy) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CellReader reader = CellStores.copy(copy)) {
            reader.forEach(new CellReader.CellVisitor() {
                @Override
                public void visit(Cell cell) {}

                @Override
                public void noCell(String row) {
                    rows.add(row);
                }
            });
        }
        return rows;
    }

    @Test
    void who_comes_second_is_told_that_the_store_is_in_use() throws Exception {
        try (CellStore _ = open()) {
            assertThatThrownBy(() -> reopen(Cells.BOX))
                    .isInstanceOf(CellStoreException.class)
                    .hasMessageContaining("in use by another process or another part of this one");
            assertThatThrownBy(this::keep).isInstanceOf(CellStoreException.class);
        }
        reopen(Cells.BOX).close();
    }

    @Test
    void a_copy_is_read_with_and_without_its_log_and_left_as_it_is() throws Exception {
        List<Cell> cells = new Cells(1).next(20);
        Path torn = Files.createDirectory(temp.resolve("torn"));
        Path whole = temp.resolve("whole.sqlite");
        try (CellStore store = open()) {
            store.insert(cells);
            Files.copy(file(), torn.resolve("copy.sqlite"));
            Files.copy(temp.resolve("cells.sqlite-wal"), torn.resolve("copy.sqlite-wal"));
        }
        Files.copy(file(), whole);
        byte[] before = Files.readAllBytes(whole);

        assertThat(cellsOf(torn.resolve("copy.sqlite"))).isEqualTo(Set.copyOf(cells));
        assertThat(cellsOf(whole)).isEqualTo(Set.copyOf(cells));
        assertThat(Files.readAllBytes(whole)).isEqualTo(before);
        assertThat(Files.exists(Path.of(whole + "-shm"))).isFalse();
    }

    private static Set<Cell> cellsOf(Path copy) throws IOException {
        Set<Cell> seen = new HashSet<>();
        try (CellReader reader = CellStores.copy(copy)) {
            assertThat(reader.boxLength()).isEqualTo(Cells.BOX);
            reader.forEach(seen::add);
            assertThat(reader.count()).isEqualTo(seen.size());
        }
        return seen;
    }

    @Test
    void after_compaction_the_file_does_not_depend_on_how_the_cells_came() throws Exception {
        List<Cell> cells = new Cells(1).next(512);
        List<byte[]> files = new ArrayList<>();
        for (int batch : new int[] {1, 512, 7}) {
            List<Cell> order = new ArrayList<>(cells);
            Collections.shuffle(order, new Random(batch));
            try (CellStore store = open()) {
                for (int from = 0; from < order.size(); from += batch) {
                    store.insert(order.subList(from, Math.min(order.size(), from + batch)));
                }
            }
            try (CellKeeper keeper = keep()) {
                keeper.compact();
            }
            files.add(Files.readAllBytes(file()));
            assertThat(Files.exists(temp.resolve("cells.sqlite-wal"))).isFalse();
            Files.delete(file());
        }

        assertThat(files.get(1)).isEqualTo(files.get(0));
        assertThat(files.get(2)).isEqualTo(files.get(0));
    }

    @Test
    void fetching_changes_no_byte_of_the_log_and_its_index_either() throws Exception {
        List<Cell> cells = new Cells(1).next(300);
        try (CellStore store = open()) {
            for (Cell cell : cells) {
                store.insert(List.of(cell));
            }
            byte[] log = Files.readAllBytes(temp.resolve("cells.sqlite-wal"));
            byte[] index = Files.readAllBytes(temp.resolve("cells.sqlite-shm"));

            store.fetch(Cells.labels(cells.subList(0, 30)));

            assertThat(Files.readAllBytes(temp.resolve("cells.sqlite-shm"))).isEqualTo(index);
            assertThat(Files.readAllBytes(temp.resolve("cells.sqlite-wal"))).isEqualTo(log);
        }
    }

    @Test
    void the_log_grows_as_far_whoever_reads_meanwhile() throws Exception {
        long alone = lengthOfLogAfterInserts(0);
        Files.delete(file());

        long readMeanwhile = lengthOfLogAfterInserts(3);

        assertThat(readMeanwhile).isEqualTo(alone);
    }

    private long lengthOfLogAfterInserts(int readers) throws Exception {
        Cells cells = new Cells(1);
        List<Cell> first = cells.next(1000);
        AtomicBoolean done = new AtomicBoolean();
        List<Future<?>> reading = new ArrayList<>();
        try (CellStore store = open();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            store.insert(first);
            for (int i = 0; i < readers; i++) {
                reading.add(threads.submit(() -> {
                    while (!done.get()) {
                        store.fetch(Cells.labels(first));
                    }
                    return null;
                }));
            }
            for (int i = 0; i < 150; i++) {
                store.insert(cells.next(30));
            }
            done.set(true);
            for (Future<?> reader : reading) {
                reader.get();
            }
            return Files.size(temp.resolve("cells.sqlite-wal"));
        }
    }

    @Test
    void fetching_changes_no_byte_of_the_file() throws Exception {
        List<Cell> cells = new Cells(1).next(300);
        try (CellStore store = open()) {
            store.insert(cells);
        }
        byte[] before = Files.readAllBytes(file());

        try (CellStore store = reopen(Cells.BOX)) {
            store.fetch(Cells.labels(cells.subList(0, 30)));
        }

        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }
}
