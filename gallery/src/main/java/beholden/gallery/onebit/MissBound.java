package beholden.gallery.onebit;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// How far below its exact score a vector's estimate may fall: the derivation of `docs/no-missed-mate.md` in code.
///
/// With α = ⟨x̄,o⟩, s = ⟨o,q⟩ and q̂ the probe rounded to sixteen levels of width Δ, a uniformly random rotation
/// makes
///
///     ⟨x̄,q̂⟩ = s·α + √((1−s²)(1−α²))·X + B + C
///
/// where X is one coordinate of a uniformly random unit vector in D−1 dimensions, B the error of randomised
/// rounding and C that of clipping, known exactly when the probe is. The law of X is known, and B is below −b with
/// probability at most exp(−2b²/Δ²) given everything else (Hoeffding), so that for a threshold t
///
///     P(⟨x̄,q̂⟩ < t + C) ≤ E exp(−2·b(X)²/Δ²),   b(x) = max(0, s·α − t + √((1−s²)(1−α²))·min(x, 0)).
///
/// For each rung of a ladder of scores, the threshold is a line in α that keeps this below [#MISS_PROBABILITY] for
/// every α and every score from the rung's upwards. All lines have one slope, so that vectors are ranked by one number
/// whatever the rung; comparing it with a line costs one multiplication.
final class MissBound {

    /// The lowest rung of the ladder: where no higher one fills the list, a vector with at least this score is
    /// scored exactly, except with probability [#MISS_PROBABILITY].
    static final double GUARANTEED_SCORE = 0.30;

    /// Rungs of the ladder, from [#GUARANTEED_SCORE] up to just below 1.
    static final int RUNGS = 179;

    /// Per stored vector, over the gallery's secret rotation and the rounding of the probe.
    static final double MISS_PROBABILITY = 1e-4;

    /// Levels of a rounded probe component are ±0.5Δ, ±1.5Δ, … ±7.5Δ.
    static final int LEVELS = 16;

    static final double HALF_RANGE_IN_STEPS = (LEVELS - 1) / 2.0;

    /// E⟨x̄,o⟩ for a random direction, as D grows.
    static final double USUAL_ALIGNMENT = Math.sqrt(2 / Math.PI);

    /// At most the distance of two rungs is how much of the last candidate's score goes unused.
    private static final int RUNGS_PER_UNIT = 256;

    /// Covers lengths that are 1 only up to float32 rounding.
    private static final double TOLERANCE = 1e-4;

    /// The last candidate of twenty among a million real templates scores about as much. The slope of all lines is the
    /// best one there; from 0.30 to 0.50 it costs 0.01 at most.
    private static final double SLOPE_SCORE = 0.42;

    /// Components of a rotated unit vector have standard deviation 1/√D; the outermost levels are at so many of
    /// them. Smaller makes the rounding finer and the clipping coarser; between 2.5 and 3 the sum hardly changes.
    private static final double HALF_RANGE_IN_DEVIATIONS = 2.7;

    // The line is found for a little less, which leaves room for numerical errors and for α beside the usual one.
    private static final double AIM = 0.95 * MISS_PROBABILITY;

    // At 2,048 dimensions X has 28 nodes to a standard deviation.
    private static final int NODES = 2000;

    // Nodes that together weigh less than the last digit of the probabilities they add to.
    private static final double NO_WEIGHT = 1e-20;

    private static final int HALVINGS = 40;

    // Spreads between which margins are interpolated, and alignments among which the lowest place for a line is
    // looked for: fine enough for what AIM leaves.
    private static final int SPREADS = 128;
    private static final int ALIGNMENTS = 256;

    // Finding the lines takes as long as several searches of a million.
    private static final Map<Integer, MissBound> FOUND = new ConcurrentHashMap<>();

    private final double[] weights = new double[NODES];
    private final double[] magnitudes = new double[NODES];
    private final int nodes;
    private final double step;
    private final double slope;
    private final double[] intercepts = new double[RUNGS];

    static MissBound of(int dimension) {
        return FOUND.computeIfAbsent(dimension, MissBound::new);
    }

