package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every store does.
abstract class CellStoreContract {

    /// A store made for this test alone.
    abstract CellStore open() throws CellStoreException;

    /// The same store with its owner's rights, when it is closed.
    abstract CellKeeper keep() throws CellStoreException;

    @Test
    void what_was_inserted_is_fetched_in_the_order_asked() throws Exception {
        Cells cells = new Cells(1);
        List<Cell> some = cells.next(5);
        try (CellStore store = open()) {
            store.insert(some);

            List<Cell> fetched = store.fetch(List.of(
                    some.get(3).label(),
                    cells.label(),
                    some.get(0).label(),
                    some.get(3).label()));

            assertThat(fetched).containsExactly(some.get(3), some.get(0), some.get(3));
        }
    }

    @Test
    void nothing_is_fetched_for_no_labels_or_unknown_ones() throws Exception {
        try (CellStore store = open()) {
            assertThat(store.fetch(List.of())).isEmpty();
            assertThat(store.fetch(List.of(new Cells(1).label()))).isEmpty();
        }
    }

    @Test
    void a_thousand_labels_are_answered_and_one_more_is_refused() throws Exception {
        List<Cell> cells = new Cells(1).next(CellStore.MAX_FETCH + 1);
        List<Label> labels = Cells.labels(cells);
        try (CellStore store = open()) {
            store.insert(cells);

            assertThat(store.fetch(labels.subList(1, labels.size()))).isEqualTo(cells.subList(1, cells.size()));
            assertThatThrownBy(() -> store.fetch(labels))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("1001 labels in one fetch; at most 1000 are answered");
        }
    }

    @Test
    void a_batch_may_be_repeated_whole_or_in_part() throws Exception {
        Cells cells = new Cells(1);
        List<Cell> batch = cells.next(3);
        try (CellStore store = open()) {
            store.insert(batch);
            store.insert(batch);
            List<Cell> more = new ArrayList<>(cells.next(2));
            more.add(1, batch.get(2));
            store.insert(more);
            store.insert(List.of());

            assertThat(store.fetch(Cells.labels(more))).isEqualTo(more);
        }
        try (CellKeeper keeper = keep()) {
            assertThat(keeper.count()).isEqualTo(5);
        }
    }

    @Test
    void a_label_that_is_taken_refuses_the_whole_batch() throws Exception {
        Cells cells = new Cells(1);
        Cell present = cells.next();
        Cell other = new Cell(present.label(), cells.box());
        Cell before = cells.next();
        Cell after = cells.next();
        try (CellStore store = open()) {
            store.insert(List.of(present));

            assertThatThrownBy(() -> store.insert(List.of(before, other, after)))
                    .isInstanceOf(LabelTakenException.class)
                    .hasNoCause();

            assertThat(store.fetch(Cells.labels(List.of(before, present, after))))
                    .containsExactly(present);
            // and the store goes on
            store.insert(List.of(before, after));
            assertThat(store.fetch(Cells.labels(List.of(before, after)))).hasSize(2);
        }
    }

    @Test
    void a_label_twice_in_one_batch_with_two_boxes_is_refused() throws Exception {
        Cells cells = new Cells(1);
        Cell one = cells.next();
        Cell two = new Cell(one.label(), cells.box());
        try (CellStore store = open()) {
            assertThatThrownBy(() -> store.insert(List.of(one, two))).isInstanceOf(LabelTakenException.class);

            assertThat(store.fetch(List.of(one.label()))).isEmpty();
        }
    }

