package beholden.gallery.onebit;

/// The comparison score in full precision: the same bits on every machine, in every run.
///
/// SIMD reductions are free to add in any order, and do so differently before and after just-in-time compilation: the
/// last digit of a score, and with it the order of candidates, would then depend on how long a process has run. So the
/// sum is taken in a fixed order, and in double, where the product of two floats is exact.
final class ExactScore {

    private ExactScore() {}

    /// Inner product of two vectors of the same dimension.
    static float of(float[] a, float[] b) {
        // Four sums, since one addition would have to wait for the one before.
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int fours = a.length & ~3;
        for (int i = 0; i < fours; i += 4) {
            sum0 += (double) a[i] * b[i];
            sum1 += (double) a[i + 1] * b[i + 1];
            sum2 += (double) a[i + 2] * b[i + 2];
            sum3 += (double) a[i + 3] * b[i + 3];
        }
        for (int i = fours; i < a.length; i++) {
            sum0 += (double) a[i] * b[i];
        }
        return (float) ((sum0 + sum1) + (sum2 + sum3));
    }
}