    private MissBound(int dimension) {
        this.step = HALF_RANGE_IN_DEVIATIONS / (HALF_RANGE_IN_STEPS * Math.sqrt(dimension));
        this.nodes = placeNodes(dimension);
        double spread = spread(SLOPE_SCORE, USUAL_ALIGNMENT);
        this.slope = tangent(margin(spread), spread);
        double[] margins = IntStream.rangeClosed(0, SPREADS)
                .mapToDouble(i -> margin((double) i / SPREADS))
                .toArray();
        Arrays.setAll(intercepts, rung -> intercept(score(rung) - TOLERANCE, margins));
    }

    /// Score that a rung stands for.
    static double score(int rung) {
        return GUARANTEED_SCORE + (double) rung / RUNGS_PER_UNIT;
    }

    /// X = −sin θ has density in proportion to cos^(D−3) θ. Only the half of it that lowers an estimate is used.
    ///
    /// @return the number of nodes that have a weight
    private int placeNodes(int dimension) {
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double angle = (i + 0.5) / NODES * Math.PI / 2;
            magnitudes[i] = Math.sin(angle);
            weights[i] = Math.pow(Math.cos(angle), dimension - 3);
            sum += weights[i];
        }
        int used = 0;
        for (int i = 0; i < NODES; i++) {
            weights[i] /= 2 * sum;
            if (weights[i] > NO_WEIGHT) used = i + 1;
        }
        return used;
    }

    /// √((1−s²)(1−α²)): what X is multiplied with.
    static double spread(double score, double alignment) {
        return Math.sqrt((1 - score * score) * (1 - alignment * alignment));
    }

    /// The highest intercept with which a line lies nowhere above the curve t(α) = s·α − margin of that score.
    private double intercept(double score, double[] margins) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= ALIGNMENTS; i++) {
            double alignment = (double) i / ALIGNMENTS;
            double place = spread(score, alignment) * SPREADS;
            int below = Math.min((int) place, SPREADS - 1);
            double margin = margins[below] + (place - below) * (margins[below + 1] - margins[below]);
            lowest = Math.min(lowest, (score - slope) * alignment - margin);
        }
        return lowest;
    }

    /// The margin at which the miss probability is what the lines aim at.
    double margin(double spread) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (missProbability(middle, spread) > AIM) low = middle;
            else high = middle;
        }
        return high;
    }

    /// At most this is the probability that the estimate falls below its mean by more than `margin`.
    ///
    /// @param margin  s·α − t, in units of ⟨x̄,q̂⟩; above 0
    /// @param spread  √((1−s²)(1−α²))
    double missProbability(double margin, double spread) {
        double probability = tail(margin) / 2;
        for (int i = 0; i < nodes; i++) probability += weights[i] * tail(margin - spread * magnitudes[i]);
        return probability;
    }

    /// Slope of the curve t(α) of [#SLOPE_SCORE] at the usual alignment, where its margin is `margin`: the derivative
    /// of the miss probability along it is zero.
    private double tangent(double margin, double spread) {
        double weight = 0;
        double magnitude = 0;
        for (int i = 0; i < nodes; i++) {
            double left = Math.max(0, margin - spread * magnitudes[i]);
            double density = weights[i] * tail(left) * left;
            weight += density;
            magnitude += density * magnitudes[i];
        }
        double spreadPerAlignment = spread * USUAL_ALIGNMENT / (1 - USUAL_ALIGNMENT * USUAL_ALIGNMENT);
        return SLOPE_SCORE + spreadPerAlignment * magnitude / weight;
    }

    /// Hoeffding's bound on P(B < −b): of D independent errors, each in an interval of width Δ/√D.
    private double tail(double b) {
        return b <= 0 ? 1 : Math.exp(-2 * b * b / (step * step));
    }

    /// Δ, the width of a level.
    double step() {
        return step;
    }

    /// Slope of every line: of the thresholds on ⟨x̄,q̂⟩ as functions of α.
    double slope() {
        return slope;
    }

    /// Intercept of a rung's line, before clipping is allowed for; grows with the rung.
    double intercept(int rung) {
        return intercepts[rung];
    }
}
