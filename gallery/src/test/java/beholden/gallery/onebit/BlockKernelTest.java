package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockKernelTest {

    @RepeatedTest(60)
    void simd_and_scalar_kernels_agree_to_the_bit(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());

        KernelAgreement.check(random.nextInt(64, 2049), random.nextInt(1, 71), random.nextLong());
    }

    @ParameterizedTest
    @CsvSource({"64, 1", "64, 16", "65, 17", "512, 70", "2048, 1"})
    void simd_and_scalar_kernels_agree_at_the_limits(int dimension, int count) {
        KernelAgreement.check(dimension, count, 1);
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {16, 32, 64})
    void lanes_of_every_width_agree_with_the_scalar_kernel(int vectorBytes) throws IOException, InterruptedException {
        // The width of a machine's vectors is fixed when the JVM starts, so each width needs a JVM of its own.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-XX:MaxVectorSize=" + vectorBytes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KernelAgreement.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("agreed");
    }

    @RepeatedTest(40)
    void a_statistic_is_what_its_formula_says(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        int dimension = random.nextInt(64, 701);
        UnitVectors vectors = new UnitVectors(dimension, random.nextLong());
        float[] stored = vectors.next();
        QuantizedProbe probe = new QuantizedProbe(new BlockLayout(dimension), vectors.next());

        long statistic = CodedVectors.of(dimension, List.of(stored)).statistics(ScalarKernel.INSTANCE, probe)[0];

        long levels = 0;
        int ones = 0;
        double absoluteSum = 0;
        for (int j = 0; j < dimension; j++) {
            absoluteSum += Math.abs(stored[j]);
            if (stored[j] < 0) continue;
            ones++;
            for (int plane = 0; plane < 4; plane++) {
                long word = probe.planes[((j / 64) * 4 + plane) * QuantizedProbe.REPEATED];
                levels += (word >>> j & 1) << plane;
            }
        }
        long alignment = (long) (absoluteSum / Math.sqrt(dimension) * 65536);
        long expected = (2 * levels - 15 * ones) * 65536 - probe.factor * alignment;
        // the stored alignment may be one unit off where the division rounds the other way
        assertThat(Math.abs(statistic - expected)).isLessThanOrEqualTo(probe.factor);
    }

    @RepeatedTest(30)
    void exactly_the_blocks_with_a_vector_that_reaches_are_found(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        int count = random.nextInt(1, 201);
        int rank = random.nextInt(200);
        UnitVectors vectors = new UnitVectors(128, random.nextLong());
        CodedVectors coded = CodedVectors.of(128, vectors.list(count));
        QuantizedProbe probe = new QuantizedProbe(coded.layout(), vectors.next());
        long[] statistics = coded.statistics(ScalarKernel.INSTANCE, probe);
        long threshold = Arrays.stream(statistics)
                .sorted()
                .skip(rank % statistics.length)
                .findFirst()
                .orElseThrow();

        int[] byScalar = coded.reaching(ScalarKernel.INSTANCE, probe, threshold);
        int[] bySimd = coded.reaching(VectorKernel.INSTANCE, probe, threshold);

        int[] expected = IntStream.range(0, statistics.length)
                .filter(i -> statistics[i] >= threshold)
                .map(i -> i / 16)
                .distinct()
                .toArray();
        assertThat(byScalar).isEqualTo(expected);
        assertThat(bySimd).isEqualTo(expected);
    }
}
