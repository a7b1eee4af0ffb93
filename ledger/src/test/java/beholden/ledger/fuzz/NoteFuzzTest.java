package beholden.ledger.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.Keys;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// Any bytes at all are refused with words, or are the one spelling of what was read.
final class NoteFuzzTest {
    private static final List<NoteVerifier> KNOWN = List.of(
            Keys.log("example.com/log", 1).verifier(),
            Keys.witness("example.com/w", 2).verifier(),
            Keys.quantumSafeWitness("example.com/w", 3).verifier());

    @FuzzTest
    void a_note(byte[] bytes) {
        SignedNote note;
        try {
            note = SignedNote.parse(bytes);
        } catch (NoteException refused) {
            assertThat(refused).hasMessageContaining(" ");
            return;
        }
        assertThat(note.bytes()).isEqualTo(bytes);
        try {
            note.verified(KNOWN);
        } catch (NoteException unsigned) {
            assertThat(unsigned).hasMessageContaining(" ");
        }
        checkpoint(note.text());
    }

    private static void checkpoint(String text) {
        try {
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        } catch (NoteException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
