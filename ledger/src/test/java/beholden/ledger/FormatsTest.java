package beholden.ledger;

import static beholden.ledger.LedgerFixture.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FormatsTest {
    private static final JournalKeys KEYS = new JournalKeys(LedgerFixture.ORIGIN, List.of(LedgerFixture.SIGNER));

    @Test
    void tile_paths_are_grouped_in_threes() {
        assertThat(new TileName(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new TileName(3, 5, 17).path()).isEqualTo("tile/3/005.p/17");
        assertThat(new TileName(TileName.ENTRIES, 1000, 1).path()).isEqualTo("tile/entries/x001/000.p/1");
    }

    @Test
    void a_path_is_read_back_and_no_second_spelling_of_it() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            long index = random.nextLong(1, 1L << (1 + random.nextInt(55)));
            TileName name = new TileName(random.nextInt(9) - 1, index, 1 + random.nextInt(256));
            assertThat(TileName.parse(name.path())).contains(name);
        }
        for (String path : List.of(
                "tile/0/x000/001",
                "tile/8/000",
                "tile/0/01",
                "tile/0/001.p/0",
                "tile/0/001.p/256",
                "tile/0/001.p/01",
                "tile/0/001/002",
                "tile/0/../checkpoint",
                "tile/entries/x1/000",
                "checkpoint")) {
            assertThat(TileName.parse(path)).as(path).isEmpty();
        }
    }

    @Test
    void a_bundle_of_another_length_is_refused() throws Exception {
        byte[] bundle = EntryBundle.encode(entries(0, 3));

        assertThat(EntryBundle.parse(bundle, 3)).hasSize(3);
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 4)).hasMessage("ends after 3 of 4 entries");
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 2)).hasMessage("holds 34 bytes after its 2 entries");
        assertThatThrownBy(() -> EntryBundle.parse(Arrays.copyOf(bundle, 101), 3))
                .hasMessage("ends inside entry 2 of 3");
        assertThatThrownBy(() -> EntryBundle.parse(new byte[] {0}, 1)).hasMessage("ends after 0 of 1 entries");
        assertThatThrownBy(() -> EntryBundle.parse(new byte[] {(byte) 0xFF, (byte) 0xFF}, 1))
                .isInstanceOf(MalformedTileException.class);
    }

    @Test
    void a_journal_cut_anywhere_keeps_its_whole_records() throws Exception {
        byte[] header = Journal.header(512);
        byte[] first = Journal.record(512, entries(0, 3), KEYS);
        byte[] second = Journal.record(515, entries(3, 5), KEYS);
        ByteBuffer whole = ByteBuffer.allocate(header.length + first.length + second.length)
                .put(header)
                .put(first)
                .put(second);

        for (int length = header.length; length <= whole.capacity(); length++) {
            Journal journal = Journal.parse(Arrays.copyOf(whole.array(), length));

            int records = length == whole.capacity() ? 2 : length >= header.length + first.length ? 1 : 0;
            assertThat(journal.size()).isEqualTo(List.of(512L, 515L, 517L).get(records));
        }
    }

    @Test
    void a_journal_record_at_another_place_is_none() throws Exception {
        byte[] header = Journal.header(512);
        byte[] record = Journal.record(513, entries(0, 3), KEYS);
        byte[] file = ByteBuffer.allocate(header.length + record.length)
                .put(header)
                .put(record)
                .array();

        assertThat(Journal.parse(file).size()).isEqualTo(512);
    }

    @Test
    void a_journal_of_hostile_lengths_is_none() throws Exception {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30}) {
            byte[] file = ByteBuffer.allocate(200)
                    .put(Journal.header(0))
                    .putInt(length)
                    .putInt(length)
                    .putInt(length)
                    .array();

            assertThat(Journal.parse(file).size()).isZero();
        }
        assertThatThrownBy(() -> Journal.parse(new byte[1000])).isInstanceOf(DamagedLedgerException.class);
        assertThatThrownBy(() -> Journal.parse(Journal.header(100))).isInstanceOf(DamagedLedgerException.class);
    }
}
