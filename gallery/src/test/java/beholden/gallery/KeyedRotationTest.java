package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedRotationTest {

    private static final KeyedRotation ROTATION = KeyedRotation.of(People.key(1), 512);

    @Test
    void the_matrix_of_a_key_is_the_same_on_every_machine() throws Exception {
        ByteBuffer matrix = ByteBuffer.allocate(512 * 512 * Float.BYTES);
        for (int in = 0; in < 512; in++) {
            for (int out = 0; out < 512; out++) {
                matrix.putFloat(ROTATION.weight(in, out));
            }
        }

        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(matrix.array()));

        assertThat(hash).isEqualTo("28674cb7142d54e18bf181f5ff165829fbe4e752a9d192387dd90ad1a411ca93");
    }

    @Test
    void another_key_gives_an_unrelated_matrix() {
        KeyedRotation other = KeyedRotation.of(People.key(2), 512);
        double alike = 0;

        for (int in = 0; in < 512; in++) {
            for (int out = 0; out < 512; out++) {
                alike += ROTATION.weight(in, out) * other.weight(in, out);
            }
        }

        // The trace of a uniformly random rotation has standard deviation 1, of 512 if it were the same.
        assertThat(alike).isBetween(-6.0, 6.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 100, 129, 512})
    void the_matrix_is_orthogonal(int dimension) {
        KeyedRotation rotation = KeyedRotation.of(People.key(3), dimension);

        double worst = 0;
        for (int a = 0; a < dimension; a++) {
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int in = 0; in < dimension; in++) {
                    product += (double) rotation.weight(in, a) * rotation.weight(in, b);
                }
                worst = Math.max(worst, Math.abs(product - (a == b ? 1 : 0)));
            }
        }

        assertThat(worst).isLessThan(1e-6);
    }

    @Test
    void weights_are_spread_like_those_of_a_random_rotation() {
        double fourthPowers = 0;
        for (int in = 0; in < 512; in++) {
            for (int out = 0; out < 512; out++) {
                fourthPowers += Math.pow(ROTATION.weight(in, out), 4);
            }
        }

        // E w^4 = 3 / (D (D + 2)) for a coordinate of a uniformly random unit vector.
        assertThat(fourthPowers / (512 * 512) * 512 * 514).isCloseTo(3, within(0.05));
    }

    @RepeatedTest(200)
    void inner_products_are_preserved(RepetitionInfo of) {
        float[] a = People.gaussian(2L * of.getCurrentRepetition(), 512);
        float[] b = People.gaussian(2L * of.getCurrentRepetition() + 1, 512);

        float[][] rotated = ROTATION.rotate(new float[][] {a, b});

        assertThat(product(rotated[0], rotated[1])).isCloseTo(product(a, b), within(2e-6));
        assertThat(product(rotated[0], rotated[0])).isCloseTo(1, within(2e-6));
    }

    @RepeatedTest(100)
    void the_result_does_not_depend_on_the_batch(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        long seed = random.nextLong();
        int size = random.nextInt(1, 12);
        int dimension = random.nextInt(64, 201);
        KeyedRotation rotation = dimension == 200 ? ROTATION : KeyedRotation.of(People.key(4), dimension);
        float[][] batch = new float[size][];
        for (int i = 0; i < size; i++) {
            batch[i] = People.gaussian(seed + i, rotation.dimension());
        }

        float[][] together = rotation.rotate(batch);

        for (int i = 0; i < size; i++) {
            assertThat(together[i]).isEqualTo(rotation.rotate(new float[][] {batch[i]})[0]);
            assertThat(together[i]).isEqualTo(byDefinition(rotation, batch[i]));
        }
    }

    @Test
    void the_inverse_undoes_it() {
        float[] template = People.gaussian(7, 512);

        float[] back = ROTATION.inverse().rotate(ROTATION.rotate(new float[][] {template}))[0];

        for (int i = 0; i < 512; i++) {
            assertThat(back[i]).isCloseTo(template[i], within(1e-6f));
        }
    }

    // Each output is its own sum, ascending over the inputs: the order the class promises.
    private static float[] byDefinition(KeyedRotation rotation, float[] vector) {
        float[] rotated = new float[vector.length];
        for (int out = 0; out < vector.length; out++) {
            float sum = 0;
            for (int in = 0; in < vector.length; in++) {
                sum += rotation.weight(in, out) * vector[in];
            }
            rotated[out] = sum;
        }
        return rotated;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
