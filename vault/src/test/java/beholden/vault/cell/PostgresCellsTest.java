package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgresql")
class PostgresCellsTest extends CellStoreContract {

    private String database = "";

    @BeforeEach
    void prepare() throws Exception {
        database = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(database), Cells.BOX);
    }

    @Override
    CellStore open() throws CellStoreException {
        return reopen(Cells.BOX);
    }

    @Override
    CellStore reopen(int boxLength) throws CellStoreException {
        return CellStores.open(PostgresServer.asApplication(database), boxLength);
    }

    @Override
    CellKeeper keep() throws CellStoreException {
        return CellStores.keep(PostgresServer.asOwner(database), Cells.BOX);
    }

    @Test
    void rows_that_are_no_cells_are_told_between_those_that_are() throws Exception {
        List<Cell> cells = new Cells(1).next(10);
        try (CellStore store = open()) {
            store.insert(cells);
        }
        PostgresServer.execute(database, """
                ALTER TABLE beholden.cell DROP CONSTRAINT label_length, DROP CONSTRAINT box_length,
                    DROP CONSTRAINT cell_pkey, ALTER COLUMN label DROP NOT NULL, ALTER COLUMN box DROP NOT NULL,
                    ALTER COLUMN label SET STORAGE EXTERNAL, ALTER COLUMN box SET STORAGE EXTERNAL;
                INSERT INTO beholden.cell VALUES
                    (NULL, NULL),
                    (decode(repeat('00', 5000000), 'hex'), decode(repeat('00', 1008), 'hex')),
                    (decode(repeat('11', 16), 'hex'), decode(repeat('00', 5000000), 'hex')),
                    (decode(repeat('22', 16), 'hex'), '');
                """);
        List<Cell> seen = new ArrayList<>();
        List<String> told = new ArrayList<>();
        try (CellKeeper keeper = keep()) {
            keeper.forEach(new CellReader.CellVisitor() {
                @Override
                public void visit(Cell cell) {
                    seen.add(cell);
                }

                @Override
                public void noCell(String row) {
                    told.add(row.substring(0, row.indexOf(" is no cell")));
                }
            });
        }

        assertThat(seen).containsExactlyElementsOf(cells);
        assertThat(told)
                .containsExactly(
                        "a row without a label",
                        "a row without a label",
                        "the row " + "11".repeat(16),
                        "the row " + "22".repeat(16));
    }

    @Test
    void a_reader_that_has_seen_enough_gets_no_more_and_its_own_reason() throws Exception {
        try (CellStore store = open()) {
            store.insert(new Cells(1).next(5000));
        }
        List<Cell> seen = new ArrayList<>();
        try (CellKeeper keeper = keep()) {
            assertThatThrownBy(() -> keeper.forEach(cell -> {
                        if (!seen.isEmpty()) throw new IOException("enough");
                        seen.add(cell);
                    }))
                    .hasMessage("enough")
                    .hasNoSuppressedExceptions();
            assertThat(keeper.count()).isEqualTo(5000);
        }

        assertThat(seen).hasSize(1);
    }
}
