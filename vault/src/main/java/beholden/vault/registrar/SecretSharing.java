package beholden.vault.registrar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Shamir's secret sharing (Communications of the ACM 22, 1979), byte by byte over GF(256).
///
/// Each byte of the secret is a polynomial's value at 0; share x holds the values at x. Any `needed` shares fix
/// the polynomials; fewer fit every secret equally well.
final class SecretSharing {
    /// Values of one share: `x` from 1 to 255.
    record Point(int x, byte[] values) {}

    private SecretSharing() {}

    /// @param needed 2 to `shares`
    /// @param shares at most 255
    /// @param random of cryptographic quality
    static List<Point> split(byte[] secret, int needed, int shares, RandomGenerator random) {
        List<Point> points = new ArrayList<>();
        for (int x = 1; x <= shares; x++) {
            points.add(new Point(x, new byte[secret.length]));
        }
        byte[] coefficients = new byte[needed];
        for (int at = 0; at < secret.length; at++) {
            random.nextBytes(coefficients);
            coefficients[0] = secret[at];
            for (Point point : points) {
                point.values()[at] = (byte) valueAt(point.x(), coefficients);
            }
        }
        Arrays.fill(coefficients, (byte) 0);
        return points;
    }

    /// The secret whose shares these are; nothing of the kind if they are fewer than needed, or of different
    /// secrets.
    ///
    /// @param points with different x
    static byte[] combine(List<Point> points) {
        byte[] secret = new byte[points.getFirst().values().length];
        for (Point point : points) {
            // Lagrange's basis polynomial of this point, at 0; in this field minus is plus.
            int weight = 1;
            for (Point other : points) {
                if (other == point) continue;
                weight = GaloisField.multiply(
                        weight, GaloisField.multiply(other.x(), GaloisField.inverse(other.x() ^ point.x())));
            }
            for (int at = 0; at < secret.length; at++) {
                secret[at] ^= (byte) GaloisField.multiply(weight, Byte.toUnsignedInt(point.values()[at]));
            }
        }
        return secret;
    }

    private static int valueAt(int x, byte[] coefficients) {
        int value = 0;
        for (int degree = coefficients.length - 1; degree >= 0; degree--) {
            value = GaloisField.multiply(value, x) ^ Byte.toUnsignedInt(coefficients[degree]);
        }
        return value;
    }
}
