package beholden.ledger;

import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.LogKeyFile;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks what lies in a ledger's folder beside the tiles of the signed tree: the partial tiles of older
/// checkpoints, which must be the beginning of the newer ones, files that nobody put there, the journal, and the
/// file of the log's keys.
final class LooseFiles {
    private final TileSource source;
    private final Findings findings;
    private final CheckpointPolicy policy;
    private final Checkpoint signed;

    LooseFiles(TileSource source, Findings findings, CheckpointPolicy policy, Checkpoint signed) {
        this.source = source;
        this.findings = findings;
        this.policy = policy;
        this.signed = signed;
    }

    void check() throws IOException {
        List<String> listing = source.listing();
        // In the order in which a ledger that grows meanwhile goes on: what it wrote tiles for is in the journal, and
        // what is no longer there is signed.
        Optional<byte[]> file = source.read(LedgerFiles.JOURNAL, Journal.MAX_BYTES);
        @Nullable Journal journal = file.isEmpty() ? null : journal(file.get());
        long sizeNow = sizeNow();
        long begun = journal == null ? sizeNow : Math.max(sizeNow, journal.size());
        for (String path : listing) {
            Optional<TileName> name = TileName.parse(path);
            if (name.isEmpty()) {
                findings.add(new Finding.FileUnexpected(path));
            } else {
                check(name.get(), begun);
            }
        }
        if (journal != null) {
            check(journal, sizeNow);
        }
        checkKeys();
    }

    private void check(TileName name, long begun) throws IOException {
        if (end(name) > TileName.hashes(begun, name.level())) {
            findings.add(new Finding.FileMalformed(
                    name.path(), "it goes beyond the %,d entries that are signed".formatted(signed.size())));
        } else if (!name.isFull() && end(name) <= TileName.hashes(signed.size(), name.level())) {
            checkOlder(name);
        }
    }

    private void checkKeys() throws IOException {
        Optional<byte[]> file = source.read(LogKeyFile.NAME, LogKeyFile.MOST_BYTES);
        if (file.isEmpty()) {
            return;
        }
        try {
            for (NoteVerifier key : LogKeyFile.parse(file.get())) {
                if (!policy.logKeys().contains(key)) {
                    findings.add(new Finding.KeyFileWrong(
                            key.vkey() + " is in it, and is not among the keys that this audit was given"));
                }
            }
        } catch (NoteException e) {
            findings.add(new Finding.KeyFileWrong(String.valueOf(e.getMessage())));
        }
    }

    private static long end(TileName name) {
        return name.index() * TileName.WIDTH + name.width();
    }

    private void checkOlder(TileName older) throws IOException {
        TileName newer = TileName.holding(older.level(), older.index() * TileName.WIDTH, signed.size());
        if (newer.equals(older)) {
            return;
        }
        Optional<byte[]> begin = source.read(older.path(), older.maxBytes());
        Optional<byte[]> whole = source.read(newer.path(), newer.maxBytes());
        if (begin.isEmpty() || whole.isEmpty()) {
            return;
        }
        try {
            int length = older.level() == TileName.ENTRIES
                    ? EntryBundle.ends(begin.get(), older.width())[older.width() - 1]
                    : TileHashes.parse(begin.get(), older).length;
            int mismatch = Arrays.mismatch(begin.get(), Arrays.copyOf(whole.get(), length));
            if (mismatch >= 0) {
                findings.add(new Finding.FileMalformed(
                        older.path(),
                        "it is not the beginning of " + newer.path() + ", from byte " + mismatch + " on"));
            }
        } catch (MalformedTileException e) {
            findings.add(new Finding.FileMalformed(older.path(), String.valueOf(e.getMessage())));
        }
    }

    private @Nullable Journal journal(byte[] file) {
        try {
            return Journal.parse(file);
        } catch (DamagedLedgerException e) {
            findings.add(new Finding.JournalWrong(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private void check(Journal journal, long sizeNow) throws IOException {
        if (journal.base() > signed.size() && journal.base() <= sizeNow) {
            // The ledger grew while it was audited.
            return;
        }
        if (journal.base() > signed.size() || journal.size() < signed.size()) {
            findings.add(new Finding.JournalWrong("it holds the entries from %,d to %,d; %,d are signed"
                    .formatted(journal.base(), journal.size(), signed.size())));
            return;
        }
        journal.strange(signed.size(), signed.origin(), policy.logKeys())
                .ifPresent(record -> findings.add(new Finding.JournalWrong(
                        "from byte %,d on it was not written by the log: the entries from number %,d on, which are not signed"
                                .formatted(record.offset(), Math.max(record.first(), signed.size())))));
        compare(journal);
    }

    private void compare(Journal journal) throws IOException {
        for (long first = journal.base(); first < signed.size(); first += TileName.WIDTH) {
            TileName name = TileName.holding(TileName.ENTRIES, first, signed.size());
            @Nullable List<byte[]> entries = entries(name);
            int from = (int) (first - journal.base());
            for (int i = 0; entries != null && i < name.width(); i++) {
                if (!Arrays.equals(entries.get(i), journal.entries().get(from + i))) {
                    findings.add(new Finding.JournalWrong(
                            "its entry %,d is not that of %s".formatted(first + i, name.path())));
                    return;
                }
            }
        }
    }

    private @Nullable List<byte[]> entries(TileName name) throws IOException {
        try {
            Optional<byte[]> bundle = source.read(name.path(), name.maxBytes());
            return bundle.isEmpty() ? null : EntryBundle.parse(bundle.get(), name.width());
        } catch (MalformedTileException reported_by_the_scan) {
            return null;
        }
    }

    /// Entries that are signed by now.
    private long sizeNow() throws IOException {
        Optional<byte[]> note = source.read(LedgerFiles.CHECKPOINT, SignedNote.MOST_BYTES);
        if (note.isEmpty()) {
            return signed.size();
        }
        try {
            Checkpoint now =
                    new CheckpointPolicy(policy.logKeys(), List.of(), 0).verified(SignedNote.parse(note.get()));
            return Math.max(signed.size(), now.size());
        } catch (NoteException e) {
            return signed.size();
        }
    }
}
