package beholden.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.junit.jupiter.api.Test;

class EventKindsTest {

    sealed interface Weather extends AgencyEvent {}

    sealed interface Wet extends Weather {}

    @JsonTypeName("rain")
    record Rain() implements Wet {}

    @JsonTypeName("snow")
    record Snow() implements Wet {}

    @JsonTypeName("sun")
    record Sun() implements Weather {}

    sealed interface Unnamed extends AgencyEvent {}

    record Wind() implements Unnamed {}

    interface Open extends AgencyEvent {}

    @Test
    void every_record_that_a_sealed_interface_permits_is_a_kind_of_event() {
        assertThat(EventKinds.of(Weather.class, () -> _ -> {}).kinds())
                .containsExactlyInAnyOrder(Rain.class, Snow.class, Sun.class);
    }

    @Test
    void kinds_that_could_not_be_written_down_or_are_not_all_known_are_refused() {
        assertThatThrownBy(() -> EventKinds.of(Unnamed.class, () -> _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Wind: is no kind of event");
        assertThatThrownBy(() -> EventKinds.of(Open.class, () -> _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Open: is no kind of event");
    }
}
