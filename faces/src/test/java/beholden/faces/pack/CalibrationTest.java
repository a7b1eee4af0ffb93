package beholden.faces.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Calibration CALIBRATION =
            new Calibration("test", 1_000_000, List.of(0.0, 0.2, 0.5), List.of(-0.3, -2.0, -5.0), -10);

    @Test
    void rates_at_the_knots_are_the_measured_ones() {
        assertThat(CALIBRATION.falseMatchRate(0.2)).isCloseTo(1e-2, within(1e-9));
        assertThat(CALIBRATION.falseMatchRate(0.5)).isCloseTo(1e-5, within(1e-12));
        assertThat(CALIBRATION.falseMatchRate(0.35)).isCloseTo(Math.pow(10, -3.5), within(1e-9));
    }

    @Test
    void above_the_last_knot_the_tail_goes_on_and_is_marked() {
        assertThat(CALIBRATION.falseMatchRate(0.7)).isCloseTo(1e-7, within(1e-12));
        assertThat(CALIBRATION.extrapolated(0.7)).isTrue();
        assertThat(CALIBRATION.extrapolated(0.5)).isFalse();
    }

    @Test
    void the_strangers_to_expect_grow_with_the_gallery() {
        assertThat(CALIBRATION.expectedStrangers(0.5, 1_000_000)).isCloseTo(10, within(1e-6));
        assertThat(CALIBRATION.expectedStrangers(0.5, 0)).isZero();
    }

    @Property
    void the_threshold_of_a_rate_has_that_rate(@ForAll @DoubleRange(min = -9, max = -0.4) double exponent) {
        double rate = Math.pow(10, exponent);
        assertThat(CALIBRATION.falseMatchRate(CALIBRATION.threshold(rate))).isCloseTo(rate, within(rate * 1e-6));
    }

    @Property
    void a_higher_score_never_has_a_higher_rate(
            @ForAll @DoubleRange(min = -1, max = 1) double a, @ForAll @DoubleRange(min = -1, max = 1) double b) {
        assertThat(CALIBRATION.falseMatchRate(Math.max(a, b)))
                .isLessThanOrEqualTo(CALIBRATION.falseMatchRate(Math.min(a, b)));
    }

    @Test
    void a_calibration_that_cannot_be_right_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calibration("x", 1, List.of(0.1, 0.0), List.of(-1.0, -2.0), -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calibration("x", 1, List.of(0.0, 0.1), List.of(-2.0, -1.0), -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calibration("x", 1, List.of(0.0, 0.1), List.of(-1.0, -2.0), 1));
    }
}
