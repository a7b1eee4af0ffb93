package beholden.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.merkle.Hash;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.Keys;
import beholden.ledger.note.NoteSignature;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.SignedNote;
import beholden.ledger.witness.Witness.Answer;
import beholden.ledger.witness.Witness.Conflict;
import beholden.ledger.witness.Witness.Cosigned;
import beholden.ledger.witness.Witness.Reason;
import beholden.ledger.witness.Witness.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WitnessTest {
    private static final NoteSigner LOG_KEY = Keys.log("example.com/log", 1);
    private static final GrowingLog LOG = new GrowingLog(LOG_KEY, "leaf");
    private static final GrowingLog FORK = new GrowingLog(LOG_KEY, "changed leaf");
    private static final NoteSigner CLASSICAL = Keys.witness("w1", 2);
    private static final NoteSigner QUANTUM_SAFE = Keys.quantumSafeWitness("w1", 3);

    @TempDir
    private Path folder;

    private WitnessState state;
    private Witness witness;

    @BeforeEach
    void start() throws IOException {
        state = WitnessState.create(folder.resolve("state"));
        witness = new Witness(List.of(CLASSICAL, QUANTUM_SAFE), List.of(LOG_KEY.verifier()), state);
    }

    @AfterEach
    void stop() throws IOException {
        state.close();
    }

    @Test
    void a_first_checkpoint_is_cosigned_with_all_keys() throws Exception {
        Answer answer = witness.add(LOG.request(0, 5));

        SignedNote cosigned = LOG.checkpoint(5).with(signaturesOf(answer));
        assertThat(cosigned.verified(List.of(CLASSICAL.verifier(), QUANTUM_SAFE.verifier())))
                .containsExactly(CLASSICAL.verifier(), QUANTUM_SAFE.verifier());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "5,6", "6,8", "7,300", "256,257", "300,300"})
    void a_grown_tree_is_cosigned(long from, long to) throws IOException {
        witness.add(LOG.request(0, from));

        Answer answer = witness.add(LOG.request(from, to));

        assertThat(answer).isInstanceOf(Cosigned.class);
    }

    @Test
    void a_checkpoint_of_an_empty_log_is_cosigned_and_grows_later() throws IOException {
        assertThat(witness.add(LOG.request(0, 0))).isInstanceOf(Cosigned.class);
        assertThat(witness.add(LOG.request(0, 3))).isInstanceOf(Cosigned.class);
    }

    @Test
    void a_request_from_elsewhere_is_told_where_the_witness_stands() throws IOException {
        witness.add(LOG.request(0, 5));

        assertThat(witness.add(LOG.request(0, 9))).isEqualTo(new Conflict(5));
        assertThat(witness.add(LOG.request(4, 9))).isEqualTo(new Conflict(5));
    }

    @Test
    void an_older_state_of_the_log_is_not_cosigned_again() throws IOException {
        witness.add(LOG.request(0, 9));

        assertThat(witness.add(LOG.request(0, 5))).isEqualTo(new Conflict(9));
        assertThat(witness.add(LOG.request(5, 5))).isEqualTo(new Conflict(9));
        assertThat(state.of("example.com/log").orElseThrow().size()).isEqualTo(9);
    }

    @Test
    void another_tree_of_the_same_size_is_not_cosigned() throws IOException {
        witness.add(LOG.request(0, 5));

        assertThat(witness.add(FORK.request(5, 5))).isEqualTo(new Conflict(5));
    }

    @Test
    void a_changed_history_is_not_cosigned_at_any_larger_size() throws IOException {
        witness.add(LOG.request(0, 5));

        for (long size = 6; size < 20; size++)
            assertThat(reason(witness.add(FORK.request(5, size)))).isEqualTo(Reason.NOT_CONSISTENT);
        assertThat(state.of("example.com/log").orElseThrow().root()).isEqualTo(LOG.root(5));
    }

    @Test
    void a_proof_that_belongs_to_no_tree_is_refused() throws IOException {
        witness.add(LOG.request(0, 5));
        List<Hash> tooLong = List.of(LOG.root(1), LOG.root(2), LOG.root(3), LOG.root(4), LOG.root(5), LOG.root(6));

        for (List<Hash> proof : List.of(List.<Hash>of(), List.of(LOG.root(3)), tooLong)) {
            byte[] request = new AddCheckpoint(5, proof, LOG.checkpoint(9)).bytes();
            assertThat(reason(witness.add(request))).isEqualTo(Reason.NOT_CONSISTENT);
        }
    }

    @Test
    void a_first_checkpoint_with_a_proof_is_refused_since_nothing_can_be_proved_from_the_empty_tree()
            throws IOException {
        byte[] request = new AddCheckpoint(0, List.of(LOG.root(2)), LOG.checkpoint(5)).bytes();

        assertThat(reason(witness.add(request))).isEqualTo(Reason.NOT_CONSISTENT);
    }

    @Test
    void an_empty_log_with_a_root_of_its_own_is_refused() throws IOException {
        Checkpoint wrong = new Checkpoint("example.com/log", 0, LOG.root(1));
        SignedNote note = SignedNote.sign(wrong.text(), List.of(LOG_KEY));

        assertThat(reason(witness.add(new AddCheckpoint(0, List.of(), note).bytes())))
                .isEqualTo(Reason.NOT_CONSISTENT);
    }

    @Test
    void a_checkpoint_that_the_log_did_not_sign_is_refused() throws IOException {
        GrowingLog impostor = new GrowingLog(Keys.log("example.com/log", 9), "leaf");

        assertThat(reason(witness.add(impostor.request(0, 5)))).isEqualTo(Reason.NOT_SIGNED_BY_THE_LOG);
    }

    @Test
    void an_unknown_log_is_refused() throws IOException {
        GrowingLog stranger = new GrowingLog(Keys.log("example.com/stranger", 1), "leaf");

        assertThat(reason(witness.add(stranger.request(0, 5)))).isEqualTo(Reason.UNKNOWN_LOG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "old 5\n\n", "old -1\n\nnote", "old 05\n\n", "new 5\n\n", "old 0\nAAAA\n\n"})
    void a_malformed_request_is_refused(String beginning) throws IOException {
        byte[] body = beginning.getBytes(StandardCharsets.UTF_8);

        assertThat(reason(witness.add(body))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void an_old_size_over_the_new_one_is_malformed() throws IOException {
        byte[] request = new AddCheckpoint(6, List.of(), LOG.checkpoint(5)).bytes();

        assertThat(reason(witness.add(request))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void a_witness_that_was_started_again_still_knows_what_it_cosigned() throws IOException {
        witness.add(LOG.request(0, 5));
        state.close();

        state = WitnessState.open(folder.resolve("state"));
        witness = new Witness(List.of(CLASSICAL), List.of(LOG_KEY.verifier()), state);

        assertThat(reason(witness.add(FORK.request(5, 6)))).isEqualTo(Reason.NOT_CONSISTENT);
        assertThat(witness.add(LOG.request(5, 6))).isInstanceOf(Cosigned.class);
    }

    @Test
    void a_lost_state_is_not_begun_anew_and_one_that_is_there_not_replaced() {
        Path lost = folder.resolve("lost");

        assertThatThrownBy(() -> WitnessState.open(lost))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no state of a witness here");
        assertThatThrownBy(() -> WitnessState.create(folder.resolve("state")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is a state already");
        assertThat(lost).doesNotExist();
    }

    @Test
    void a_crash_while_the_state_was_written_leaves_the_state_before() throws IOException {
        witness.add(LOG.request(0, 5));
        state.close();
        Files.writeString(folder.resolve("state.tmp"), "beholden witness sta");

        state = WitnessState.open(folder.resolve("state"));

        assertThat(state.of("example.com/log").orElseThrow().size()).isEqualTo(5);
    }

    @Test
    void nothing_is_cosigned_when_the_state_cannot_be_written() throws IOException {
        witness.add(LOG.request(0, 5));
        // A folder in the way of the file that is written first.
        Files.createDirectories(folder.resolve("state.tmp").resolve("in the way"));

        assertThatThrownBy(() -> witness.add(LOG.request(5, 6))).isInstanceOf(IOException.class);

        assertThat(state.of("example.com/log").orElseThrow().size()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "beholden witness state 1",
                "beholden witness state 2\n",
                "beholden witness state 1\n5 AAAA log\n",
                "beholden witness state 1\n5\n",
                "beholden witness state 1\n05 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= log\n",
                "beholden witness state 1\n5 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= log"
            })
    void a_damaged_state_is_refused_and_never_begun_anew(String content) throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged"), content);

        assertThatThrownBy(() -> WitnessState.open(damaged))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
        assertThat(damaged).hasContent(content);
    }

    @Test
    void a_second_witness_with_the_same_state_is_refused() {
        assertThatThrownBy(() -> WitnessState.open(folder.resolve("state")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another witness is running");
    }

    private static List<NoteSignature> signaturesOf(Answer answer) {
        assertThat(answer).isInstanceOf(Cosigned.class);
        return ((Cosigned) answer).signatures();
    }

    private static Reason reason(Answer answer) {
        assertThat(answer).isInstanceOf(Refused.class);
        return ((Refused) answer).reason();
    }
}
