package beholden.gallery.onebit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Random unit-length vectors, the same for the same seed.
final class UnitVectors {

    private final SplittableRandom random;
    private final int dimension;

    UnitVectors(int dimension, long seed) {
        this.dimension = dimension;
        this.random = new SplittableRandom(seed);
    }

    /// Uniform on the sphere.
    float[] next() {
        return toFloats(direction());
    }

    List<float[]> list(int count) {
        return IntStream.range(0, count).mapToObj(_ -> next()).toList();
    }

    /// A uniformly random pair with this inner product: what a random rotation makes of any fixed pair that has it.
    Pair pair(double score) {
        double[] first = direction();
        double[] second = direction();
        double overlap = dot(first, second);
        for (int j = 0; j < dimension; j++) second[j] -= overlap * first[j];
        normalise(second);
        double rest = Math.sqrt(1 - score * score);
        for (int j = 0; j < dimension; j++) second[j] = score * first[j] + rest * second[j];
        return new Pair(toFloats(first), toFloats(second));
    }

    /// Another vector at this inner product with `vector`.
    float[] near(float[] vector, double score) {
        double[] near = direction();
        double overlap = 0;
        for (int j = 0; j < dimension; j++) overlap += near[j] * vector[j];
        for (int j = 0; j < dimension; j++) near[j] -= overlap * vector[j];
        normalise(near);
        double rest = Math.sqrt(1 - score * score);
        for (int j = 0; j < dimension; j++) near[j] = score * vector[j] + rest * near[j];
        return toFloats(near);
    }

    /// A uniformly random orthogonal matrix, row by row: random directions, each freed of its part along those
    /// before.
    float[][] rotation() {
        double[][] rows = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            double[] row = direction();
            for (int k = 0; k < i; k++) {
                double overlap = dot(row, rows[k]);
                for (int j = 0; j < dimension; j++) row[j] -= overlap * rows[k][j];
            }
            normalise(row);
            rows[i] = row;
        }
        float[][] rotation = new float[dimension][];
        for (int i = 0; i < dimension; i++) rotation[i] = toFloats(rows[i]);
        return rotation;
    }

    static float[] apply(float[][] rotation, float[] vector) {
        float[] rotated = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            double sum = 0;
            for (int j = 0; j < vector.length; j++) sum += (double) rotation[i][j] * vector[j];
            rotated[i] = (float) sum;
        }
        return rotated;
    }

    record Pair(float[] stored, float[] probe) {}

    private double[] direction() {
        double[] v = new double[dimension];
        for (int j = 0; j < dimension; j++) v[j] = random.nextGaussian();
        normalise(v);
        return v;
    }

    private static void normalise(double[] v) {
        double scale = 1 / Math.sqrt(dot(v, v));
        for (int j = 0; j < v.length; j++) v[j] *= scale;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) sum += a[j] * b[j];
        return sum;
    }

    private static float[] toFloats(double[] v) {
        float[] floats = new float[v.length];
        for (int j = 0; j < v.length; j++) floats[j] = (float) v[j];
        return floats;
    }
}
