package beholden.ledger.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.note.NoteException;
import beholden.ledger.witness.AddCheckpoint;
import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever is sent to a witness is refused with words, or is the one spelling of a request.
final class RequestFuzzTest {
    @FuzzTest
    void a_request(byte[] body) {
        try {
            assertThat(AddCheckpoint.parse(body).bytes()).isEqualTo(body);
        } catch (NoteException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }
}
