package beholden.vault.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    @Test
    void an_event_whose_lost_cell_was_taken_for_one_of_an_event_cut_short_is_reported_too() {
        List<SealedEvent> events = new ArrayList<>();
        EventReader reader = new EventReader(1, 0, events);

        // an event of three cells, of which a crash let two be written; the next one begins at the third's number
        reader.present(0, new Payload(1, 0, 3, 3, new byte[1]));
        reader.present(1, new Payload(1, 0, 3, 3, new byte[1]));
        reader.lost(2, Damage.Cause.ALTERED);
        reader.present(3, new Payload(1, 2, 3, 3, new byte[1]));
        reader.present(4, new Payload(1, 2, 3, 3, new byte[1]));
        reader.present(5, new Payload(1, 5, 1, 1, new byte[1]));
        reader.end(6);

        assertThat(events).extracting(SealedEvent::position).containsExactly(new Position(1, 5));
        assertThat(reader.damages()).contains(new Damage(new Position(1, 2), new Position(1, 5), Damage.Cause.ALTERED));
    }

    @Test
    void an_event_of_which_reading_began_in_the_middle_is_passed_over() {
        List<SealedEvent> events = new ArrayList<>();
        EventReader reader = new EventReader(1, 1, events);

        reader.present(1, new Payload(1, 0, 2, 2, new byte[1]));
        reader.end(2);

        assertThat(events).isEmpty();
        assertThat(reader.damages()).isEmpty();
    }
}
