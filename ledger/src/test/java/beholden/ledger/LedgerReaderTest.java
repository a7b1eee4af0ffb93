package beholden.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.Proofs;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.Keys;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.SignedNote;
import beholden.ledger.note.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerReaderTest {
    private static final NoteSigner KEY = Keys.log("example.com/log", 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 700, 66_000})
    void every_kind_of_entry_is_proved_to_others_while_the_ledger_is_open(int size) throws Exception {
        try (Ledger ledger = Ledger.create(folder, "example.com/log", List.of(KEY))) {
            append(ledger, 0, size);
            SignedNote note = LedgerReader.checkpoint(folder);

            LedgerReader reader = LedgerReader.at(folder, note);

            for (long index : new long[] {0, size / 2, size - 1}) {
                TlogProof proof = new TlogProof(index, reader.inclusionProof(index), note);
                assertThat(proof.verify(MerkleHash.leaf(reader.entry(index)), CheckpointPolicy.ofLog(KEY.verifier()))
                                .size())
                        .isEqualTo(size);
                assertThat(reader.entry(index)).isEqualTo(entry(index));
                assertThat(reader.indexOf(entry(index))).hasValue(index);
                assertThat(reader.lastIndexOf(entry(index), size)).hasValue(index);
                assertThat(reader.lastIndexOf(entry(index), index + 1)).hasValue(index);
                assertThat(reader.lastIndexOf(entry(index), index)).isEmpty();
            }
        }
    }

    @Test
    void an_older_checkpoint_is_read_after_the_ledger_went_on() throws Exception {
        try (Ledger ledger = Ledger.create(folder, "example.com/log", List.of(KEY))) {
            append(ledger, 0, 300);
            SignedNote older = LedgerReader.checkpoint(folder);
            append(ledger, 300, 400);

            LedgerReader reader = LedgerReader.at(folder, older);

            assertThat(reader.entry(299)).isEqualTo(entry(299));
            assertThatThrownBy(() -> reader.entry(300)).hasMessageContaining("the ledger has 300 entries");
            assertThat(reader.indexOf(entry(300))).isEmpty();
        }
    }

    @Test
    void growth_between_any_two_sizes_is_proved() throws Exception {
        try (Ledger ledger = Ledger.create(folder, "example.com/log", List.of(KEY))) {
            append(ledger, 0, 600);
            LedgerReader reader = LedgerReader.at(folder, LedgerReader.checkpoint(folder));

            for (long from : new long[] {1, 255, 256, 300, 512, 600})
                Proofs.verifyConsistency(
                        from, 600, ledger.root(from), reader.checkpoint().root(), reader.consistencyProof(from, 600));
            assertThat(reader.consistencyProof(0, 600)).isEmpty();
        }
    }

    @Test
    void a_changed_entry_is_not_handed_out() throws Exception {
        try (Ledger ledger = Ledger.create(folder, "example.com/log", List.of(KEY))) {
            append(ledger, 0, 300);
        }
        flipLastByte(folder.resolve("tile/entries/000"));
        LedgerReader reader = LedgerReader.at(folder, LedgerReader.checkpoint(folder));

        assertThatThrownBy(() -> reader.entry(255))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("entry 255");
    }

    @Test
    void changed_tiles_are_noticed_before_anything_is_proved() throws Exception {
        try (Ledger ledger = Ledger.create(folder, "example.com/log", List.of(KEY))) {
            append(ledger, 0, 300);
        }
        flipLastByte(folder.resolve("tile/1/000.p/1"));

        assertThatThrownBy(() -> LedgerReader.at(folder, LedgerReader.checkpoint(folder)))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("do not add up");
    }

    private static void append(Ledger ledger, int from, int to) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        for (int i = from; i < to; i++) {
            entries.add(entry(i));
            if (entries.size() == 50_000) {
                ledger.append(entries);
                entries.clear();
            }
        }
        ledger.append(entries);
    }

    private static byte[] entry(long index) {
        return ("entry " + index).getBytes(StandardCharsets.UTF_8);
    }

    private static void flipLastByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }
}
