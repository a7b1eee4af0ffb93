package beholden.faces.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LikelihoodTest {
    private static final Calibration CALIBRATION = new Calibration(
            "made up",
            1_000_000,
            0.5,
            List.of(0.0, 0.1, 0.5, 0.6, 1.0),
            List.of(-0.3, -1.0, -5.0, -6.0, -10.0),
            List.of(-0.2, -0.9, -4.8, -5.30103, -6.0));

    private static Likelihood at(double score, long faces) {
        return Likelihood.of(CALIBRATION, (float) score, faces);
    }

    @Test
    void a_rate_is_told_as_one_in_so_many() {
        assertThat(at(0.1, 1000).rate()).isEqualTo("1 in 10");
        assertThat(at(0.4, 1000).rate()).isEqualTo("1 in 10,000");
        assertThat(at(0.427, 1000).rate()).isEqualTo("1 in 19,000");
    }

    @Test
    void beyond_what_was_measured_the_bound_is_told() {
        Likelihood beyond = at(0.6, 1_000_000);

        assertThat(beyond.extrapolated()).isTrue();
        assertThat(beyond.rate()).isEqualTo("under 1 in 200,000 (extrapolated)");
        assertThat(beyond.strangers()).isEqualTo("under 5");
        assertThat(beyond.sentence())
                .isEqualTo("Among 1,000,000 faces of other people, under 5 would be expected to score this high.");
        assertThat(beyond.expectedStrangers()).isCloseTo(1, within(0.001));
    }

    @Test
    void strangers_are_counted_where_there_are_some_and_searches_where_there_are_few() {
        assertThat(at(0.4, 123_000).strangers()).isEqualTo("12");
        assertThat(at(0.4, 123_000).sentence()).contains("about 12 would be expected to score this high");
        assertThat(at(0.4, 30).strangers()).isEqualTo("0.003");
        assertThat(at(0.4, 30).sentence())
                .isEqualTo("Among 30 faces of other people, one that scores this high would be expected about once in"
                        + " 330 searches.");
        assertThat(at(0.6, 30).sentence()).contains("less than once in 6,600 searches");
    }
}
