package beholden.server.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.refusal.Refusal;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedPaceTest {

    @Test
    void a_photo_with_too_much_to_look_at_is_given_up_with_what_to_do() {
        AtomicInteger steps = new AtomicInteger();
        BoundedPace pace = new BoundedPace(steps::incrementAndGet);
        for (int i = 0; i < BoundedPace.MOST_STEPS; i++) pace.step();

        assertThatThrownBy(pace::step)
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessage("the photo: it has too many places that may be faces; cut out the part that matters");
        assertThat(steps).hasValue(BoundedPace.MOST_STEPS);
    }
}
