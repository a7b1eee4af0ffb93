package beholden.ledger;

import static beholden.ledger.LedgerFixture.ORIGIN;
import static beholden.ledger.LedgerFixture.SIGNER;
import static beholden.ledger.LedgerFixture.entries;
import static beholden.ledger.LedgerFixture.grown;
import static beholden.ledger.LedgerFixture.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ground.Sha256;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.LogKeyFile;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import beholden.ledger.witness.CosignedCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir
    Path folder;

    @Test
    void an_honest_ledger_is_clean_at_every_interesting_size() throws Exception {
        for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 1000}) {
            Path each = folder.resolve("size" + size);
            grown(each, size, 100).close();

            AuditReport report = audit(each).run();

            assertThat(report.findings()).isEmpty();
            assertThat(report.leaves()).isEqualTo(size);
        }
    }

    @Test
    void an_honest_ledger_of_three_levels_is_clean() throws Exception {
        grown(folder, 66_000, 60_000).close();

        AuditReport report = audit(folder).run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.leaves()).isEqualTo(66_000);
    }

    @Test
    void a_changed_entry_is_named() throws Exception {
        grown(folder, 1000, 1000).close();
        flip("tile/entries/001", 34 * 7 + 5);

        assertThat(findings()).contains(new Finding.EntryChanged("tile/entries/001", 256 + 7));
    }

    @Test
    void a_changed_entry_of_the_last_bundle_is_named() throws Exception {
        grown(folder, 1000, 1000).close();
        flip("tile/entries/003.p/232", 34 * 231 + 5);

        assertThat(findings()).contains(new Finding.EntryChanged("tile/entries/003.p/232", 999));
    }

    @Test
    void a_changed_hash_is_named_at_every_level() throws Exception {
        grown(folder, 66_000, 60_000).close();
        flip("tile/0/100", 32 * 9);
        flip("tile/0/257.p/208", 32 * 200 + 31);
        flip("tile/1/000", 32 * 77 + 1);
        flip("tile/1/001.p/1", 0);

        assertThat(findings())
                .containsExactlyInAnyOrder(
                        new Finding.TileChanged("tile/0/100", 9),
                        new Finding.TileChanged("tile/0/257.p/208", 200),
                        new Finding.TileChanged("tile/1/000", 77),
                        new Finding.TileChanged("tile/1/001.p/1", 0));
    }

    @Test
    void a_changed_tile_is_told_from_a_changed_entry_elsewhere() throws Exception {
        grown(folder, 1000, 1000).close();
        flip("tile/entries/000", 34 * 3 + 2);
        flip("tile/0/002", 32 * 4);

        assertThat(findings())
                .contains(new Finding.EntryChanged("tile/entries/000", 3), new Finding.TileChanged("tile/0/002", 4))
                .noneMatch(finding -> finding instanceof Finding.TileChanged tile
                        && tile.path().equals("tile/0/000"));
    }

    @Test
    void an_entry_replaced_together_with_its_tile_is_named() throws Exception {
        Path other = folder.resolve("other");
        grown(folder.resolve("ledger"), 1000, 1000).close();
        try (Ledger ledger = Ledger.create(other, ORIGIN, List.of(SIGNER))) {
            ledger.append(entries(5000, 6000));
        }
        for (String path : List.of("tile/0/001", "tile/entries/001")) {
            Files.write(folder.resolve("ledger").resolve(path), Files.readAllBytes(other.resolve(path)));
        }

        assertThat(audit(folder.resolve("ledger")).run().findings())
                .contains(new Finding.SubtreeChanged("tile/entries/001", "tile/0/001"));
    }

    @Test
    void missing_and_malformed_files_are_named() throws Exception {
        grown(folder, 1000, 1000).close();
        Files.delete(folder.resolve("tile/entries/000"));
        Files.delete(folder.resolve("tile/0/002"));
        Files.write(folder.resolve("tile/0/001"), new byte[100]);
        Files.write(folder.resolve("tile/1/000.p/3"), new byte[5_000_000]);
        Files.write(folder.resolve("tile/entries/003.p/232"), new byte[] {0, 32, 1});
        Files.write(folder.resolve("tile/0/notes.txt"), new byte[1]);

        assertThat(findings())
                .contains(
                        new Finding.FileMissing("tile/entries/000"),
                        new Finding.FileMissing("tile/0/002"),
                        new Finding.FileMalformed("tile/0/001", "has 100 bytes, should have 8,192"),
                        new Finding.FileMalformed("tile/1/000.p/3", "has 97 bytes, should have 96"),
                        new Finding.FileMalformed("tile/entries/003.p/232", "ends inside entry 0 of 232"),
                        new Finding.FileUnexpected("tile/0/notes.txt"));
    }

    @Test
    void a_partial_tile_that_went_is_read_from_its_full_one() throws Exception {
        grown(folder, 200, 200).close();
        byte[] checkpoint = Files.readAllBytes(folder.resolve("checkpoint"));
        try (Ledger ledger = Ledger.open(folder, List.of(SIGNER))) {
            ledger.append(entries(200, 300));
        }

        AuditReport report = new Audit(new GrowingSource(TileSource.folder(folder), checkpoint), policy()).run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.leaves()).isEqualTo(200);
    }

    @Test
    void tiles_that_go_beyond_what_is_signed_are_named() throws Exception {
        grown(folder, 300, 300).close();
        byte[] bundle = Files.readAllBytes(folder.resolve("tile/entries/000"));
        Files.write(folder.resolve("tile/entries/001"), bundle);
        Files.write(folder.resolve("tile/0/001.p/45"), new byte[45 * 32]);

        assertThat(findings())
                .containsExactly(
                        new Finding.FileMalformed("tile/0/001.p/45", "it goes beyond the 300 entries that are signed"),
                        new Finding.FileMalformed(
                                "tile/entries/001", "it goes beyond the 300 entries that are signed"));
    }

    @Test
    void an_append_that_was_interrupted_is_no_finding() throws Exception {
        grown(folder, 300, 300).close();
        ForgetfulDisk disk = new ForgetfulDisk(folder, Integer.MAX_VALUE);
        try (Ledger ledger = Ledger.open(folder, List.of(SIGNER), disk)) {
            // The journal takes two steps; then come the tiles.
            disk.restart(4);
            assertThatThrownBy(() -> ledger.append(entries(300, 302))).isInstanceOf(ForgetfulDisk.PowerFailure.class);
        }

        assertThat(folder.resolve("tile/entries/001.p/46")).exists();
        assertThat(findings()).isEmpty();
    }

    @Test
    void keys_that_were_put_in_place_of_the_logs_are_named() throws Exception {
        grown(folder, 3, 3).close();
        NoteVerifier other = LedgerFixture.signer(2).verifier();
        LogKeyFile.write(folder, List.of(SIGNER.verifier()));
        List<Finding> own = findings();
        LogKeyFile.write(folder, List.of(SIGNER.verifier(), other));

        assertThat(own).isEmpty();
        assertThat(findings())
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.KeyFileWrong.class,
                        wrong -> assertThat(wrong.message()).startsWith("log.pub: " + other.vkey()));
    }

    @Test
    void a_cosigned_checkpoint_is_compared_without_witnesses_too() throws Exception {
        grown(folder, 300, 300).close();
        String fork = new Checkpoint(ORIGIN, 5, LedgerFixture.naiveRoot(entries(1, 6))).text();
        Files.write(
                folder.resolve(CosignedCheckpoint.NAME),
                SignedNote.sign(fork, List.of(SIGNER)).bytes());

        assertThat(findings()).singleElement().isInstanceOf(Finding.Forked.class);
    }

    @Test
    void a_checkpoint_cosigned_before_the_log_changed_its_key_is_no_finding() throws Exception {
        NoteSigner newer = LedgerFixture.signer(2);
        try (Ledger ledger = grown(folder, 3, 3)) {
            Files.write(
                    folder.resolve(CosignedCheckpoint.NAME), ledger.checkpoint().bytes());
        }
        try (Ledger ledger = Ledger.open(folder, List.of(SIGNER, newer))) {
            ledger.append(entries(3, 4));
        }

        AuditReport report = new Audit(TileSource.folder(folder), CheckpointPolicy.ofLog(newer.verifier())).run();

        assertThat(report.findings()).isEmpty();
    }

    @Test
    void a_ledger_put_back_to_an_older_state_is_a_rollback() throws Exception {
        Checkpoint kept = new Checkpoint(ORIGIN, 301, LedgerFixture.naiveRoot(entries(0, 301)));
        grown(folder, 300, 300).close();

        assertThat(audit(folder).since(kept).run().findings())
                .containsExactly(new Finding.RolledBack("the auditor", 301, 300));
    }

    @Test
    void another_history_is_a_fork_even_if_it_is_signed() throws Exception {
        Checkpoint kept = new Checkpoint(ORIGIN, 300, LedgerFixture.naiveRoot(entries(0, 300)));
        Checkpoint same = new Checkpoint(ORIGIN, 400, LedgerFixture.naiveRoot(entries(0, 400)));
        List<byte[]> rewritten = entries(0, 400);
        rewritten.set(123, MerkleHash.leaf(new byte[1]).bytes());
        try (Ledger ledger = Ledger.create(folder, ORIGIN, List.of(SIGNER))) {
            ledger.append(rewritten);
        }

        assertThat(audit(folder).since(kept).run().findings())
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.Forked.class, fork -> assertThat(fork.size()).isEqualTo(300));
        assertThat(audit(folder).since(same).run().findings()).singleElement().isInstanceOf(Finding.Forked.class);
    }

    @Test
    void a_ledger_that_grew_from_the_kept_checkpoint_is_clean() throws Exception {
        grown(folder, 700, 700).close();

        for (int size : new int[] {0, 1, 255, 256, 300, 512, 699, 700}) {
            Checkpoint kept = new Checkpoint(ORIGIN, size, LedgerFixture.naiveRoot(entries(0, size)));

            assertThat(audit(folder).since(kept).run().findings()).isEmpty();
        }
    }

    @Test
    void a_checkpoint_by_another_key_is_refused() throws Exception {
        grown(folder, 3, 3).close();

        AuditReport report = new Audit(
                        TileSource.folder(folder),
                        CheckpointPolicy.ofLog(LedgerFixture.signer(2).verifier()))
                .run();

        assertThat(report.findings()).singleElement().isInstanceOf(Finding.CheckpointRefused.class);
        assertThat(report.checkpoint()).isNull();
    }

    @Test
    void missing_and_stale_cosignatures_are_named() throws Exception {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        NoteSigner witness = NoteSigner.ed25519Cosignature("witness.example", new byte[32], InstantSource.fixed(then));
        CheckpointPolicy needsWitness =
                new CheckpointPolicy(List.of(SIGNER.verifier()), List.of(witness.verifier()), 1);
        try (Ledger ledger = grown(folder, 300, 300)) {
            SignedNote note = ledger.checkpoint();
            assertThat(new Audit(TileSource.folder(folder), needsWitness).run().findings())
                    .singleElement()
                    .isInstanceOf(Finding.CosignaturesMissing.class);
            Files.write(
                    folder.resolve(CosignedCheckpoint.NAME),
                    note.with(List.of(witness.sign(note.text()))).bytes());
            ledger.append(entries(300, 310));
        }
        Audit fresh = new Audit(TileSource.folder(folder), needsWitness)
                .cosignedWithin(Duration.ofDays(1), InstantSource.fixed(then.plusSeconds(86_400)));
        Audit stale = new Audit(TileSource.folder(folder), needsWitness)
                .cosignedWithin(Duration.ofDays(1), InstantSource.fixed(then.plusSeconds(86_401)));

        assertThat(fresh.run().findings()).isEmpty();
        assertThat(stale.run().findings()).containsExactly(new Finding.CosignaturesStale(300, then));
    }

    @Test
    void a_cosignature_of_a_time_to_come_is_named() throws Exception {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        grown(folder, 300, 300).close();

        for (Instant time : List.of(now.plusSeconds(300), now.plusSeconds(301), Instant.MAX)) {
            NoteSigner witness =
                    NoteSigner.ed25519Cosignature("witness.example", new byte[32], InstantSource.fixed(time));
            SignedNote note = LedgerReader.checkpoint(folder);
            Files.write(
                    folder.resolve(CosignedCheckpoint.NAME),
                    note.with(List.of(witness.sign(note.text()))).bytes());
            CheckpointPolicy needsWitness =
                    new CheckpointPolicy(List.of(SIGNER.verifier()), List.of(witness.verifier()), 1);

            List<Finding> findings = new Audit(TileSource.folder(folder), needsWitness)
                    .cosignedWithin(Duration.ofDays(1), InstantSource.fixed(now))
                    .run()
                    .findings();

            if (time.isAfter(now.plusSeconds(300))) {
                assertThat(findings).singleElement().isInstanceOf(Finding.CosignaturesAhead.class);
            } else {
                assertThat(findings).isEmpty();
            }
        }
    }

    @Test
    void a_history_other_than_the_witnesses_saw_is_a_fork() throws Exception {
        NoteSigner witness = NoteSigner.ed25519Cosignature("witness.example", new byte[32], InstantSource.system());
        String seen = new Checkpoint(ORIGIN, 5, LedgerFixture.naiveRoot(entries(1, 6))).text();
        grown(folder, 300, 300).close();
        SignedNote note = SignedNote.sign(seen, List.of(SIGNER, witness));
        Files.write(folder.resolve(CosignedCheckpoint.NAME), note.bytes());
        CheckpointPolicy needsWitness =
                new CheckpointPolicy(List.of(SIGNER.verifier()), List.of(witness.verifier()), 1);

        assertThat(new Audit(TileSource.folder(folder), needsWitness).run().findings())
                .singleElement()
                .isInstanceOfSatisfying(
                        Finding.Forked.class, fork -> assertThat(fork.keeper()).isEqualTo("the witnesses"));
    }

    @Test
    void a_checkpoint_without_its_tree_is_found_at_once() throws Exception {
        Files.write(
                folder.resolve("checkpoint"),
                SignedNote.sign(new Checkpoint(ORIGIN, 1L << 33, MerkleHash.empty()).text(), List.of(SIGNER))
                        .bytes());

        assertThat(findings()).hasSize(2).allMatch(finding -> finding instanceof Finding.FileMissing);

        Files.write(
                folder.resolve("checkpoint"),
                SignedNote.sign(new Checkpoint(ORIGIN, Long.MAX_VALUE, MerkleHash.empty()).text(), List.of(SIGNER))
                        .bytes());
        assertThat(findings()).singleElement().isInstanceOf(Finding.CheckpointRefused.class);
    }

    @Test
    void a_database_in_another_order_is_clean() throws Exception {
        CellsFixture cells = cells(1000);

        AuditReport report = audit(folder).cells(cells).run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.cells()).isEqualTo(1000);
    }

    @Test
    void a_removed_cell_is_named_by_its_entry() throws Exception {
        CellsFixture cells = cells(1000);
        cells.cells.remove(400);

        assertThat(audit(folder).cells(cells).run().findings()).containsExactly(new Finding.CellMissing(400));
    }

    @Test
    void an_added_cell_is_named_by_its_label() throws Exception {
        CellsFixture cells = cells(1000);
        byte[] label = new byte[16];
        label[0] = (byte) 0xAB;
        cells.cells.add(new CellsFixture.Cell(label, new byte[64]));

        assertThat(audit(folder).cells(cells).run().findings())
                .containsExactly(new Finding.CellUnknown(
                        "ab" + "00".repeat(15),
                        Sha256.hex(ByteBuffer.allocate(80).put(label).array())));
    }

    @Test
    void a_cell_put_in_twice_is_found() throws Exception {
        CellsFixture cells = cells(1000);
        cells.cells.add(cells.cells.get(17));

        assertThat(audit(folder).cells(cells).run().findings()).singleElement().isInstanceOf(Finding.CellUnknown.class);
    }

    @Test
    void a_changed_cell_is_named_by_its_label_and_its_entry() throws Exception {
        CellsFixture cells = cells(1000);
        cells.cells.get(250).box()[63] ^= 1;

        assertThat(audit(folder).cells(cells).run().findings())
                .containsExactlyInAnyOrder(
                        new Finding.CellMissing(250),
                        new Finding.CellUnknown(
                                HexFormat.of().formatHex(cells.cells.get(250).label()),
                                HexFormat.of()
                                        .formatHex(Sha256.of(
                                                cells.cells.get(250).label(),
                                                cells.cells.get(250).box()))));
    }

    @Test
    void an_emptied_database_lists_a_thousand_cells_and_counts_the_rest() throws Exception {
        CellsFixture cells = cells(1500);
        cells.cells.clear();

        AuditReport report = audit(folder).cells(cells).run();

        assertThat(report.findings()).hasSize(AuditReport.MAX_FINDINGS);
        assertThat(report.unlisted()).isEqualTo(500);
        assertThat(report.clean()).isFalse();
    }

    @Test
    void a_database_of_far_more_cells_than_entries_is_not_read_to_its_end() throws Exception {
        CellsFixture cells = cells(10);
        for (int i = 0; i < 2_000; i++) {
            cells.cells.add(cells.cells.getFirst());
        }

        AuditReport report = audit(folder).cells(cells).run();

        assertThat(report.findings()).containsExactly(new Finding.CellsTooMany(1020, 10));
        assertThat(report.cells()).isEqualTo(1020);
    }

    @Test
    void any_changed_byte_in_any_file_of_the_folder_is_found() throws Exception {
        NoteSigner witness = NoteSigner.ed25519Cosignature("witness.example", new byte[32], InstantSource.system());
        CheckpointPolicy policy = new CheckpointPolicy(List.of(SIGNER.verifier()), List.of(witness.verifier()), 1);
        grown(folder, 300, 300).close();
        SignedNote seen = LedgerReader.checkpoint(folder);
        CosignedCheckpoint.write(folder, seen.with(List.of(witness.sign(seen.text()))));
        LogKeyFile.write(folder, List.of(SIGNER.verifier()));
        try (Ledger ledger = Ledger.open(folder, List.of(SIGNER))) {
            for (long size = 300; size < 304; size++) {
                ledger.append(entries(size, size + 1));
            }
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(10);

        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            // Every byte of the small files, and some of each 32 of the large ones; 97 is prime to all lengths
            // in them.
            int step = content.length < 600 ? 1 : 97;
            for (int at = 0; at < content.length; at += step) {
                byte[] changed = content.clone();
                changed[at] ^= (byte) (1 << (at % 8));
                Files.write(file, changed);

                assertThat(new Audit(TileSource.folder(folder), policy).run().findings())
                        .as("byte %d of %s", at, file)
                        .isNotEmpty();
            }
            Files.write(file, content);
        }
        assertThat(new Audit(TileSource.folder(folder), policy).run().findings())
                .isEmpty();
    }

    @Test
    void progress_ends_at_the_whole() throws Exception {
        CellsFixture cells = cells(1000);
        long[] last = new long[AuditProgress.Step.values().length];

        audit(folder)
                .cells(cells)
                .progress((step, done, total) -> {
                    synchronized (last) {
                        last[step.ordinal()] = Math.max(last[step.ordinal()], done);
                    }
                })
                .run();

        assertThat(Arrays.stream(last)).containsOnly(1000L);
    }

    private CellsFixture cells(int count) throws IOException {
        CellsFixture cells = new CellsFixture(count);
        try (Ledger ledger = Ledger.create(folder, ORIGIN, List.of(SIGNER))) {
            ledger.append(cells.entries());
        }
        return cells;
    }

    private List<Finding> findings() throws IOException, InterruptedException {
        return audit(folder).run().findings();
    }

    private static Audit audit(Path ledger) {
        return new Audit(TileSource.folder(ledger), policy());
    }

    private void flip(String path, int at) throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve(path));
        content[at] ^= 1;
        Files.write(folder.resolve(path), content);
    }

    /// A source whose checkpoint is an older one when it is read first.
    private static final class GrowingSource implements TileSource {
        private final TileSource now;
        private final AtomicReference<byte @Nullable []> first;

        GrowingSource(TileSource now, byte[] first) {
            this.now = now;
            this.first = new AtomicReference<>(first);
        }

        @Override
        public Optional<byte[]> read(String path, int limit) throws IOException {
            byte[] older = path.equals("checkpoint") ? first.getAndSet(null) : null;
            return older == null ? now.read(path, limit) : Optional.of(older);
        }

        @Override
        public int readers() {
            return now.readers();
        }

        @Override
        public List<String> listing() throws IOException {
            return now.listing();
        }
    }
}
