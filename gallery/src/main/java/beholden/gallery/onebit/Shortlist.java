package beholden.gallery.onebit;

import java.io.IOException;
import java.util.Arrays;

/// Exact scores of those vectors that may still reach one probe's list of candidates.
///
/// Goes down the ladder of [MissBound] and scores at each rung the vectors that reach its line, until the last
/// candidate's score is at least the rung's: a vector below the line with a score that would bring it onto the list is
/// one that the bound allows to be missed. Where the lowest rung does not fill the list, vectors of the best statistics
/// do. So which vectors are scored depends on statistics and scores alone. For one thread.
final class Shortlist {

    /// Lucene's scorer sums in single precision and in no fixed order: its scores choose whose exact score is
    /// computed.
    private static final float RANKING_TOLERANCE = 1e-6f;

    /// Vectors of all segments, as one probe is compared with them.
    interface Vectors {

        /// Compares all codes.
        Candidates.Kept compare(Candidates.Wanted wanted) throws IOException;

        /// Scores in full precision, (1 + inner product) / 2, as Lucene's scorer computes them.
        ///
        /// @param ordinals  ascending
        float[] rescore(int[] ordinals) throws IOException;

        /// A vector with its exact score.
        ScoredFace score(int ordinal) throws IOException;
    }

    private final Vectors vectors;
    private final Candidates.Wanted wanted;
    private final long fill;
    private final Ranking ranking;
    private Candidates.Kept kept;
    private int next;
    private long scored;

    /// @param wanted   what the first scan was to keep
    /// @param kept     what it kept; later scans find what that lacks
    /// @param ranking  still empty
    Shortlist(Vectors vectors, Candidates.Wanted wanted, Candidates.Kept kept, Ranking ranking) {
        this.vectors = vectors;
        this.wanted = wanted.further(Math.min(wanted.guaranteed(), kept.fill()));
        this.fill = kept.fill();
        this.ranking = ranking;
        this.kept = kept;
    }

    Matches matches(QuantizedProbe probe) throws IOException {
        for (int rung = MissBound.RUNGS - 1; rung >= 0; rung--) {
            scoreReaching(probe.line(rung));
            if (ranking.least() >= MissBound.score(rung)) return new Matches(ranking.faces(), scored);
        }
        scoreReaching(fill);
        return new Matches(ranking.faces(), scored);
    }

    /// Scores all vectors that reach this statistic and were not scored before.
    private void scoreReaching(long statistic) throws IOException {
        long[] keys = kept.keys();
        while (true) {
            int from = next;
            while (next < keys.length && Candidates.statistic(keys[next]) >= statistic) next++;
            score(Arrays.copyOfRange(keys, from, next));
            if (next < keys.length || kept.complete()) return;
            // Only where very many vectors are alike is the memory for the first scan's finds not enough.
            kept = vectors.compare(wanted.below(keys[keys.length - 1]));
            keys = kept.keys();
            next = 0;
        }
    }

    private void score(long[] keys) throws IOException {
        if (keys.length == 0) return;
        int[] ordinals =
                Arrays.stream(keys).mapToInt(Candidates::ordinal).sorted().toArray();
        float[] scores = vectors.rescore(ordinals);
        scored += ordinals.length;
        for (int i = 0; i < ordinals.length; i++) {
            if (scores[i] >= (1 + ranking.least()) / 2 - RANKING_TOLERANCE) {
                ranking.offer(vectors.score(ordinals[i]));
            }
        }
    }
}
