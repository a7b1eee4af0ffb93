package beholden.ledger.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.ProofException;
import beholden.ledger.merkle.Proofs;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.TlogProof;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Assertions;

/// Any bytes are refused with words, or are the one spelling of a proof; and no proof made up shows anything.
final class ProofFuzzTest {
    private static final byte[] ENTRY_OF_NO_LOG = {1, 2, 3};

    @FuzzTest
    void a_proof(byte[] bytes) {
        TlogProof proof;
        Checkpoint checkpoint;
        try {
            proof = TlogProof.parse(bytes);
            assertThat(proof.bytes()).isEqualTo(bytes);
            checkpoint = Checkpoint.of(proof.checkpoint());
        } catch (NoteException refused) {
            assertThat(refused).hasMessageContaining(" ");
            return;
        }
        Assertions.assertThrows(
                ProofException.class,
                () -> Proofs.verifyInclusion(
                        proof.index(),
                        checkpoint.size(),
                        MerkleHash.leaf(ENTRY_OF_NO_LOG),
                        proof.path(),
                        checkpoint.root()));
        try {
            Proofs.verifyConsistency(
                    proof.index(), checkpoint.size(), checkpoint.root(), checkpoint.root(), proof.path());
            assertThat(proof.index()).isEqualTo(checkpoint.size());
        } catch (ProofException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
