package beholden.faces.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FaceCheckTest {
    private static final FaceCheck CHECK = new FaceCheck("photos", -20, 6, -4, -0.1, 5, -3, 2);

    @Test
    void evidence_is_the_weighted_sum() {
        assertThat(CHECK.evidence(3, 0.1, -10, 60))
                .isCloseTo(-20 + 6 * 3 - 4 * Math.log(0.1) - 0.1 * 10 + 5 * 0.5, within(1e-9));
    }

    @Test
    void a_measure_beyond_its_range_tells_no_more() {
        assertThat(CHECK.evidence(3, 0.001, 90, 90)).isEqualTo(CHECK.evidence(3, 0.03, 30, 75));
        assertThat(CHECK.evidence(3, 0.9, 0, 20)).isEqualTo(CHECK.evidence(3, 0.15, 0, -45));
    }

    @Test
    void a_check_that_is_sure_of_what_it_refuses_cannot_be_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FaceCheck("photos", 0, 1, -1, -1, 1, 3, 2))
                .withMessageContaining("below the least evidence");
    }
}