    @Test
    void a_box_of_another_length_is_refused() throws Exception {
        Cell cell = new Cell(new Cells(1).label(), new byte[Cells.BOX - 1]);
        try (CellStore store = open()) {
            assertThatThrownBy(() -> store.insert(List.of(cell)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a box of 1007 bytes; this store's have 1008");
        }
    }

    @Test
    void another_box_length_in_the_settings_is_told() throws Exception {
        open().close();

        assertThatThrownBy(() -> reopen(Cells.BOX + 1))
                .isInstanceOf(CellStoreException.class)
                .hasMessageContaining("1008 bytes")
                .hasMessageContaining("1009")
                .hasMessageContaining("open it with the settings it was made with");
    }

    abstract CellStore reopen(int boxLength) throws CellStoreException;

    @Test
    void many_threads_write_and_read_at_once() throws Exception {
        int threads = 6;
        try (CellStore store = open();
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Cells cells = new Cells(thread);
                tasks.add(() -> {
                    List<Cell> mine = new ArrayList<>();
                    for (int batch = 0; batch < 20; batch++) {
                        List<Cell> some = cells.next(5);
                        store.insert(some);
                        mine.addAll(some);
                        if (!store.fetch(Cells.labels(mine)).equals(mine)) {
                            return false;
                        }
                    }
                    return true;
                });
            }
            for (Future<Boolean> result : pool.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
        }
        try (CellKeeper keeper = keep()) {
            assertThat(keeper.count()).isEqualTo(threads * 100L);
        }
    }

    @Test
    void the_owner_sees_every_cell_once() throws Exception {
        List<Cell> cells = new Cells(1).next(2500);
        try (CellStore store = open()) {
            store.insert(cells);
        }
        List<Cell> seen = new ArrayList<>();
        try (CellKeeper keeper = keep()) {
            keeper.forEach(seen::add);
        }

        assertThat(seen).hasSize(2500);
        assertThat(new HashSet<>(seen)).isEqualTo(Set.copyOf(cells));
    }

    @Test
    void compaction_keeps_every_cell_in_the_order_of_labels() throws Exception {
        List<Cell> cells = new Cells(1).next(1024);
        try (CellStore store = open()) {
            store.insert(cells);
        }
        List<Cell> seen = new ArrayList<>();
        try (CellKeeper keeper = keep()) {
            keeper.compact();

            assertThat(keeper.count()).isEqualTo(1024);
            keeper.forEach(seen::add);
        }

        assertThat(seen).isSortedAccordingTo((a, b) -> a.label().compareTo(b.label()));
        assertThat(Set.copyOf(seen)).isEqualTo(Set.copyOf(cells));
        Cells later = new Cells(2);
        try (CellStore store = reopen(Cells.BOX)) {
            List<Cell> more = later.next(3);
            store.insert(more);
            assertThat(store.fetch(Cells.labels(more))).isEqualTo(more);
            assertThat(store.fetch(Cells.labels(cells.subList(0, 1000)))).isEqualTo(cells.subList(0, 1000));
        }
    }

    @Test
    void the_parts_together_have_the_entry_of_every_cell_once() throws Exception {
        List<Cell> cells = new Cells(5).next(300);
        try (CellStore store = open()) {
            store.insert(cells);
            for (int parts : new int[] {1, 16, 1024}) {
                List<String> entries = new ArrayList<>();
                for (int part = 0; part < parts; part++) {
                    List<String> some = store.entries(part, parts).stream()
                            .map(HexFormat.of()::formatHex)
                            .toList();
                    assertThat(some).isSorted();
                    entries.addAll(some);
                }

                assertThat(entries)
                        .containsExactlyInAnyOrderElementsOf(cells.stream()
                                .map(cell -> HexFormat.of().formatHex(cell.entry()))
                                .toList());
            }
            assertThatThrownBy(() -> store.entries(0, 3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.entries(16, 16)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void compaction_waits_for_the_dummies_that_are_missing() throws Exception {
        Cells cells = new Cells(1);
        try (CellStore store = open()) {
            store.insert(cells.next(5));
        }
        try (CellKeeper keeper = keep()) {
            assertThat(keeper.padding()).isEqualTo(3);
            assertThatThrownBy(keeper::compact)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("3 dummies are missing to a power of two; write them first, then compact");
        }
        try (CellStore store = reopen(Cells.BOX)) {
            store.insert(cells.next(3));
        }
        try (CellKeeper keeper = keep()) {
            assertThat(keeper.padding()).isZero();
            keeper.compact();
            assertThat(keeper.count()).isEqualTo(8);
        }
    }
}
