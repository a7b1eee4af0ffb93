package beholden.server.report;

import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.ProofException;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.TlogProof;
import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.log.DisclosedEvent;
import beholden.vault.log.SealedEvent;
import beholden.vault.seal.DisclosedCell;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// One record for outsiders: its sealed cells, the key of each alone, and the proof that each is in the ledger.
record Disclosure(List<OneCell> cells) {

    Disclosure {
        cells = List.copyOf(cells);
    }

    /// @param proof as a `.tlog-proof` file holds it
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    record OneCell(byte[] label, byte[] box, byte[] key, String proof) {
        OneCell {
            Objects.requireNonNull(label);
            Objects.requireNonNull(box);
            Objects.requireNonNull(key);
            Objects.requireNonNull(proof);
        }

        DisclosedCell disclosed() {
            return new DisclosedCell(new Cell(new Label(label), box), key);
        }
    }

    static Disclosure of(DisclosedEvent event, List<TlogProof> proofs) {
        List<OneCell> cells = new ArrayList<>();
        for (int i = 0; i < proofs.size(); i++) {
            DisclosedCell cell = event.cells().get(i);
            cells.add(new OneCell(
                    cell.cell().label().bytes(),
                    cell.cell().box(),
                    cell.key(),
                    new String(proofs.get(i).bytes(), StandardCharsets.UTF_8)));
        }
        return new Disclosure(cells);
    }

    /// The event that was sealed, and where in the agency's log its cells say that it is.
    ///
    /// @throws ReportException if the keys do not open the cells, or those are not one event
    SealedEvent open() throws ReportException {
        try {
            return new DisclosedEvent(cells.stream().map(OneCell::disclosed).toList()).open();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ReportException("a record does not open: " + e.getMessage(), e);
        }
    }

    /// Numbers of the cells in the log, as their proofs say.
    List<Long> entries() throws ReportException {
        List<Long> entries = new ArrayList<>();
        for (OneCell cell : cells) entries.add(parsed(cell).index());
        return entries;
    }

    /// A record's place in the log, as it is proved.
    ///
    /// @param entries   numbers of its cells
    /// @param trees     in which the cells are proved, one for each
    /// @param witnesses names of those that cosigned every one of these trees
    record Place(List<Long> entries, List<Checkpoint> trees, List<String> witnesses) {
        Place {
            entries = List.copyOf(entries);
            trees = List.copyOf(trees);
            witnesses = List.copyOf(witnesses);
        }
    }

    /// @throws ReportException if a cell is not proved to be in the log
    Place prove(CheckpointPolicy policy) throws ReportException {
        List<Long> entries = new ArrayList<>();
        List<Checkpoint> trees = new ArrayList<>();
        Set<String> witnesses = new TreeSet<>(
                policy.witnesses().stream().map(NoteVerifier::name).toList());
        for (OneCell cell : cells) {
            TlogProof proof = parsed(cell);
            entries.add(proof.index());
            trees.add(proved(cell, proof, policy));
            try {
                witnesses.retainAll(policy.witnessesOf(proof.checkpoint()));
            } catch (NoteException e) {
                throw notProved(e);
            }
        }
        return new Place(entries, trees, List.copyOf(witnesses));
    }

    private static Checkpoint proved(OneCell cell, TlogProof proof, CheckpointPolicy policy) throws ReportException {
        try {
            byte[] entry = cell.disclosed().cell().entry();
            if (!Arrays.equals(proof.extra().orElse(null), entry)) {
                throw new ReportException("a record's proof is of another entry");
            }
            return proof.verify(MerkleHash.leaf(entry), policy);
        } catch (NoteException | ProofException | IllegalArgumentException e) {
            throw notProved(e);
        }
    }

    private static ReportException notProved(Exception e) {
        return new ReportException("a record is not proved to be in the log: " + e.getMessage(), e);
    }

    private static TlogProof parsed(OneCell cell) throws ReportException {
        try {
            return TlogProof.parse(cell.proof().getBytes(StandardCharsets.UTF_8));
        } catch (NoteException e) {
            throw new ReportException("a record's proof cannot be read: " + e.getMessage(), e);
        }
    }
}
