package beholden.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import beholden.faces.pack.Calibration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;

class MeasuredPeopleTest {
    private static final int SINGLE_PHOTOS = 2_500;

    private final MeasuredPeople people = new MeasuredPeople(1);

    @Test
    void strangers_score_high_about_as_often_as_the_packs_calibration_says() throws Exception {
        Calibration calibration =
                Objects.requireNonNull(Installed.pack().description().calibration());
        float[][] photos = IntStream.range(0, SINGLE_PHOTOS)
                .parallel()
                .mapToObj(people::probe)
                .toArray(float[][]::new);
        double pairs = SINGLE_PHOTOS * (SINGLE_PHOTOS - 1.0) / 2;

        double[] scores = IntStream.range(0, SINGLE_PHOTOS)
                .parallel()
                .boxed()
                .flatMapToDouble(
                        i -> IntStream.range(0, i).mapToDouble(j -> VectorUtil.dotProduct(photos[i], photos[j])))
                .filter(score -> score >= 0.2)
                .toArray();

        // Of three million pairs about a hundred score 0.45; beyond, too few would be counted.
        for (double least : new double[] {0.2, 0.25, 0.3, 0.35, 0.4, 0.45}) {
            long reached = Arrays.stream(scores).filter(score -> score >= least).count();
            assertThat(reached / pairs / calibration.falseMatchRate(least))
                    .as("at " + least)
                    .isBetween(0.5, 2.0);
        }
    }

    @Test
    void mates_score_as_mates_of_real_photos_do() {
        double mean = IntStream.range(0, 500)
                .mapToDouble(person -> VectorUtil.dotProduct(people.enrolled(5L * person), people.probe(person)))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(0.68, within(0.02));
    }

    @Test
    void every_template_is_of_unit_length_and_the_same_each_time() {
        for (long index = 0; index < 1L << 40; index = 3 * index + 1) {
            float[] template = people.enrolled(index);

            assertThat((double) VectorUtil.dotProduct(template, template)).isCloseTo(1, within(1e-5));
            assertThat(new MeasuredPeople(1).enrolled(index)).containsExactly(template);
            assertThat(new MeasuredPeople(2).enrolled(index)).isNotEqualTo(template);
        }
    }
}
