package beholden.ledger.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Any text is refused with words, or is the one spelling of the checkpoint that was read.
final class CheckpointFuzzTest {
    @FuzzTest
    void a_checkpoint(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        } catch (NoteException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
