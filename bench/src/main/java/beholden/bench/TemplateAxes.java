package beholden.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Mean and spread of templates along their principal axes, the widest first.
///
/// Scores do not change when all templates are turned alike, so that these two numbers for each axis, and not the axes
/// themselves, are all that mean and covariance say of scores.
///
/// @param measuredOn the photos
/// @param mean       of the coordinate on each axis
/// @param deviation  standard deviation of each
@SuppressWarnings("ArrayRecordComponent") // five hundred numbers, read only
public record TemplateAxes(String measuredOn, double[] mean, double[] deviation) {
    /// Rotations stop when what is left off the diagonal is this small beside the diagonal.
    private static final double NOTHING_LEFT = 1e-9;

    private static final int SWEEPS = 30;

    public static TemplateAxes of(String measuredOn, float[][] templates) {
        double[] mean = mean(templates);
        double[][] covariance = covariance(templates, mean);
        diagonalise(covariance, mean);
        int[] order = IntStream.range(0, mean.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -covariance[i][i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new TemplateAxes(
                measuredOn,
                Arrays.stream(order).mapToDouble(i -> rounded(mean[i])).toArray(),
                Arrays.stream(order)
                        .mapToDouble(i -> rounded(Math.sqrt(Math.max(0, covariance[i][i]))))
                        .toArray());
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private static double[] mean(float[][] templates) {
        double[] mean = new double[templates[0].length];
        for (float[] template : templates) for (int i = 0; i < mean.length; i++) mean[i] += template[i];
        for (int i = 0; i < mean.length; i++) mean[i] /= templates.length;
        return mean;
    }

    private static double[][] covariance(float[][] templates, double[] mean) {
        int dimension = mean.length;
        double[][] covariance = new double[dimension][dimension];
        double[] centred = new double[dimension];
        for (float[] template : templates) {
            for (int i = 0; i < dimension; i++) centred[i] = template[i] - mean[i];
            for (int i = 0; i < dimension; i++) {
                double[] row = covariance[i];
                for (int j = 0; j < dimension; j++) row[j] += centred[i] * centred[j];
            }
        }
        for (double[] row : covariance) for (int j = 0; j < dimension; j++) row[j] /= templates.length;
        return covariance;
    }

    /// Turns a symmetric matrix, and a vector with it, until only the diagonal is left.
    // Golub & Van Loan, Matrix Computations, 4th edition, algorithm 8.5.3 (cyclic Jacobi)
    private static void diagonalise(double[][] matrix, double[] vector) {
        int n = vector.length;
        for (int sweep = 0; sweep < SWEEPS && offDiagonal(matrix) > NOTHING_LEFT; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (matrix[p][q] != 0) rotate(matrix, vector, p, q);
                }
            }
        }
    }

    private static void rotate(double[][] matrix, double[] vector, int p, int q) {
        double tau = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = tangent * cosine;
        double[] rowP = matrix[p];
        double[] rowQ = matrix[q];
        for (int i = 0; i < vector.length; i++) {
            double atP = rowP[i];
            rowP[i] = cosine * atP - sine * rowQ[i];
            rowQ[i] = sine * atP + cosine * rowQ[i];
        }
        for (double[] row : matrix) {
            double atP = row[p];
            row[p] = cosine * atP - sine * row[q];
            row[q] = sine * atP + cosine * row[q];
        }
        double atP = vector[p];
        vector[p] = cosine * atP - sine * vector[q];
        vector[q] = sine * atP + cosine * vector[q];
    }

    /// Squares off the diagonal over squares on it.
    private static double offDiagonal(double[][] matrix) {
        double off = 0;
        double on = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                if (i == j) on += matrix[i][j] * matrix[i][j];
                else off += matrix[i][j] * matrix[i][j];
            }
        }
        return off / on;
    }
}
