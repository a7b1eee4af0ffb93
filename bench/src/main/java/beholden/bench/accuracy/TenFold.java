package beholden.bench.accuracy;

import java.util.Comparator;
import java.util.List;

/// LFW's own protocol: for each fold, the share of its pairs judged right with the threshold that is best on the
/// other nine.
final class TenFold {
    private TenFold() {}

    static double accuracy(List<List<LfwCrops.Pair>> folds, float[][] templates) {
        double sum = 0;
        for (List<LfwCrops.Pair> fold : folds) {
            List<LfwCrops.Pair> others =
                    folds.stream().filter(f -> f != fold).flatMap(List::stream).toList();
            sum += right(fold, templates, bestThreshold(others, templates));
        }
        return sum / folds.size();
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
