package beholden.gallery.onebit;

import java.util.Arrays;

/// Checks that the two kernels agree; also run as a program, in a JVM with vectors of another width.
final class KernelAgreement {

    private KernelAgreement() {}

    public static void main(String[] args) {
        for (int dimension : new int[] {64, 65, 127, 128, 320, 512, 1000, 2048}) check(dimension, 53, dimension);
        System.out.println("agreed");
    }

    static void check(int dimension, int count, long seed) {
        UnitVectors vectors = new UnitVectors(dimension, seed);
        CodedVectors coded = CodedVectors.of(dimension, vectors.list(count));
        QuantizedProbe probe = new QuantizedProbe(coded.layout(), vectors.next());
        long[] scalar = coded.statistics(ScalarKernel.INSTANCE, probe);
        long[] simd = coded.statistics(VectorKernel.INSTANCE, probe);
        if (!Arrays.equals(scalar, simd)) {
            throw new AssertionError(count + " vectors of " + dimension + " dimensions, seed " + seed + ": scalar "
                    + Arrays.toString(scalar) + ", SIMD " + Arrays.toString(simd));
        }
    }
}
