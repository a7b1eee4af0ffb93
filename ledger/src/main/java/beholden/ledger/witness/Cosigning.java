package beholden.ledger.witness;

import beholden.ledger.note.NoteSignature;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A checkpoint shown to several witnesses at once: what they signed, and why others did not.
///
/// Meant to be done at a slow rate of its own, each minute or each hour, never with each batch of a log: a log must
/// not wait for strangers.
///
/// @param checkpoint with all cosignatures that came
/// @param cosigned   names of the witnesses that cosigned
/// @param refusals   one line for each witness that did not
public record Cosigning(SignedNote checkpoint, List<String> cosigned, List<String> refusals) {
    public Cosigning {
        cosigned = List.copyOf(cosigned);
        refusals = List.copyOf(refusals);
    }

    /// Asks all witnesses at the same time; takes as long as the slowest, which is bounded.
    ///
    /// @param checkpoint the log's newest
    /// @param proofs     of that log; asked by several threads
    /// @throws IOException if the log's own proofs cannot be read
    public static Cosigning of(SignedNote checkpoint, ConsistencyProofs proofs, List<WitnessClient> witnesses)
            throws IOException, InterruptedException {
        List<NoteSignature> signatures = new ArrayList<>();
        List<String> cosigned = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<NoteSignature>>> answers = new ArrayList<>();
            for (WitnessClient witness : witnesses)
                answers.add(threads.submit(() -> witness.cosign(checkpoint, proofs)));
            for (int i = 0; i < answers.size(); i++) {
                try {
                    signatures.addAll(answers.get(i).get());
                    cosigned.add(witnesses.get(i).name());
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof IOException own) throw own;
                    if (!(e.getCause() instanceof WitnessException refusal))
                        throw new IllegalStateException(e.getCause());
                    refusals.add(String.valueOf(refusal.getMessage()));
                }
            }
        }
        return new Cosigning(checkpoint.with(signatures), cosigned, refusals);
    }
}
