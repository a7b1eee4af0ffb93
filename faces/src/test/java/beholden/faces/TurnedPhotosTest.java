package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.faces.pack.Calibration;
import beholden.faces.pack.Likelihood;
import beholden.faces.pack.ScoreMeaning;
import beholden.faces.photo.Photo;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Photos that lie on a side or stand on their heads, and places that are no faces.
class TurnedPhotosTest {
    private static FaceEngine engine;
    private static Photo group;
    private static List<Face> upright;

    @BeforeAll
    static void open() throws IOException {
        engine = Fixtures.engine(FaceSettings.DEFAULT.withThreads(1));
        group = Fixtures.decoded(Fixtures.group(6));
        upright = engine.faces(group);
    }

    @AfterAll
    static void close() {
        if (engine != null) engine.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void faces_of_a_turned_photo_are_the_upright_ones_and_nobody_elses(int quarters) throws IOException {
        Calibration calibration =
                Objects.requireNonNull(engine.pack().description().calibration());
        double threshold = calibration.threshold(1e-4);

        List<Face> turned = engine.faces(Fixtures.turned(group, quarters));

        assertThat(turned).hasSameSizeAs(upright);
        for (Face face : turned) {
            List<Float> scores = upright.stream()
                    .map(face::compare)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            assertThat(scores.getFirst()).isGreaterThan(0.9f);
            assertThat(scores.get(1)).isLessThan((float) threshold);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_turned_face_says_how_it_is_turned_and_is_as_good_as_upright(int quarters) {
        List<Face> turned = engine.faces(Fixtures.turned(group, quarters));

        for (Face face : turned) {
            Face same =
                    upright.stream().max(Comparator.comparing(face::compare)).orElseThrow();
            double turn = roll(face) - roll(same) - 90.0 * quarters;
            assertThat(Math.abs(Math.IEEEremainder(turn, 360))).isLessThan(15);
            assertThat(face.quality().score())
                    .isBetween(same.quality().score() - 15, same.quality().score() + 15);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_face_of_a_turned_photo_has_a_rate_since_it_is_read_upright(int quarters) {
        Calibration calibration = engine.pack().description().calibration();
        List<Face> turned = engine.faces(Fixtures.turned(group, quarters));

        for (Face face : turned) {
            assertThat(ScoreMeaning.of(calibration, 0.5f, 1000, face.measures(), face.measures()))
                    .isInstanceOf(Likelihood.class);
        }
    }

    @Test
    void a_place_that_fails_the_check_is_no_face_and_is_told_of() throws IOException {
        try (FaceEngine strict =
                Fixtures.engine(FaceSettings.DEFAULT.withThreads(1).withLeastEvidence(1000))) {
            FaceEngine.Looked looked = strict.look(group);

            assertThat(looked.faces()).isEmpty();
            assertThat(looked.doubtful()).hasSizeGreaterThanOrEqualTo(upright.size());
        }
    }

    private static float roll(Face face) {
        return Objects.requireNonNull(face.quality().pose()).roll();
    }
}
