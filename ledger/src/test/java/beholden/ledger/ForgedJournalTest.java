package beholden.ledger;

import static beholden.ledger.LedgerFixture.ORIGIN;
import static beholden.ledger.LedgerFixture.SIGNER;
import static beholden.ledger.LedgerFixture.entries;
import static beholden.ledger.LedgerFixture.grown;
import static beholden.ledger.LedgerFixture.naiveRoot;
import static beholden.ledger.LedgerFixture.policy;
import static beholden.ledger.LedgerFixture.signer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ground.Sha256;
import beholden.ledger.note.NoteSigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody without the log's keys writes into the journal of a ledger that nobody has open, checksums and all.
class ForgedJournalTest {
    private static final int SIZE = 300;
    private static final int BASE = 256;

    @TempDir
    Path folder;

    private Path journal = Path.of("");
    private byte[] before = {};
    private byte[] checkpoint = {};

    @BeforeEach
    void a_ledger_that_nobody_has_open() throws IOException {
        grown(folder, SIZE, 100).close();
        journal = folder.resolve("journal");
        before = Files.readAllBytes(journal);
        checkpoint = Files.readAllBytes(folder.resolve("checkpoint"));
    }

    @Test
    void entries_signed_by_nobody_are_refused_and_cut_off_as_the_message_says() throws Exception {
        append(record(SIZE, entries(900, 903), List.of()));

        assertRefused("from byte %,d on".formatted(before.length), "truncate --size " + before.length);
        Files.write(journal, before);
        try (Ledger ledger = open(SIGNER)) {
            assertThat(ledger.append(entries(SIZE, SIZE + 1)).root()).isEqualTo(naiveRoot(entries(0, SIZE + 1)));
        }
    }

    @Test
    void entries_signed_by_another_key_are_refused() throws Exception {
        append(Journal.record(SIZE, entries(900, 903), keys(ORIGIN, signer(9))));

        assertRefused("was not written by this log", "find out who can write");
    }

    @Test
    void entries_that_the_same_key_signed_for_another_log_are_refused() throws Exception {
        byte[] seed = new byte[NoteSigner.SEED_LENGTH];
        Arrays.fill(seed, (byte) 1);
        append(Journal.record(
                SIZE, entries(900, 903), keys("another.example", NoteSigner.ed25519("another.example", seed))));

        assertRefused("was not written by this log");
    }

    @Test
    void entries_of_the_log_itself_are_refused_at_another_place() throws Exception {
        List<byte[]> own = entries(SIZE - 1, SIZE);
        Journal known = Journal.parse(Journal.encode(BASE, own, keys(ORIGIN, SIGNER)));
        append(record(SIZE, own, known.records().getFirst().signatures()));

        assertRefused("was not written by this log");
    }

    @Test
    void entries_written_into_one_record_with_known_ones_are_refused() throws Exception {
        Files.write(journal, Journal.header(BASE));
        append(record(BASE, entries(BASE, SIZE + 2), List.of()));

        assertRefused("from number 300 on, which are not signed", "beholden ledger audit");
    }

    @Test
    void forged_entries_behind_the_logs_own_are_refused_with_what_to_cut() throws Exception {
        byte[] own = Journal.record(SIZE, entries(SIZE, SIZE + 1), keys(ORIGIN, SIGNER));
        append(own);
        append(record(SIZE + 1, entries(900, 901), List.of()));

        assertRefused("truncate --size " + (before.length + own.length));
    }

    @Test
    void the_logs_own_record_beyond_its_checkpoint_is_signed_at_opening() throws Exception {
        append(Journal.record(SIZE, entries(SIZE, SIZE + 5), keys(ORIGIN, SIGNER)));

        try (Ledger ledger = open(SIGNER)) {
            assertThat(policy().verified(ledger.checkpoint()).root()).isEqualTo(naiveRoot(entries(0, SIZE + 5)));
        }
        try (Ledger ledger = open(SIGNER)) {
            assertThat(ledger.size()).isEqualTo(SIZE + 5);
        }
    }

    @Test
    void a_record_written_while_the_keys_change_is_known_to_whoever_has_one_of_them() throws Exception {
        try (Ledger ledger = open(SIGNER, signer(2))) {
            ledger.append(entries(SIZE, SIZE + 1));
        }
        byte[] both = Files.readAllBytes(folder.resolve("checkpoint"));
        for (NoteSigner one : List.of(SIGNER, signer(2))) {
            Files.write(folder.resolve("checkpoint"), both);
            Files.write(journal, Journal.encode(BASE, entries(BASE, SIZE + 3), keys(ORIGIN, SIGNER, signer(2))));

            try (Ledger ledger = open(one)) {
                assertThat(ledger.size()).isEqualTo(SIZE + 3);
            }
        }
    }

    @Test
    void an_audit_names_what_was_added() throws Exception {
        append(record(SIZE, entries(900, 903), List.of()));

        assertThat(new Audit(TileSource.folder(folder), policy()).run().findings())
                .singleElement()
                .isInstanceOf(Finding.JournalWrong.class)
                .asString()
                .contains("number 300 on");
    }

    @Test
    void a_journal_that_is_not_signed_at_all_is_refused() throws Exception {
        byte[] old = before.clone();
        old["beholden ledger journal ".length()] = '1';
        Files.write(journal, old);

        assertRefused("another format", "use the version that wrote it");
    }

    private void assertRefused(String... words) throws IOException {
        assertThatThrownBy(() -> open(SIGNER))
                .isInstanceOf(DamagedLedgerException.class)
                .hasMessageContainingAll(words);
        assertThat(folder.resolve("checkpoint")).hasBinaryContent(checkpoint);
    }

    private Ledger open(NoteSigner... signers) throws IOException {
        return Ledger.open(folder, List.of(signers));
    }

    private static JournalKeys keys(String origin, NoteSigner... signers) {
        return new JournalKeys(origin, List.of(signers));
    }

    private void append(byte[] record) throws IOException {
        Files.write(journal, record, StandardOpenOption.APPEND);
    }

    /// A record as the format has it, with a checksum that is right.
    private static byte[] record(long first, List<byte[]> entries, List<byte[]> signatures) {
        byte[] encoded = EntryBundle.encode(entries);
        ByteBuffer signed = ByteBuffer.allocate(12 + encoded.length)
                .putInt(encoded.length)
                .putInt(entries.size())
                .putInt(signatures.size())
                .put(encoded);
        ByteBuffer record = ByteBuffer.allocate(signed.capacity() + 64 * signatures.size() + 32)
                .put(signed.array());
        MessageDigest sha256 = Sha256.digest();
        byte[] digest = sha256.digest(signed.array());
        sha256.update(ByteBuffer.allocate(8).putLong(first).array());
        sha256.update(digest);
        for (byte[] signature : signatures) {
            sha256.update(signature);
            record.put(signature);
        }
        return record.put(sha256.digest()).array();
    }
}
