package beholden.vault.tick;

import beholden.ledger.Ledger;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The vault's ledger, which takes nothing more after a failed append until it is opened again: here that
/// happens by itself, before the next use. Safe for use by many threads.
public final class ReopenedLedger implements AutoCloseable {

    private final Path folder;
    private List<NoteSigner> signers;
    private Ledger ledger;
    private boolean failed;

    public ReopenedLedger(Path folder, List<NoteSigner> signers) throws IOException {
        this.folder = folder;
        this.signers = signers;
        this.ledger = Ledger.open(folder, signers);
    }

    /// The ledger as it is now, usable or not.
    public synchronized Ledger ledger() {
        return ledger;
    }

    /// How many entries there are, each under a signed checkpoint.
    ///
    /// @throws IOException if the last append failed and the ledger still cannot be opened again
    public synchronized long size() throws IOException {
        return usable().size();
    }

    /// All of the entries are durable and signed when this returns. If it throws, they may be in the ledger
    /// or not, as [#size()] then tells.
    synchronized void append(List<byte[]> entries) throws IOException {
        Ledger usable = usable();
        failed = true;
        usable.append(entries);
        failed = false;
    }

    /// Verifiers of the signatures of those who sign now.
    public synchronized List<NoteVerifier> verifiers() {
        return signers.stream().map(NoteSigner::verifier).toList();
    }

    /// Hands the ledger over as [Ledger#handOver(List, Ledger.HandOver)] does: whenever it is opened again, it is
    /// with those who sign then.
    public synchronized void handOver(List<NoteSigner> next, Ledger.HandOver moment) throws IOException {
        usable().handOver(next, moment);
        signers = List.copyOf(next);
    }

    private Ledger usable() throws IOException {
        if (failed) {
            ledger.close();
            ledger = Ledger.open(folder, signers);
            failed = false;
        }
        return ledger;
    }

    @Override
    public synchronized void close() throws IOException {
        ledger.close();
    }
}
