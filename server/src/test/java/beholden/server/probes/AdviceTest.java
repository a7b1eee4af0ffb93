package beholden.server.probes;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.faces.Quality;
import beholden.faces.Quality.Component;
import beholden.faces.Quality.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {

    @Test
    void what_is_worst_is_said_first_and_what_is_good_is_not_said() {
        Quality quality = new Quality(
                List.of(
                        new Component(Measure.INTER_EYE_DISTANCE, 24, " pixels", 29),
                        new Component(Measure.HEAD_POSE_YAW, -63.4, "°", 20),
                        new Component(Measure.SHARPNESS, 18, " % of contrast", 88)),
                null);

        assertThat(Advice.on(quality))
                .containsExactly(
                        "turn: 63° yaw; expect misses",
                        "small: 24 pixels between the eyes, 64 or more are good; some mates may be missed");
    }

    @Test
    void a_good_face_needs_no_advice() {
        Quality quality = new Quality(List.of(new Component(Measure.HEAD_POSE_YAW, 3, "°", 99)), null);

        assertThat(Advice.on(quality)).isEmpty();
    }
}
