package beholden.bench;

import java.util.Arrays;

/// The middle of repeated measurements, which one slow run does not move.
public final class Median {
    private Median() {}

    /// @param values one or more; of an even number the upper of the two in the middle
    public static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
