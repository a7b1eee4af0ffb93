package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SimilarityTransformTest {
    private static final List<Point> FACE =
            List.of(new Point(38, 52), new Point(74, 51), new Point(56, 72), new Point(42, 92), new Point(71, 92));

    @RepeatedTest(500)
    void the_fit_of_points_moved_by_a_similarity_is_that_similarity(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        double angle = random.nextDouble(-Math.PI, Math.PI);
        double scale = random.nextDouble(0.1, 20);
        double dx = random.nextDouble(-500, 500);
        double dy = random.nextDouble(-500, 500);
        var moved = new SimilarityTransform(scale * Math.cos(angle), scale * Math.sin(angle), dx, dy);

        var fit = SimilarityTransform.fit(FACE, FACE.stream().map(moved::apply).toList());

        assertThat(fit.a()).isCloseTo(moved.a(), within(1e-4 * scale + 1e-4));
        assertThat(fit.b()).isCloseTo(moved.b(), within(1e-4 * scale + 1e-4));
        Point there = fit.apply(FACE.getFirst());
        Point back = fit.inverse().apply(there);
        assertThat(back.distance(FACE.getFirst())).isLessThan(0.01);
    }

    @Test
    void no_other_similarity_has_a_smaller_squared_error() {
        List<Point> to =
                List.of(new Point(40, 50), new Point(70, 55), new Point(59, 70), new Point(40, 95), new Point(73, 88));

        var fit = SimilarityTransform.fit(FACE, to);

        double best = error(fit, to);
        for (double step : new double[] {-0.01, 0.01}) {
            assertThat(error(new SimilarityTransform(fit.a() + step, fit.b(), fit.tx(), fit.ty()), to))
                    .isGreaterThan(best);
            assertThat(error(new SimilarityTransform(fit.a(), fit.b() + step, fit.tx(), fit.ty()), to))
                    .isGreaterThan(best);
            assertThat(error(new SimilarityTransform(fit.a(), fit.b(), fit.tx() + step, fit.ty()), to))
                    .isGreaterThan(best);
            assertThat(error(new SimilarityTransform(fit.a(), fit.b(), fit.tx(), fit.ty() + step), to))
                    .isGreaterThan(best);
        }
    }

    @Test
    void points_that_coincide_have_no_fit() {
        List<Point> one = List.of(new Point(3, 3), new Point(3, 3), new Point(3, 3), new Point(3, 3), new Point(3, 3));

        assertThatIllegalArgumentException().isThrownBy(() -> SimilarityTransform.fit(one, FACE));
    }

    private static double error(SimilarityTransform transform, List<Point> to) {
        double sum = 0;
        for (int i = 0; i < to.size(); i++) {
            double d = transform.apply(FACE.get(i)).distance(to.get(i));
            sum += d * d;
        }
        return sum;
    }
}
