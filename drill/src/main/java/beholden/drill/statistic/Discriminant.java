package beholden.drill.statistic;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/// Fisher's linear discriminant over standardised features, its covariance shrunk towards the identity, since there
/// are about as many features as runs (Friedman 1989, "Regularized discriminant analysis").
final class Discriminant {
    /// Half of the estimate, half of the identity.
    private static final double SHRINKAGE = 0.5;

    private final double[] means;
    private final double[] scales;
    private final double[] weights;

    private Discriminant(double[] means, double[] scales, double[] weights) {
        this.means = means;
        this.scales = scales;
        this.weights = weights;
    }

    /// @param first  runs of one world, each a row of features
    /// @param second runs of the other
    static Discriminant learned(double[][] first, double[][] second) {
        int features = first[0].length;
        double[] means = new double[features];
        double[] scales = new double[features];
        double[] difference = new double[features];
        double[][] centred = new double[first.length + second.length][features];
        for (int f = 0; f < features; f++) {
            double meanOfFirst = mean(first, f);
            double meanOfSecond = mean(second, f);
            means[f] = (meanOfFirst + meanOfSecond) / 2;
            double squares = 0;
            for (int i = 0; i < centred.length; i++) {
                boolean ofFirst = i < first.length;
                double value = ofFirst ? first[i][f] - meanOfFirst : second[i - first.length][f] - meanOfSecond;
                centred[i][f] = value;
                squares += value * value;
            }
            // A feature that never varies within a world is measured in its own unit: a difference of it is decisive.
            double spread = Math.sqrt(squares / (centred.length - 2));
            scales[f] = spread > 0 ? spread : 1;
            difference[f] = (meanOfSecond - meanOfFirst) / scales[f];
            for (double[] row : centred) row[f] /= scales[f];
        }
        return new Discriminant(means, scales, weights(centred, difference));
    }

    /// Solves (c·XᵀX + s·I) w = d by way of the few runs instead of the many features (Woodbury's identity):
    /// w = (d − Xᵀ (s/c·I + XXᵀ)⁻¹ X d) / s.
    private static double[] weights(double[][] centred, double[] difference) {
        RealMatrix rows = new Array2DRowRealMatrix(centred, false);
        RealMatrix products = rows.multiplyTransposed(rows);
        double ridge = SHRINKAGE * (centred.length - 2) / (1 - SHRINKAGE);
        for (int i = 0; i < centred.length; i++) products.addToEntry(i, i, ridge);
        RealVector wanted = new ArrayRealVector(difference, false);
        RealVector inner = new CholeskyDecomposition(products).getSolver().solve(rows.operate(wanted));
        return wanted.subtract(rows.transpose().operate(inner))
                .mapDivide(SHRINKAGE)
                .toArray();
    }

    /// Greater for runs like those of the second world.
    double score(double[] run) {
        double score = 0;
        for (int f = 0; f < weights.length; f++) score += weights[f] * (run[f] - means[f]) / scales[f];
        return score;
    }

    private static double mean(double[][] rows, int feature) {
        double sum = 0;
        for (double[] row : rows) sum += row[feature];
        return sum / rows.length;
    }
}
