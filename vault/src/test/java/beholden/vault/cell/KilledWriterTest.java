package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.cell.CellAddress.SqliteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, killed while they write.
class KilledWriterTest {
    private static final int KILLS = 25;

    @TempDir
    Path temp;

    @Test
    void an_sqlite_store_whose_writer_is_killed_25_times_loses_nothing() throws Exception {
        CellAddress file = new SqliteFile(temp.resolve("cells.sqlite"));
        CellStores.create(file, Cells.BOX);

        killWriters(file, file);
    }

    @Test
    void a_postgres_store_whose_writer_is_killed_25_times_loses_nothing() throws Exception {
        String database = PostgresServer.preparedDatabase();
        CellStores.create(PostgresServer.asOwner(database), Cells.BOX);

        killWriters(PostgresServer.asApplication(database), PostgresServer.asOwner(database));
    }

    /// Every fifth process compacts, the others insert.
    private static void killWriters(CellAddress application, CellAddress owner) throws Exception {
        Random random = new Random(50);
        Set<Cell> expected = new HashSet<>();
        for (int run = 0; run < KILLS; run++) {
            if (run % 5 == 4) {
                expected.addAll(pad(application, owner, run));
                killAfter(random.nextInt(4), "compact", owner, run);
            } else {
                int last = killAfter(1 + random.nextInt(30), "insert", application, run);
                int there = batchesThere(application, run, last);
                for (int number = 0; number < there; number++) {
                    expected.addAll(WriterProcess.batch(run, number));
                }
            }
            if (run % 5 == 4) {
                assertThat(cellsOf(owner)).isEqualTo(expected);
            }
        }
    }

    /// @return the last batch that the process said was inserted, or compaction that it said was done
    private static int killAfter(int lines, String work, CellAddress address, int run) throws Exception {
        int last = -1;
        try (WriterProcess process = WriterProcess.start(work, address, run)) {
            for (int i = 0; i < lines; i++) {
                last = Integer.parseInt(String.valueOf(process.line()));
            }
            process.kill();
            // What it had said before it died counts as well.
            for (String line = process.line(); line != null; line = process.line()) {
                last = Integer.parseInt(line);
            }
        }
        return last;
    }

    /// Checks that the announced batches are there, whole, and of a later one all or nothing.
    ///
    /// @return how many batches are there
    private static int batchesThere(CellAddress application, int run, int announced) throws IOException {
        try (CellStore store = CellStores.open(application, Cells.BOX)) {
            int number = 0;
            while (true) {
                List<Cell> batch = WriterProcess.batch(run, number);
                List<Cell> there = store.fetch(Cells.labels(batch));
                if (number > announced && there.isEmpty()) {
                    return number;
                }
                assertThat(there).as("batch %d of run %d", number, run).isEqualTo(batch);
                number++;
            }
        }
    }

    private static List<Cell> pad(CellAddress application, CellAddress owner, int run) throws IOException {
        List<Cell> dummies = new ArrayList<>();
        try (CellKeeper keeper = CellStores.keep(owner, Cells.BOX)) {
            dummies.addAll(new Cells(-run).next((int) keeper.padding()));
        }
        try (CellStore store = CellStores.open(application, Cells.BOX)) {
            store.insert(dummies);
        }
        return dummies;
    }

    private static Set<Cell> cellsOf(CellAddress owner) throws IOException {
        Set<Cell> seen = new HashSet<>();
        try (CellKeeper keeper = CellStores.keep(owner, Cells.BOX)) {
            keeper.forEach(cell -> assertThat(seen.add(cell)).isTrue());
        }
        return seen;
    }
}
