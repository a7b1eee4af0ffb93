package beholden.bench.accuracy;

import beholden.faces.calibration.PeopleBootstrap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// LFW's own protocol: for each fold, the share of its pairs judged right with the threshold that is best on the
/// other nine.
///
/// @param accuracy mean of the folds
/// @param interval the mean ± 1.96 standard errors; no person is in two folds, so that folds are independent
record TenFold(double accuracy, PeopleBootstrap.Interval interval) {
    private static final double STANDARD_ERRORS = 1.96;

    static TenFold of(List<List<LfwCrops.Pair>> folds, float[][] templates) {
        double[] shares = new double[folds.size()];
        for (int i = 0; i < shares.length; i++) {
            List<LfwCrops.Pair> fold = folds.get(i);
            List<LfwCrops.Pair> others =
                    folds.stream().filter(f -> f != fold).flatMap(List::stream).toList();
            shares[i] = right(fold, templates, bestThreshold(others, templates));
        }
        double mean = Arrays.stream(shares).average().orElseThrow();
        double squares = Arrays.stream(shares)
                .map(share -> (share - mean) * (share - mean))
                .sum();
        // Huang et al. 2007, eq. 2: the standard deviation of the folds ÷ the root of their number.
        double error = Math.sqrt(squares / (shares.length - 1) / shares.length);
        return new TenFold(
                mean, new PeopleBootstrap.Interval(mean - STANDARD_ERRORS * error, mean + STANDARD_ERRORS * error));
    }

    private static double bestThreshold(List<LfwCrops.Pair> pairs, float[][] templates) {
        List<LfwCrops.Pair> ascending = pairs.stream()
                .sorted(Comparator.comparingDouble(p -> score(p, templates)))
                .toList();
        long right = pairs.stream().filter(LfwCrops.Pair::mates).count();
        long best = right;
        double threshold = -1;
        for (int i = 0; i < ascending.size(); i++) {
            right += ascending.get(i).mates() ? -1 : 1;
            if (right > best && i + 1 < ascending.size()) {
                best = right;
                threshold = (score(ascending.get(i), templates) + score(ascending.get(i + 1), templates)) / 2;
            }
        }
        return threshold;
    }

    private static double right(List<LfwCrops.Pair> pairs, float[][] templates, double threshold) {
        long right = pairs.stream()
                .filter(p -> score(p, templates) >= threshold == p.mates())
                .count();
        return (double) right / pairs.size();
    }

    private static double score(LfwCrops.Pair pair, float[][] templates) {
        return PairScores.dot(templates[pair.first()], templates[pair.second()]);
    }
}
