package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import beholden.faces.Quality.Measure;
import beholden.faces.photo.Photo;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static FaceEngine engine;
    private static Photo portrait;

    @BeforeAll
    static void open() throws IOException {
        engine = Fixtures.engine(FaceSettings.DEFAULT.withThreads(1));
        Photo group = Fixtures.decoded(Fixtures.group(6));
        portrait = Fixtures.part(group, engine.faces(group).getLast().box().grownBy(0.6f), 492, 664);
    }

    @AfterAll
    static void close() {
        if (engine != null) engine.close();
    }

    @Test
    void a_good_portrait_scores_high_in_everything() {
        Quality quality = only(portrait).quality();

        assertThat(quality.score()).isGreaterThan(80);
        assertThat(quality.components()).extracting(Quality.Component::measure).containsExactly(Measure.values());
        assertThat(quality.pose()).isNotNull();
    }

    @Test
    void a_face_with_eyes_under_20_pixels_apart_is_of_a_quality_below_22() {
        double part = 19.0 / only(portrait).landmarks().interEyeDistance();

        Face small = only(Fixtures.scaled(portrait, part));

        assertThat(small.measures().eyes()).isBetween(18f, 20f);
        assertThat(small.quality().score()).isBetween(15, 21);
    }

    @Test
    void a_blurred_portrait_fails_for_its_sharpness() {
        Photo blurred = Fixtures.scaled(Fixtures.scaled(portrait, 0.12), 8);

        assertWeakest(blurred, Measure.SHARPNESS, 40);
    }

    @Test
    void a_dark_portrait_fails_for_under_exposure() {
        assertWeakest(Fixtures.changed(portrait, v -> v - 150), Measure.UNDER_EXPOSURE_PREVENTION, 60);
    }

    @Test
    void a_bleached_portrait_fails_for_over_exposure() {
        assertWeakest(Fixtures.changed(portrait, v -> v * 3 / 2 + 75), Measure.OVER_EXPOSURE_PREVENTION, 60);
    }

    @Test
    void a_portrait_of_few_grey_levels_fails_for_its_dynamic_range() {
        assertThat(component(Fixtures.changed(portrait, v -> 70 + v / 4), Measure.DYNAMIC_RANGE))
                .isLessThan(component(portrait, Measure.DYNAMIC_RANGE) - 15);
    }

    @Test
    void a_small_face_scores_low_for_the_distance_of_its_eyes() {
        Photo small = Fixtures.scaled(portrait, 50.0 / only(portrait).box().side());

        assertWeakest(small, Measure.INTER_EYE_DISTANCE, 40);
    }

    @Test
    void a_face_cut_by_the_frame_is_marked_down_for_it() {
        Box box = only(portrait).box();
        Box rest = new Box(box.left() + box.width() * 0.3f, 0, portrait.width(), portrait.height());
        Photo cut = Fixtures.part(portrait, rest, (int) rest.width(), (int) rest.height());

        assertThat(component(cut, Measure.CROP_OF_THE_FACE)).isLessThan(component(portrait, Measure.CROP_OF_THE_FACE));
    }

    @Test
    void a_profile_fails_for_its_yaw_and_says_so() throws IOException {
        Quality profile =
                engine.faces(Fixtures.decoded(Fixtures.group(2))).getFirst().quality();

        assertThat(profile.weakest().measure()).isEqualTo(Measure.HEAD_POSE_YAW);
        assertThat(profile.verdict())
                .startsWith("quality " + profile.score() + ": head pose yaw is ")
                .endsWith("°");
    }

    @Test
    void a_tilted_portrait_is_measured_as_tilted() {
        float[] samples = new float[3 * 600 * 600];
        double c = Math.cos(0.5);
        double s = Math.sin(0.5);
        var around = new Sampling(c, s, 246 - 300 * c - 300 * s, -s, c, 332 + 300 * s - 300 * c);
        new Pyramid(portrait).sample(around, 600, 600, 128, samples);
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) Math.round(samples[i]);

        Pose upright = Objects.requireNonNull(only(portrait).quality().pose());
        Pose tilted =
                Objects.requireNonNull(only(Photo.of(600, 600, rgb)).quality().pose());

        assertThat(Math.abs(tilted.roll() - upright.roll())).isBetween(18f, 40f);
    }

    @Test
    void a_quality_without_components_or_beyond_its_scale_cannot_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quality(List.of(), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quality.Component(Measure.SHARPNESS, 1, "", 101))
                .withMessageContaining("101");
    }

    private static Face only(Photo photo) {
        List<Face> faces = engine.faces(photo);
        assertThat(faces).hasSize(1);
        return faces.getFirst();
    }

    private static int component(Photo photo, Measure measure) {
        return only(photo).quality().components().stream()
                .filter(c -> c.measure() == measure)
                .findFirst()
                .orElseThrow()
                .score();
    }

    private static void assertWeakest(Photo photo, Measure measure, int below) {
        Quality quality = only(photo).quality();
        assertThat(quality.weakest().measure()).isEqualTo(measure);
        assertThat(quality.score()).isLessThan(below);
        assertThat(quality.verdict()).contains(measure.toString());
    }
}
