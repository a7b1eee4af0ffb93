package beholden.gallery.onebit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
/// The threshold is a line in α that keeps this below [#MISS_PROBABILITY] for every α: it touches, at the usual α,
/// the curve that does so exactly. Comparing with a line costs one multiplication.
final class MissBound {

    /// Every vector with at least this exact score is rescored, except with probability [#MISS_PROBABILITY].
    static final double GUARANTEED_SCORE = 0.30;

    /// Per stored vector, over the gallery's secret rotation and the rounding of the probe.
    static final double MISS_PROBABILITY = 1e-4;

    /// Levels of a rounded probe component are ±0.5Δ, ±1.5Δ, … ±7.5Δ.
    static final int LEVELS = 16;

    static final double HALF_RANGE_IN_STEPS = (LEVELS - 1) / 2.0;

    /// E⟨x̄,o⟩ for a random direction, as D grows.
    static final double USUAL_ALIGNMENT = Math.sqrt(2 / Math.PI);

    /// Covers lengths that are 1 only up to float32 rounding.
    static final double SCORE = GUARANTEED_SCORE - 1e-4;

    /// Components of a rotated unit vector have standard deviation 1/√D; the outermost levels are at so many of
    /// them. Smaller makes the rounding finer and the clipping coarser; between 2.5 and 3 the sum hardly changes.
    private static final double HALF_RANGE_IN_DEVIATIONS = 2.7;

    // The line is found for a little less, which leaves room for numerical errors and for α beside the usual one.
    private static final double AIM = 0.95 * MISS_PROBABILITY;

    // At 2,048 dimensions X has 28 nodes to a standard deviation.
    private static final int NODES = 2000;

    private static final int HALVINGS = 50;

    // Finding a line takes a few milliseconds, as long as a search of a million.
    private static final Map<Integer, MissBound> FOUND = new ConcurrentHashMap<>();

    private final double[] weights = new double[NODES];
    private final double[] magnitudes = new double[NODES];
    private final double step;
    private final double slope;
    private final double intercept;

    static MissBound of(int dimension) {
        return FOUND.computeIfAbsent(dimension, MissBound::new);
    }

    private MissBound(int dimension) {
        this.step = HALF_RANGE_IN_DEVIATIONS / (HALF_RANGE_IN_STEPS * Math.sqrt(dimension));
        placeNodes(dimension);
        double spread = spread(USUAL_ALIGNMENT);
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (missProbability(middle, spread) > AIM) low = middle;
            else high = middle;
        }
        double threshold = SCORE * USUAL_ALIGNMENT - high;
        this.slope = tangent(high, spread);
        this.intercept = threshold - slope * USUAL_ALIGNMENT;
    }

    /// X = −sin θ has density in proportion to cos^(D−3) θ. Only the half of it that lowers an estimate is used.
    private void placeNodes(int dimension) {
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double angle = (i + 0.5) / NODES * Math.PI / 2;
            magnitudes[i] = Math.sin(angle);
            weights[i] = Math.pow(Math.cos(angle), dimension - 3);
            sum += weights[i];
        }
        for (int i = 0; i < NODES; i++) weights[i] /= 2 * sum;
    }

    /// √((1−s²)(1−α²)) for the guaranteed score: what X is multiplied with.
    static double spread(double alignment) {
        return Math.sqrt((1 - SCORE * SCORE) * (1 - alignment * alignment));
    }

    /// At most this is the probability that the estimate falls below its mean by more than `margin`.
    ///
    /// @param margin  s·α − t, in units of ⟨x̄,q̂⟩; above 0
    /// @param spread  √((1−s²)(1−α²))
    double missProbability(double margin, double spread) {
        double probability = tail(margin) / 2;
        for (int i = 0; i < NODES; i++) probability += weights[i] * tail(margin - spread * magnitudes[i]);
        return probability;
    }

    /// Slope of the curve t(α) on which the miss probability is constant, where its margin is `margin`: the
    /// derivative of the probability along it is zero.
    private double tangent(double margin, double spread) {
        double weight = 0;
        double magnitude = 0;
        for (int i = 0; i < NODES; i++) {
            double left = Math.max(0, margin - spread * magnitudes[i]);
            double density = weights[i] * tail(left) * left;
            weight += density;
            magnitude += density * magnitudes[i];
        }
        double spreadPerAlignment = spread * USUAL_ALIGNMENT / (1 - USUAL_ALIGNMENT * USUAL_ALIGNMENT);
        return SCORE + spreadPerAlignment * magnitude / weight;
    }

    /// Hoeffding's bound on P(B < −b): of D independent errors, each in an interval of width Δ/√D.
    private double tail(double b) {
        return b <= 0 ? 1 : Math.exp(-2 * b * b / (step * step));
    }

    /// Δ, the width of a level.
    double step() {
        return step;
    }

    /// Slope and intercept of the threshold on ⟨x̄,q̂⟩ as a function of α, before clipping is allowed for.
    double slope() {
        return slope;
    }

    double intercept() {
        return intercept;
    }
}
