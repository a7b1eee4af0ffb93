package beholden.gallery.onebit;

/// How far below its exact score a vector's estimate may fall: the derivation of `docs/no-missed-mate.md` in code.
///
/// With α = ⟨x̄,o⟩, s = ⟨o,q⟩ and q̂ the probe rounded to sixteen levels of width Δ, a uniformly random rotation
/// makes
///
///     ⟨x̄,q̂⟩ = s·α + √((1−s²)(1−α²))·X + B + C
///
/// where X is one coordinate of a uniformly random unit vector in D−1 dimensions, B the error of randomised
/// rounding and C that of clipping, known exactly when the probe is. X is sub-Gaussian with variance 1/(D−1) and B,
/// given everything else, with variance Δ²/4 (Hoeffding's lemma), so
///
///     P(⟨x̄,q̂⟩ < s·α − z·h(α) + C) ≤ exp(−z²/2),   h(α) = √((1−s²)(1−α²)/(D−1) + Δ²/4).
///
/// The threshold s₀·α − z·h(α) is convex in α, hence nowhere below its tangent at the usual α: comparing with the
/// tangent keeps the guarantee and costs one multiplication.
final class MissBound {

    /// Every vector with at least this exact score is rescored, except with probability [#MISS_PROBABILITY].
    static final double GUARANTEED_SCORE = 0.30;

    /// Per stored vector, over the gallery's secret rotation and the rounding of the probe.
    static final double MISS_PROBABILITY = 1e-4;

    /// Levels of a rounded probe component are ±0.5Δ, ±1.5Δ, … ±7.5Δ.
    static final int LEVELS = 16;

    static final double HALF_RANGE_IN_STEPS = (LEVELS - 1) / 2.0;

    /// Components of a rotated unit vector have standard deviation 1/√D; the outermost levels are at three of them.
    /// Smaller makes the rounding finer and the clipping coarser; between 2.5 and 3.5 the sum hardly changes.
    private static final double HALF_RANGE_IN_DEVIATIONS = 3.0;

    /// Covers lengths that are 1 only up to float32 rounding.
    private static final double SCORE_SLACK = 1e-4;

    private final double slope;
    private final double intercept;
    private final double step;
    private final int dimension;

    MissBound(int dimension) {
        this.dimension = dimension;
        this.step = HALF_RANGE_IN_DEVIATIONS / (HALF_RANGE_IN_STEPS * Math.sqrt(dimension));
        double z = deviations();
        // E⟨x̄,o⟩ for a random direction, as D grows
        double usual = Math.sqrt(2 / Math.PI);
        double h = deviation(GUARANTEED_SCORE, usual);
        double unexplained = 1 - GUARANTEED_SCORE * GUARANTEED_SCORE;
        double score = GUARANTEED_SCORE - SCORE_SLACK;
        this.slope = score + z * unexplained * usual / ((dimension - 1) * h);
        this.intercept = score * usual - z * h - slope * usual;
    }

    /// z such that exp(−z²/2) is the miss probability.
    static double deviations() {
        return Math.sqrt(-2 * Math.log(MISS_PROBABILITY));
    }

    /// h(α): the sub-Gaussian deviation of ⟨x̄,q̂⟩ for a vector of this exact score.
    double deviation(double score, double alignment) {
        double rotation = (1 - score * score) * (1 - alignment * alignment) / (dimension - 1);
        return Math.sqrt(rotation + step * step / 4);
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
