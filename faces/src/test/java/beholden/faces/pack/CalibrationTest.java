package beholden.faces.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Calibration CALIBRATION = new Calibration(
            "test",
            1_000_000,
            0.5,
            List.of(0.0, 0.2, 0.5, 1.0),
            List.of(-0.3, -2.0, -5.0, -10.0),
            List.of(-0.2, -1.9, -4.8, -6.0));

    @Test
    void rates_at_the_knots_are_the_measured_ones() {
        assertThat(CALIBRATION.falseMatchRate(0.2)).isCloseTo(1e-2, within(1e-9));
        assertThat(CALIBRATION.falseMatchRate(0.5)).isCloseTo(1e-5, within(1e-12));
        assertThat(CALIBRATION.falseMatchRate(0.35)).isCloseTo(Math.pow(10, -3.5), within(1e-9));
    }

    @Test
    void above_the_end_of_the_data_the_tail_goes_on_and_is_marked() {
        assertThat(CALIBRATION.falseMatchRate(0.7)).isCloseTo(1e-7, within(1e-12));
        assertThat(CALIBRATION.extrapolated(0.7)).isTrue();
        assertThat(CALIBRATION.extrapolated(0.5)).isFalse();
        assertThat(CALIBRATION.measuredDownTo()).isCloseTo(1e-5, within(1e-12));
    }

    @Test
    void the_bound_goes_down_more_slowly_than_the_rate() {
        assertThat(CALIBRATION.upperBound(0.2)).isCloseTo(Math.pow(10, -1.9), within(1e-9));
        assertThat(CALIBRATION.upperBound(0.75)).isCloseTo(Math.pow(10, -5.4), within(1e-9));
        assertThat(CALIBRATION.upperBound(1.5)).isCloseTo(1e-6, within(1e-12));
    }

    @Test
    void the_strangers_to_expect_grow_with_the_gallery() {
        assertThat(CALIBRATION.expectedStrangers(0.5, 1_000_000)).isCloseTo(10, within(1e-6));
        assertThat(CALIBRATION.expectedStrangers(0.5, 0)).isZero();
    }

    @RepeatedTest(200)
    void the_threshold_of_a_rate_has_that_rate(RepetitionInfo of) {
        double rate = Math.pow(10, new SplittableRandom(of.getCurrentRepetition()).nextDouble(-9, -0.4));

        assertThat(CALIBRATION.falseMatchRate(CALIBRATION.threshold(rate))).isCloseTo(rate, within(rate * 1e-6));
    }

    @RepeatedTest(500)
    void a_higher_score_never_has_a_higher_rate(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        double a = random.nextDouble(-1, 1);
        double b = random.nextInt(4) == 0 ? random.nextInt(-1, 2) : random.nextDouble(-1, 1);

        assertThat(CALIBRATION.falseMatchRate(Math.max(a, b)))
                .isLessThanOrEqualTo(CALIBRATION.falseMatchRate(Math.min(a, b)));
    }

    @Test
    void a_calibration_that_cannot_be_right_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0.1, List.of(0.1, 0.0), List.of(-1.0, -2.0), List.of(-1.0, -2.0)))
                .withMessageContaining("scores must rise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0.1, List.of(0.0, 0.1), List.of(-2.0, -1.0), List.of(-1.0, -1.0)))
                .withMessageContaining("rates must not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0.1, List.of(0.0, 0.1), List.of(-1.0, -2.0), List.of(-1.0, -2.1)))
                .withMessageContaining("the bound is below the rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(0.2, List.of(0.0, 0.1), List.of(-1.0, -2.0), List.of(-1.0, -2.0)))
                .withMessageContaining("no knot");
    }

    private static Calibration of(double dataEnd, List<Double> scores, List<Double> log10Fmr, List<Double> log10Upper) {
        return new Calibration("x", 1, dataEnd, scores, log10Fmr, log10Upper);
    }
}
