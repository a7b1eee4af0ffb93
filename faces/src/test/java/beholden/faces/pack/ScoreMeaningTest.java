package beholden.faces.pack;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.faces.pack.NoRate.Reason;
import beholden.faces.pack.NoRate.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoreMeaningTest {
    private static final Calibration CALIBRATION =
            new Calibration("made up", 1_000_000, 1.0, List.of(0.0, 1.0), List.of(-0.3, -6.0), List.of(-0.2, -5.0));
    private static final FaceMeasures GOOD = new FaceMeasures(90, 64f, 3f, 8f);

    private static ScoreMeaning meaning(FaceMeasures probe, @Nullable FaceMeasures candidate) {
        return ScoreMeaning.of(CALIBRATION, 0.5f, 1000, probe, candidate);
    }

    private static void assertRate(FaceMeasures face) {
        assertThat(meaning(face, GOOD)).isInstanceOf(Likelihood.class);
        assertThat(meaning(GOOD, face)).isInstanceOf(Likelihood.class);
    }

    private static void assertNone(FaceMeasures face, Reason reason, String because) {
        assertThat(meaning(face, GOOD)).isEqualTo(new NoRate(reason, Side.PROBE, because));
        assertThat(meaning(GOOD, face)).isEqualTo(new NoRate(reason, Side.CANDIDATE, because));
    }

    @Test
    void two_good_faces_have_a_rate() {
        assertThat(meaning(GOOD, GOOD)).isEqualTo(Likelihood.of(CALIBRATION, 0.5f, 1000));
    }

    @Test
    void eyes_under_20_pixels_apart_have_none() {
        assertRate(new FaceMeasures(21, 20f, 3f, 8f));
        assertNone(new FaceMeasures(21, 19.99f, 3f, 8f), Reason.TOO_SMALL, "eyes 19 pixels apart, 20 needed");
    }

    @Test
    void a_face_that_leans_beyond_45_degrees_has_none() {
        assertRate(new FaceMeasures(50, 64f, 45f, 8f));
        assertRate(new FaceMeasures(50, 64f, -45f, 8f));
        assertNone(new FaceMeasures(49, 64f, 45.01f, 8f), Reason.TILTED, "leans 46° as it was read, 45° at most");
        assertNone(new FaceMeasures(0, 64f, -90f, 8f), Reason.TILTED, "leans 90° as it was read, 45° at most");
    }

    @Test
    void a_face_that_the_check_is_not_sure_of_has_none() {
        assertRate(new FaceMeasures(90, 64f, 3f, 1f));
        assertRate(new FaceMeasures(90, 64f, 3f, null));
        assertNone(
                new FaceMeasures(90, 64f, 3f, 0.99f),
                Reason.DOUBTFUL,
                "hardly known as a face; perhaps covered, dark or turned away");
    }

    @Test
    void where_the_quality_alone_was_kept_it_must_show_that_the_face_is_large_enough() {
        assertRate(FaceMeasures.ofQuality(22));
        assertNone(
                FaceMeasures.ofQuality(21), Reason.PERHAPS_TOO_SMALL, "quality 21, eyes perhaps under 20 pixels apart");
    }

    @Test
    void the_probes_reason_comes_before_the_candidates() {
        FaceMeasures small = new FaceMeasures(5, 10f, 3f, 8f);
        FaceMeasures tilted = new FaceMeasures(5, 64f, 60f, 8f);

        assertThat(meaning(tilted, small))
                .isInstanceOfSatisfying(
                        NoRate.class,
                        none -> assertThat(none.text()).isEqualTo("probe: leans 60° as it was read, 45° at most"));
    }

    @Test
    void a_candidate_that_is_gone_gets_no_rate_that_it_may_never_have_had() {
        assertThat(meaning(GOOD, null)).isEqualTo(new NoRate(Reason.REMOVED, Side.CANDIDATE, "left the gallery"));
    }

    @Test
    void a_pack_without_calibration_has_none_for_any_face() {
        ScoreMeaning meaning = ScoreMeaning.of(null, 0.9f, 1000, GOOD, GOOD);

        assertThat(meaning).isInstanceOfSatisfying(NoRate.class, none -> {
            assertThat(none.reason()).isEqualTo(Reason.UNCALIBRATED);
            assertThat(none.text()).isEqualTo(none.because());
        });
    }
}
