package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import beholden.faces.photo.Photo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceEngineTest {
    private static FaceEngine engine;

    @BeforeAll
    static void open() throws IOException {
        engine = Fixtures.engine(FaceSettings.DEFAULT.withThreads(2));
    }

    @AfterAll
    static void close() {
        if (engine != null) engine.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "3, 3", "4, 4", "5, 5", "6, 4"})
    void every_face_of_a_group_is_found_once_from_left_to_right(int group, int people) throws IOException {
        List<Face> faces = engine.faces(Fixtures.decoded(Fixtures.group(group)));

        assertThat(faces).hasSize(people);
        assertThat(faces)
                .isSortedAccordingTo(
                        (a, b) -> Float.compare(a.box().left(), b.box().left()));
    }

    @Test
    void one_person_in_two_photos_scores_far_above_everybody_else() throws IOException {
        Face probe = engine.faces(Fixtures.decoded(Fixtures.group(1))).getLast();
        List<Face> others = new ArrayList<>();
        for (int group = 2; group <= 6; group++) others.addAll(engine.faces(Fixtures.decoded(Fixtures.group(group))));

        List<Float> scores = others.stream()
                .map(probe::compare)
                .sorted((a, b) -> Float.compare(b, a))
                .toList();

        assertThat(scores.getFirst()).isBetween(0.65f, 0.80f);
        assertThat(scores.get(1)).isLessThan(0.45f);
    }

    @Test
    void a_template_has_unit_length_and_the_packs_dimension() throws IOException {
        float[] template =
                engine.faces(Fixtures.decoded(Fixtures.group(3))).getFirst().template();

        double squares = 0;
        for (float value : template) squares += (double) value * value;
        assertThat(template).hasSize(engine.pack().description().template().dimension());
        assertThat(squares).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 48, 90, 250})
    void a_face_is_found_at_any_size_and_any_place_of_a_large_photo(int side) throws IOException {
        Photo group = Fixtures.decoded(Fixtures.group(6));
        Box face = engine.faces(group).getLast().box();
        Photo head = Fixtures.part(group, face.grownBy(0.6f), 660, 880);
        double scale = side / (double) engine.faces(head).getFirst().box().side();
        Photo small = Fixtures.scaled(head, scale);

        for (int[] corner : new int[][] {{0, 0}, {619, 437}, {1600 - small.width(), 1300 - small.height()}}) {
            List<Face> found = engine.faces(Fixtures.pasted(small, 1600, 1300, corner[0], corner[1]));

            assertThat(found).hasSize(1);
            assertThat(found.getFirst().box().side()).isCloseTo(side, within(0.3f * side));
            assertThat(found.getFirst().box().centre().x())
                    .isCloseTo(corner[0] + small.width() / 2f, within(0.3f * side));
        }
    }

    @Test
    void a_portrait_that_fills_a_large_photo_is_one_face() throws IOException {
        Photo group = Fixtures.decoded(Fixtures.group(6));
        Box face = engine.faces(group).getLast().box();

        List<Face> found = engine.faces(Fixtures.part(group, face.grownBy(0.4f), 3000, 4000));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().box().width()).isGreaterThan(1000);
    }

    @Test
    void faces_below_the_smallest_size_asked_for_are_left_out() throws IOException {
        Photo group = Fixtures.decoded(Fixtures.group(1));

        try (FaceEngine strict =
                Fixtures.engine(FaceSettings.DEFAULT.withThreads(1).withMinFace(300))) {
            assertThat(strict.faces(group)).isEmpty();
        }
    }

    @Test
    void noise_and_plain_grey_hold_no_face() {
        assertThat(engine.faces(Fixtures.noise(640, 480, 0, 256))).isEmpty();
        assertThat(engine.faces(Fixtures.noise(640, 480, 128, 129))).isEmpty();
        assertThat(engine.faces(Fixtures.noise(1, 1, 128, 129))).isEmpty();
        assertThat(engine.faces(Fixtures.noise(2000, 1, 0, 256))).isEmpty();
    }

    @Test
    void many_threads_get_what_one_gets() throws Exception {
        Photo group = Fixtures.decoded(Fixtures.group(2));
        List<Face> alone = engine.faces(group);

        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<List<Face>>> calls = List.of(
                    () -> engine.faces(group),
                    () -> engine.faces(group),
                    () -> engine.faces(group),
                    () -> engine.faces(group));
            for (var result : threads.invokeAll(calls)) {
                for (int i = 0; i < alone.size(); i++) {
                    assertThat(result.get().get(i).box()).isEqualTo(alone.get(i).box());
                    assertThat(result.get().get(i).template())
                            .containsExactly(alone.get(i).template());
                }
            }
        }
    }

    @Test
    void a_mirrored_face_has_the_same_template_when_both_sides_count() throws IOException {
        Photo group = Fixtures.decoded(Fixtures.group(6));
        Photo face = Fixtures.part(group, engine.faces(group).getLast().box(), 112, 112);
        Photo mirrored = mirrored(face);

        try (FaceEngine both =
                Fixtures.engine(FaceSettings.DEFAULT.withThreads(1).withFlip(true))) {
            assertThat(dot(both.templateOfAligned(face), both.templateOfAligned(mirrored)))
                    .isCloseTo(1, within(1e-5));
            assertThat(dot(engine.templateOfAligned(face), engine.templateOfAligned(mirrored)))
                    .isLessThan(0.999);
        }
    }

    @Test
    void settings_that_cannot_work_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaceSettings.DEFAULT.withMinFace(5))
                .withMessageContaining("16");
        assertThatIllegalArgumentException().isThrownBy(() -> FaceSettings.DEFAULT.withThreads(0));
    }

    private static Photo mirrored(Photo photo) {
        byte[] rgb = new byte[photo.rgb().length];
        for (int y = 0; y < photo.height(); y++) {
            for (int x = 0; x < photo.width(); x++) {
                int from = 3 * (y * photo.width() + x);
                System.arraycopy(photo.rgb(), from, rgb, 3 * (y * photo.width() + photo.width() - 1 - x), 3);
            }
        }
        return Photo.of(photo.width(), photo.height(), rgb);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    @Test
    void what_a_photo_costs_follows_from_its_pixels_and_may_be_given_up() {
        AtomicInteger steps = new AtomicInteger();
        engine.faces(Fixtures.noise(2_000, 1_500, 128, 129), steps::incrementAndGet);
        int four = steps.getAndSet(0);
        engine.faces(Fixtures.noise(1_000, 750, 128, 129), steps::incrementAndGet);
        int one = steps.getAndSet(0);

        assertThat((double) four / one).isBetween(3.0, 5.0);
        assertThatThrownBy(() -> engine.faces(Fixtures.noise(2_000, 1_500, 128, 129), () -> {
                    if (steps.incrementAndGet() == 3) throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(steps).hasValue(3);
    }
}
