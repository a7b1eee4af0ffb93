package beholden.server.search;

import beholden.ledger.LedgerReader;
import beholden.ledger.merkle.Hash;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.SignedNote;
import beholden.ledger.note.TlogProof;
import beholden.ledger.witness.CosignedCheckpoint;
import beholden.server.events.AgencyBook;
import beholden.server.installation.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Proofs for outsiders that the record of a search is in the ledger: one for each cell of it.
@Component
public class SearchProofs {
    private final Path ledger;

    SearchProofs(Installation installation) {
        this.ledger = Installation.ledgerOf(installation.folder());
    }

    /// Proofs of a search's decisive record, in the order of its cells.
    ///
    /// Each is made at the newest checkpoint that witnesses cosigned, if the cell is in it; else at the newest.
    ///
    /// @throws IOException if store or ledger cannot be read, or one of them was changed
    public List<TlogProof> of(AgencyBook book, Search search) throws IOException {
        return of(book, search.event());
    }

    /// Proofs of any recorded event, in the order of its cells.
    ///
    /// @param event its number among the agency's
    public List<TlogProof> of(AgencyBook book, int event) throws IOException {
        SignedNote note = LedgerReader.checkpoint(ledger);
        LedgerReader newest = LedgerReader.at(ledger, note);
        OptionalLong known = book.fold(Searches.class).ledgerSizeAfter(event);
        long size = newest.checkpoint().size();
        SignedNote cosigned = cosigned().orElse(note);
        List<TlogProof> proofs = new ArrayList<>();
        for (byte[] entry : book.ledgerEntries(event)) {
            long index = newest.lastIndexOf(entry, Math.min(size, known.orElse(size)))
                    .orElseThrow(() -> new IOException("a cell of this record is in the store as it never was in the"
                            + " ledger: one of them was changed; have the ledger audited"));
            SignedNote best = size(cosigned) > index ? cosigned : note;
            List<Hash> path = LedgerReader.at(ledger, best).inclusionProof(index);
            proofs.add(new TlogProof(Optional.of(entry), index, path, best));
        }
        return proofs;
    }

    private Optional<SignedNote> cosigned() throws IOException {
        try {
            return CosignedCheckpoint.read(ledger);
        } catch (NoteException e) {
            throw new IOException(CosignedCheckpoint.NAME + ": " + e.getMessage(), e);
        }
    }

    private static long size(SignedNote note) throws IOException {
        try {
            return Checkpoint.of(note).size();
        } catch (NoteException e) {
            throw new IOException(CosignedCheckpoint.NAME + ": " + e.getMessage(), e);
        }
    }
}
