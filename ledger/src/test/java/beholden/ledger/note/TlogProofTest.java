package beholden.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.ProofException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlogProofTest {
    private static final NoteSigner LOG = Keys.log("example.com/log", 1);
    private static final CheckpointPolicy POLICY = CheckpointPolicy.ofLog(LOG.verifier());
    private static final Hash LEFT = MerkleHash.leaf(new byte[] {1});
    private static final Hash RIGHT = MerkleHash.leaf(new byte[] {2});
    private static final SignedNote NOTE =
            SignedNote.sign(new Checkpoint("example.com/log", 2, MerkleHash.node(LEFT, RIGHT)).text(), List.of(LOG));
    private static final String HASH = LEFT.base64() + "\n";
    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";

    @Test
    void a_proof_from_a_file_shows_that_its_entry_is_in_the_log() throws NoteException, ProofException {
        TlogProof proof = TlogProof.parse(new TlogProof(1, List.of(LEFT), NOTE).bytes());

        Checkpoint believed = proof.verify(RIGHT, POLICY);

        assertThat(believed.size()).isEqualTo(2);
    }

    @Test
    void a_proof_is_written_line_by_line_as_specified() {
        TlogProof proof = new TlogProof(Optional.of(new byte[] {1, 2, 3}), 1, List.of(LEFT), NOTE);

        assertThat(proof).hasToString(HEADER + "extra AQID\nindex 1\n" + HASH + "\n" + NOTE);
    }

    @Test
    void extra_bytes_come_back() throws NoteException {
        TlogProof proof = new TlogProof(Optional.of(new byte[] {1, 2, 3}), 1, List.of(LEFT), NOTE);

        assertThat(TlogProof.parse(proof.bytes()).extra().orElseThrow()).containsExactly(1, 2, 3);
    }

    @Test
    void another_entry_is_not_proved() {
        TlogProof proof = new TlogProof(1, List.of(LEFT), NOTE);

        assertThatThrownBy(() -> proof.verify(LEFT, POLICY)).isInstanceOf(ProofException.class);
    }

    @Test
    void another_index_is_not_proved() {
        TlogProof proof = new TlogProof(0, List.of(LEFT), NOTE);

        assertThatThrownBy(() -> proof.verify(RIGHT, POLICY)).isInstanceOf(ProofException.class);
    }

    @Test
    void a_proof_whose_checkpoint_nobody_known_signed_is_not_believed() {
        TlogProof proof = new TlogProof(1, List.of(LEFT), NOTE);
        CheckpointPolicy stranger =
                CheckpointPolicy.ofLog(Keys.log("example.com/log", 2).verifier());

        assertThatThrownBy(() -> proof.verify(RIGHT, stranger)).isInstanceOf(NoteException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                HEADER + "\n",
                "c2sp.org/tlog-proof@v2\nindex 1\n\n",
                HEADER + "extra AQID\n\n",
                HEADER + "index 01\n\n",
                HEADER + "index 1\nAAAA\n\n",
                HEADER + "index 1\nextra AQID\n\n",
                HEADER + "extra AQI\nindex 1\n\n",
            })
    void a_proof_in_another_spelling_is_refused(String beginning) {
        byte[] file = (beginning + NOTE).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> TlogProof.parse(file)).isInstanceOf(NoteException.class);
    }

    @Test
    void a_path_longer_than_any_tree_is_deep_is_refused() {
        byte[] file = (HEADER + "index 1\n" + HASH.repeat(64) + "\n" + NOTE).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> TlogProof.parse(file))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining("over the limit of 63");
    }
}
