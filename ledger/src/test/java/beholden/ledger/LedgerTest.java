package beholden.ledger;

import static beholden.ledger.LedgerFixture.ORIGIN;
import static beholden.ledger.LedgerFixture.SIGNER;
import static beholden.ledger.LedgerFixture.entries;
import static beholden.ledger.LedgerFixture.entry;
import static beholden.ledger.LedgerFixture.grown;
import static beholden.ledger.LedgerFixture.naiveRoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.ProofException;
import beholden.ledger.merkle.Proofs;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    Path folder;

    @Test
    void a_new_ledger_has_a_signed_checkpoint_of_the_empty_tree() throws Exception {
        try (Ledger ledger = Ledger.create(folder, ORIGIN, List.of(SIGNER))) {
            Checkpoint checkpoint = LedgerFixture.policy().verified(ledger.checkpoint());

            assertThat(checkpoint).isEqualTo(new Checkpoint(ORIGIN, 0, MerkleHash.empty()));
        }
    }

    @Test
    void a_reopened_ledger_goes_on_where_it_was() throws Exception {
        grown(folder, 1000, 300).close();

        try (Ledger ledger = Ledger.open(folder, List.of(SIGNER))) {
            Checkpoint checkpoint = ledger.append(entries(1000, 1300));

            assertThat(checkpoint.size()).isEqualTo(1300);
            assertThat(checkpoint.root()).isEqualTo(naiveRoot(entries(0, 1300)));
            assertThat(LedgerFixture.policy().verified(ledger.checkpoint())).isEqualTo(checkpoint);
        }
    }

    @Test
    void the_size_of_the_batches_leaves_no_trace_in_the_root_or_the_full_tiles() throws Exception {
        Path one = folder.resolve("one");
        Path many = folder.resolve("many");

        grown(one, 600, 1).close();
        grown(many, 600, 600).close();

        assertThat(Files.readAllBytes(one.resolve("checkpoint")))
                .isEqualTo(Files.readAllBytes(many.resolve("checkpoint")));
        assertThat(files(many))
                .allSatisfy(path -> assertThat(one.resolve(path)).hasSameBinaryContentAs(many.resolve(path)));
    }

    @Test
    void the_tiles_lie_where_the_layout_says() throws Exception {
        grown(folder, 70_000, 60_000).close();

        assertThat(files(folder))
                .contains(
                        "tile/0/272",
                        "tile/0/273.p/112",
                        "tile/1/000",
                        "tile/1/001.p/17",
                        "tile/2/000.p/1",
                        "tile/entries/272",
                        "tile/entries/273.p/112")
                .doesNotContain("tile/1/001", "tile/0/273");
        assertThat(EntryBundle.parse(Files.readAllBytes(folder.resolve("tile/entries/273.p/112")), 112))
                .element(111)
                .isEqualTo(entry(69_999));
    }

    @Test
    void partial_tiles_go_when_their_full_tile_is_there() throws Exception {
        grown(folder, 300, 7).close();

        assertThat(files(folder))
                .noneMatch(path -> path.startsWith("tile/0/000.p") || path.startsWith("tile/entries/000.p"));
    }

    @Test
    void proofs_of_an_older_tree_are_given_too() throws Exception {
        try (Ledger ledger = grown(folder, 700, 100)) {
            List<Hash> proof = ledger.inclusionProof(299, 300);

            Proofs.verifyInclusion(299, 300, MerkleHash.leaf(entry(299)), proof, naiveRoot(entries(0, 300)));
            assertThat(ledger.root(300)).isEqualTo(naiveRoot(entries(0, 300)));
        }
    }

    @Test
    void a_proof_from_a_changed_tile_is_not_given() throws Exception {
        try (Ledger ledger = grown(folder, 700, 100)) {
            flip(folder.resolve("tile/0/001"), 5);

            assertThatThrownBy(() -> ledger.inclusionProof(300))
                    .isInstanceOf(DamagedLedgerException.class)
                    .hasMessageContaining("tile/0/001")
                    .hasMessageContaining("beholden ledger audit");
        }
    }

    @Test
    void a_second_opener_is_told() throws Exception {
        try (Ledger ledger = grown(folder, 1, 1)) {
            assertThatThrownBy(() -> Ledger.open(folder, List.of(SIGNER)))
                    .isInstanceOf(LedgerInUseException.class)
                    .hasMessageContaining("only one may append");
            assertThat(ledger.append(entries(1, 2)).size()).isEqualTo(2);
        }
    }

    @Test
    void a_ledger_is_not_created_over_another() throws Exception {
        grown(folder, 1, 1).close();

        assertThatThrownBy(() -> Ledger.create(folder, ORIGIN, List.of(SIGNER)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("open it");
    }

    @Test
    void a_folder_without_a_ledger_is_refused() {
        assertThatThrownBy(() -> Ledger.open(folder, List.of(SIGNER)))
                .hasMessageContaining("checkpoint: the file is missing");
        assertThatThrownBy(() -> Ledger.open(folder.resolve("nothing"), List.of(SIGNER)))
                .hasMessageContaining("no such folder");
    }

    @Test
    void a_key_that_did_not_sign_is_refused_until_the_old_and_the_new_one_signed_together() throws Exception {
        grown(folder, 3, 3).close();

        assertThatThrownBy(() -> Ledger.open(folder, List.of(LedgerFixture.signer(2))))
                .isInstanceOf(DamagedLedgerException.class);
        try (Ledger ledger = Ledger.open(folder, List.of(SIGNER, LedgerFixture.signer(2)))) {
            ledger.append(entries(3, 4));
        }
        try (Ledger ledger = Ledger.open(folder, List.of(LedgerFixture.signer(2)))) {
            assertThat(ledger.size()).isEqualTo(4);
        }
    }

    @Test
    void an_older_journal_put_back_is_refused() throws Exception {
        Path journal = folder.resolve("journal");
        grown(folder, 300, 100).close();
        byte[] older = Files.readAllBytes(journal);
        try (Ledger ledger = Ledger.open(folder, List.of(SIGNER))) {
            ledger.append(entries(300, 301));
        }
        Files.write(journal, older);

        assertThatThrownBy(() -> Ledger.open(folder, List.of(SIGNER)))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("one of journal and checkpoint is older");
    }

    @Test
    void an_older_checkpoint_put_back_behind_the_journal_is_refused() throws Exception {
        Path checkpoint = folder.resolve("checkpoint");
        Ledger ledger = grown(folder, 200, 100);
        byte[] older = Files.readAllBytes(checkpoint);
        ledger.append(entries(200, 300));
        ledger.close();
        Files.write(checkpoint, older);

        assertThatThrownBy(() -> Ledger.open(folder, List.of(SIGNER)))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("one of journal and checkpoint is older");
    }

    @Test
    void a_changed_edge_is_refused() throws Exception {
        grown(folder, 1000, 1000).close();
        flip(folder.resolve("tile/1/000.p/3"), 40);

        assertThatThrownBy(() -> Ledger.open(folder, List.of(SIGNER)))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("is not that of the tiles and the journal");
    }

    @Test
    void a_giant_checkpoint_is_refused_unread() throws Exception {
        grown(folder, 3, 3).close();
        Files.write(folder.resolve("checkpoint"), new byte[5_000_000], StandardOpenOption.APPEND);

        assertThatThrownBy(() -> Ledger.open(folder, List.of(SIGNER)))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContaining("longer than the limit");
    }

    @Test
    void too_many_or_too_long_entries_are_refused_and_the_ledger_goes_on() throws Exception {
        try (Ledger ledger = grown(folder, 3, 3)) {
            assertThatThrownBy(() -> ledger.append(entries(0, Ledger.MAX_BATCH + 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("65,537 entries");
            assertThatThrownBy(() -> ledger.append(List.of(new byte[65_536])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("65,536 bytes");

            assertThat(ledger.append(entries(3, 4)).root()).isEqualTo(naiveRoot(entries(0, 4)));
        }
    }

    @Test
    void entries_of_every_length_come_back() throws Exception {
        List<byte[]> entries = List.of(new byte[0], new byte[] {7}, new byte[EntryBundle.MAX_ENTRY]);

        try (Ledger ledger = Ledger.create(folder, ORIGIN, List.of(SIGNER))) {
            Checkpoint checkpoint = ledger.append(entries);

            assertThat(checkpoint.root()).isEqualTo(naiveRoot(entries));
        }

        byte[] bundle = Files.readAllBytes(folder.resolve("tile/entries/000.p/3"));
        assertThat(EntryBundle.parse(bundle, 3)).usingRecursiveComparison().isEqualTo(entries);
        Ledger.open(folder, List.of(SIGNER)).close();
    }

    @Test
    void handed_over_it_goes_on_under_the_next_key_and_a_note_signed_by_both_proves_that_key() throws Exception {
        NoteSigner next = LedgerFixture.signer(2);
        List<SignedNote> proofs = new ArrayList<>();
        try (Ledger ledger = grown(folder, 300, 100)) {
            assertThatThrownBy(() -> ledger.handOver(List.of(next), _ -> {
                        throw new IOException("no room");
                    }))
                    .hasMessage("no room");
            ledger.append(entries(300, 301));
            assertThat(ledger.checkpoint().verified(List.of(SIGNER.verifier(), next.verifier())))
                    .containsExactly(SIGNER.verifier());

            ledger.handOver(List.of(next), proofs::add);
            ledger.append(entries(301, 302));
        }

        assertThat(proofs.getFirst().verified(List.of(SIGNER.verifier(), next.verifier())))
                .containsExactly(SIGNER.verifier(), next.verifier());
        assertThatThrownBy(() -> Ledger.open(folder, List.of(SIGNER))).isInstanceOf(DamagedLedgerException.class);
        try (Ledger ledger = Ledger.open(folder, List.of(next))) {
            assertThat(ledger.root(302)).isEqualTo(naiveRoot(entries(0, 302)));
        }
    }

    @Test
    void a_consistency_proof_from_every_size_of_the_past_holds() throws Exception {
        try (Ledger ledger = grown(folder, 600, 50)) {
            Hash now = naiveRoot(entries(0, 600));
            for (int size = 1; size <= 600; size += 13) {
                proveConsistency(ledger, size, now);
            }
            assertThat(ledger.consistencyProof(0, 600)).isEmpty();
        }
    }

    private static void proveConsistency(Ledger ledger, int size, Hash now) throws IOException, ProofException {
        Proofs.verifyConsistency(size, 600, naiveRoot(entries(0, size)), now, ledger.consistencyProof(size, 600));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder.resolve("tile"))) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[at] ^= 1;
        Files.write(file, content);
    }
}
