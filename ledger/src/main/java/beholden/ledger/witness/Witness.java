package beholden.ledger.witness;

import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.ProofException;
import beholden.ledger.merkle.Proofs;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteSignature;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.witness.WitnessState.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// Cosigns the checkpoints of the logs it knows, as long as each tree grows out of the one it cosigned before (C2SP
/// tlog-witness). It never cosigns two trees of one size of a log, nor a smaller one later.
///
/// Safe for use by many threads; cosignatures are given one after the other.
public final class Witness {
    /// Outcome of a request.
    sealed interface Answer permits Cosigned, Conflict, Refused {}

    /// The tree is remembered, and these are the cosignatures on it.
    record Cosigned(Checkpoint checkpoint, List<NoteSignature> signatures) implements Answer {}

    /// The request starts from another tree than the one that was cosigned last.
    ///
    /// @param size of the tree that was cosigned last
    record Conflict(long size) implements Answer {}

    /// Nothing was cosigned.
    ///
    /// @param reason in words for the log's operator
    record Refused(Reason reason, String why) implements Answer {}

    /// Kinds of refusal, each with its HTTP status.
    enum Reason {
        MALFORMED(400),
        NOT_SIGNED_BY_THE_LOG(403),
        UNKNOWN_LOG(404),
        NOT_CONSISTENT(422);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final List<NoteSigner> keys;
    private final Map<String, List<NoteVerifier>> logs = new TreeMap<>();
    private final WitnessState state;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /// @param keys  the witness's own, cosignature keys all
    /// @param logs  keys of the logs to cosign; a log's origin is the name of its keys
    /// @param state stays the caller's to close
    public Witness(List<NoteSigner> keys, Collection<NoteVerifier> logs, WitnessState state) {
        if (keys.isEmpty() || logs.isEmpty())
            throw new IllegalArgumentException("a witness needs a key of its own, and a log's");
        for (NoteSigner key : keys)
            if (!key.verifier().type().isCosignature())
                throw new IllegalArgumentException("the key of " + key.name() + " is not for cosignatures");
        this.keys = List.copyOf(keys);
        this.state = state;
        for (NoteVerifier log : logs)
            this.logs.computeIfAbsent(log.name(), _ -> new ArrayList<>()).add(log);
    }

    /// Looks at a request, and cosigns if all is well.
    ///
    /// @throws IOException if the tree could not be remembered; then nothing was cosigned
    Answer add(byte[] body) throws IOException {
        AddCheckpoint request;
        Checkpoint checkpoint;
        try {
            request = AddCheckpoint.parse(body);
            checkpoint = Checkpoint.of(request.checkpoint());
        } catch (NoteException e) {
            return new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        List<NoteVerifier> known = logs.get(checkpoint.origin());
        if (known == null)
            return new Refused(Reason.UNKNOWN_LOG, "this witness does not know the log " + checkpoint.origin());
        try {
            request.checkpoint().verified(known);
        } catch (NoteException e) {
            return new Refused(Reason.NOT_SIGNED_BY_THE_LOG, String.valueOf(e.getMessage()));
        }
        if (request.oldSize() > checkpoint.size())
            return new Refused(
                    Reason.MALFORMED,
                    "the old size " + request.oldSize() + " is over the checkpoint's, " + checkpoint.size());
        oneAtATime.lock();
        try {
            return grow(request, checkpoint);
        } finally {
            oneAtATime.unlock();
        }
    }

    // Comparing with the last tree and remembering the next must not be torn apart: else of two requests at once, the
    // one
    // for the smaller tree could be remembered last.
    private Answer grow(AddCheckpoint request, Checkpoint checkpoint) throws IOException {
        Optional<Tree> last = state.of(checkpoint.origin());
        long lastSize = last.map(Tree::size).orElse(0L);
        if (request.oldSize() != lastSize) return new Conflict(lastSize);
        Tree next = new Tree(checkpoint.size(), checkpoint.root());
        Tree before = last.orElse(new Tree(0, MerkleHash.empty()));
        if (next.size() == before.size() && !next.root().equals(before.root()))
            return last.isPresent()
                    ? new Conflict(lastSize)
                    : new Refused(Reason.NOT_CONSISTENT, "the root hash is not that of an empty tree");
        if (!isConsistent(before, next, request))
            return new Refused(
                    Reason.NOT_CONSISTENT,
                    "the proof does not lead from the tree of " + lastSize + " entries that was cosigned to the one of "
                            + next.size());
        if (last.isEmpty() || !next.equals(before)) state.remember(checkpoint.origin(), next);
        List<NoteSignature> signatures = new ArrayList<>();
        for (NoteSigner key : keys) signatures.add(key.sign(request.checkpoint().text()));
        return new Cosigned(checkpoint, signatures);
    }

    private static boolean isConsistent(Tree before, Tree next, AddCheckpoint request) {
        // Every tree grows out of the empty one; RFC 6962 has no proof for it, and so the verifier none to check.
        if (before.size() == 0) return request.proof().isEmpty();
        try {
            Proofs.verifyConsistency(before.size(), next.size(), before.root(), next.root(), request.proof());
            return true;
        } catch (ProofException e) {
            return false;
        }
    }
}
