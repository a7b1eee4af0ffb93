package beholden.drill.statistic;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Holm's correction: with many tests at once, the chance that even one of them cries wolf stays under the level.
/// Holm 1979, "A simple sequentially rejective multiple test procedure".
final class Holm {
    private Holm() {}

    /// Corrected p-values in the order given; each may be compared with the level of the whole family.
    static double[] corrected(double[] pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] corrected = new double[pValues.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, pValues[order[rank]] * (order.length - rank)));
            corrected[order[rank]] = largest;
        }
        return corrected;
    }
}
