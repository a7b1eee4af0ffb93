package beholden.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.merkle.Hash;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final String ORIGIN = "example.com/behind-the-sofa";
    private static final Checkpoint CHECKPOINT = new Checkpoint(ORIGIN, 7, new Hash(new byte[32]));

    @Test
    void the_specifications_example_is_read() throws NoteException {
        Checkpoint checkpoint = Checkpoint.parse(ORIGIN + "\n20852163\n" + ROOT + "\n");

        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.root().base64()).isEqualTo(ROOT);
        assertThat(checkpoint.text()).isEqualTo(ORIGIN + "\n20852163\n" + ROOT + "\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 255, 256, 20_852_163, 1L << 32, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void what_is_written_is_read_again(long size) throws NoteException {
        byte[] root = new byte[32];
        new SplittableRandom(size).nextBytes(root);
        Checkpoint checkpoint = new Checkpoint("log of Zoë", size, new Hash(root), List.of("one", "two"));

        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "log\n7\n",
                "log\n7\n" + ROOT,
                "\n7\n" + ROOT + "\n",
                "log\n07\n" + ROOT + "\n",
                "log\n-7\n" + ROOT + "\n",
                "log\n+7\n" + ROOT + "\n",
                "log\n7 \n" + ROOT + "\n",
                "log\n٧\n" + ROOT + "\n",
                "log\n9223372036854775808\n" + ROOT + "\n",
                "log\n7\nAAAA\n",
                "log\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "log\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "log\n7\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
                "log\n7\n" + ROOT + "\n\nextension\n",
                "log\n7\n" + ROOT + "\nexten\tsion\n"
            })
    void a_checkpoint_in_another_spelling_is_refused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(NoteException.class);
    }

    @Test
    void a_checkpoint_is_believed_if_the_log_and_enough_witnesses_signed() throws NoteException {
        NoteSigner log = Keys.log(ORIGIN, 1);
        NoteSigner first = Keys.witness("w1", 2);
        NoteSigner second = Keys.quantumSafeWitness("w2", 3);
        CheckpointPolicy policy =
                new CheckpointPolicy(List.of(log.verifier()), List.of(first.verifier(), second.verifier()), 2);

        Checkpoint believed = policy.verified(SignedNote.sign(CHECKPOINT.text(), List.of(log, first, second)));

        assertThat(believed).isEqualTo(CHECKPOINT);
    }

    @Test
    void two_keys_of_one_witness_count_as_one_witness() {
        NoteSigner log = Keys.log(ORIGIN, 1);
        NoteSigner classical = Keys.witness("w1", 2);
        NoteSigner quantumSafe = Keys.quantumSafeWitness("w1", 3);
        NoteSigner absent = Keys.witness("w2", 4);
        CheckpointPolicy policy = new CheckpointPolicy(
                List.of(log.verifier()), List.of(classical.verifier(), quantumSafe.verifier(), absent.verifier()), 2);
        SignedNote note = SignedNote.sign(CHECKPOINT.text(), List.of(log, classical, quantumSafe));

        assertThatThrownBy(() -> policy.verified(note))
                .hasMessage("1 of the known witnesses cosigned the checkpoint; 2 are needed; ask again"
                        + " for what rests on it once they have");
    }

    @Test
    void witnesses_alone_do_not_make_a_checkpoint_believed() {
        NoteSigner witness = Keys.witness("w1", 2);
        CheckpointPolicy policy =
                new CheckpointPolicy(List.of(Keys.log(ORIGIN, 1).verifier()), List.of(witness.verifier()), 1);
        SignedNote note = SignedNote.sign(CHECKPOINT.text(), List.of(witness));

        assertThatThrownBy(() -> policy.verified(note)).hasMessageContaining("not signed by the log " + ORIGIN);
    }

    @Test
    void a_logs_key_does_not_vouch_for_another_logs_checkpoint() {
        NoteSigner other = Keys.log("example.com/other", 1);
        SignedNote note = SignedNote.sign(CHECKPOINT.text(), List.of(other));

        assertThatThrownBy(() -> CheckpointPolicy.ofLog(other.verifier()).verified(note))
                .hasMessageContaining("is of the log " + ORIGIN + ", not of example.com/other");
    }

    @Test
    void a_log_is_not_its_own_witness_under_any_name() {
        NoteVerifier log = Keys.log(ORIGIN, 1).verifier();
        NoteVerifier sameKey = Keys.witness("w1", 1).verifier();
        NoteVerifier sameName = Keys.witness(ORIGIN, 2).verifier();

        for (NoteVerifier witness : List.of(sameKey, sameName))
            assertThatThrownBy(() -> new CheckpointPolicy(List.of(log), List.of(witness), 1))
                    .hasMessageContaining("its own witness");
    }
}
