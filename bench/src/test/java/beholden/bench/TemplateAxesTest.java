package beholden.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemplateAxesTest {

    @Test
    void mean_and_spread_are_found_along_axes_that_are_not_those_of_the_coordinates() {
        // Two coordinates of deviation 3 and 1 and means 2 and 0, turned by 30 degrees; a third one is constant.
        SplittableRandom random = new SplittableRandom(1);
        double cosine = Math.cos(Math.PI / 6);
        double sine = Math.sin(Math.PI / 6);
        float[][] templates = new float[50_000][];
        for (int i = 0; i < templates.length; i++) {
            double wide = 2 + 3 * random.nextGaussian();
            double narrow = random.nextGaussian();
            templates[i] =
                    new float[] {(float) (cosine * wide - sine * narrow), 5, (float) (sine * wide + cosine * narrow)};
        }

        TemplateAxes axes = TemplateAxes.of("numbers", templates);

        assertThat(axes.deviation()).containsExactly(new double[] {3, 1, 0}, within(0.05));
        assertThat(Math.abs(axes.mean()[0])).isCloseTo(2, within(0.05));
        assertThat(axes.mean()[1]).isCloseTo(0, within(0.05));
        assertThat(Math.abs(axes.mean()[2])).isCloseTo(5, within(1e-6));
    }
}
