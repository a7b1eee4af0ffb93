package beholden.bench.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One photo against a gallery, when the person may not be in it (ISO/IEC 19795-1, NIST FRTE 1:N).
///
/// Every second person is enrolled with the first photo; further photos of these are mated probes, all photos of
/// the others non-mated ones.
///
/// @param enrolled     faces in the gallery
/// @param mateScores   of each mated probe: the score of its mate, or −1 where a non-mate scored higher
/// @param strangerBest of each non-mated probe: the highest score in the gallery, ascending
record OpenSetSearch(int enrolled, double[] mateScores, double[] strangerBest) {

    static OpenSetSearch run(float[][] templates, int[] person) {
        List<Integer> gallery = new ArrayList<>();
        List<Integer> mated = new ArrayList<>();
        List<Integer> nonMated = new ArrayList<>();
        for (int i = 0; i < templates.length; i++) {
            boolean first = i == 0 || person[i] != person[i - 1];
            if (person[i] % 2 != 0) nonMated.add(i);
            else if (first) gallery.add(i);
            else mated.add(i);
        }
        double[] mateScores = mated.parallelStream()
                .mapToDouble(probe -> {
                    int best = best(templates, probe, gallery);
                    return person[best] == person[probe] ? PairScores.dot(templates[best], templates[probe]) : -1;
                })
                .toArray();
        double[] strangerBest = nonMated.parallelStream()
                .mapToDouble(probe -> PairScores.dot(templates[best(templates, probe, gallery)], templates[probe]))
                .sorted()
                .toArray();
        return new OpenSetSearch(gallery.size(), mateScores, strangerBest);
    }

    private static int best(float[][] templates, int probe, List<Integer> gallery) {
        int best = gallery.getFirst();
        float highest = Float.NEGATIVE_INFINITY;
        for (int face : gallery) {
            float score = PairScores.dot(templates[face], templates[probe]);
            if (score > highest) {
                highest = score;
                best = face;
            }
        }
        return best;
    }

    /// Share of mated probes whose mate is the best candidate, whatever its score.
    double rankOne() {
        return (double) Arrays.stream(mateScores).filter(s -> s > -1).count() / mateScores.length;
    }

    /// The lowest threshold at which at most `fpir` of the non-mated probes return any candidate.
    double threshold(double fpir) {
        int allowed = (int) Math.floor(fpir * strangerBest.length);
        return Math.nextUp(strangerBest[strangerBest.length - 1 - allowed]);
    }

    /// Share of mated probes whose mate is not the best candidate at or above `threshold` (FNIR at rank 1).
    double fnir(double threshold) {
        return (double) Arrays.stream(mateScores).filter(s -> s < threshold).count() / mateScores.length;
    }

    /// FNIR over FPIR from one non-mated probe to all of them, for a logarithmic plot: rows of {FPIR, FNIR}.
    ///
    /// Where no mate is missed it shows half a probe, since nothing has no logarithm.
    double[][] curve() {
        return IntStream.rangeClosed(0, 60)
                .mapToDouble(i -> Math.pow(10, -3.5 + 3.5 * i / 60))
                .filter(fpir -> fpir * strangerBest.length >= 1 && fpir < 1)
                .mapToObj(fpir -> new double[] {fpir, Math.max(fnir(threshold(fpir)), 0.5 / mateScores.length)})
                .toArray(double[][]::new);
    }
}
