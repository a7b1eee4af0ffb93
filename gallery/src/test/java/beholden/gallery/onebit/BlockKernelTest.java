package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockKernelTest {

    @Property(tries = 60)
    void simd_and_scalar_kernels_agree_to_the_bit(
            @ForAll @IntRange(min = 64, max = 2048) int dimension,
            @ForAll @IntRange(min = 1, max = 70) int count,
            @ForAll long seed) {
        KernelAgreement.check(dimension, count, seed);
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

    @Property(tries = 40)
    void a_statistic_is_what_its_formula_says(@ForAll @IntRange(min = 64, max = 700) int dimension, @ForAll long seed) {
        UnitVectors vectors = new UnitVectors(dimension, seed);
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

    @Property(tries = 30)
    void exactly_the_blocks_with_a_vector_that_reaches_are_found(
            @ForAll @IntRange(min = 1, max = 200) int count,
            @ForAll @IntRange(min = 0, max = 199) int rank,
            @ForAll long seed) {
        UnitVectors vectors = new UnitVectors(128, seed);
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
