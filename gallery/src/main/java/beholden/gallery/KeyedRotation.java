package beholden.gallery;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// A secret orthogonal matrix, drawn uniformly (Haar) from a key.
///
/// Inner products of rotated templates are those of the templates, so faces are compared without being unrotated.
/// **Defence in depth, not encryption**: a stolen index cannot be compared with templates made by anybody else, but
/// whoever holds as many templates with their rotated counterparts as there are dimensions can solve for the matrix.
///
/// Bit-for-bit reproducible on every machine, for a gallery is useless without exactly this matrix: the key stream is
/// AES, the logarithms are [StrictMath]'s, and every sum is taken in a fixed order. Applying it is reproducible as
/// well: each output value is its own sum, ascending over the inputs, multiply then add (no fused operation), so the
/// result depends neither on the width of the SIMD registers nor on the number of vectors or threads.
final class KeyedRotation {

    // Values of this many output dimensions lie together, so that a pass over the inputs reads memory in order.
    private static final int PANEL = 32;
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED.length() <= PANEL / 2
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;
    private static final int LANE_COUNT = LANES.length();

    private final int dimension;

    // panels[p * dimension * PANEL + in * PANEL + k] = weight of input `in` in output `p * PANEL + k`; zero beyond.
    private final float[] panels;

    private KeyedRotation(int dimension, float[] panels) {
        this.dimension = dimension;
        this.panels = panels;
    }

    /// The rotation of a key, the same one for ever.
    static KeyedRotation of(GalleryKey key, int dimension) {
        double[] columns = gaussians(key.derive("beholden gallery rotation 1", 32), dimension * dimension);
        orthonormalise(columns, dimension);
        float[] panels = new float[panelCount(dimension) * dimension * PANEL];
        for (int in = 0; in < dimension; in++) {
            for (int out = 0; out < dimension; out++) {
                panels[index(dimension, in, out)] = (float) columns[in * dimension + out];
            }
        }
        return new KeyedRotation(dimension, panels);
    }

    int dimension() {
        return dimension;
    }

    /// The rotation that undoes this one.
    KeyedRotation inverse() {
        float[] transposed = new float[panels.length];
        for (int in = 0; in < dimension; in++) {
            for (int out = 0; out < dimension; out++) {
                transposed[index(dimension, out, in)] = weight(in, out);
            }
        }
        return new KeyedRotation(dimension, transposed);
    }

    /// Weight of input `in` in output `out`.
    float weight(int in, int out) {
        return panels[index(dimension, in, out)];
    }

    /// The rotated counterparts of some vectors, in their order.
    float[][] rotate(float[][] vectors) {
        float[][] rotated = new float[vectors.length][panelCount(dimension) * PANEL];
        int inFours = vectors.length - vectors.length % 4;
        for (int panel = 0; panel < panelCount(dimension); panel++) {
            for (int v = 0; v < inFours; v += 4) {
                rotateFour(panel, vectors, rotated, v);
            }
            for (int v = inFours; v < vectors.length; v++) {
                rotateOne(panel, vectors[v], rotated[v]);
            }
        }
        if (dimension % PANEL != 0) {
            Arrays.setAll(rotated, v -> Arrays.copyOf(rotated[v], dimension));
        }
        return rotated;
    }

    // Eight sums in registers, of four vectors by two lane groups: the same additions as rotateOne, in the same order.
    private void rotateFour(int panel, float[][] vectors, float[][] rotated, int first) {
        float[] a = vectors[first];
        float[] b = vectors[first + 1];
        float[] c = vectors[first + 2];
        float[] d = vectors[first + 3];
        for (int k = 0; k < PANEL; k += 2 * LANE_COUNT) {
            FloatVector a0 = FloatVector.zero(LANES);
            FloatVector a1 = a0;
            FloatVector b0 = a0;
            FloatVector b1 = a0;
            FloatVector c0 = a0;
            FloatVector c1 = a0;
            FloatVector d0 = a0;
            FloatVector d1 = a0;
            int at = panel * dimension * PANEL + k;
            for (int in = 0; in < dimension; in++, at += PANEL) {
                FloatVector w0 = FloatVector.fromArray(LANES, panels, at);
                FloatVector w1 = FloatVector.fromArray(LANES, panels, at + LANE_COUNT);
                a0 = a0.add(w0.mul(a[in]));
                a1 = a1.add(w1.mul(a[in]));
                b0 = b0.add(w0.mul(b[in]));
                b1 = b1.add(w1.mul(b[in]));
                c0 = c0.add(w0.mul(c[in]));
                c1 = c1.add(w1.mul(c[in]));
                d0 = d0.add(w0.mul(d[in]));
                d1 = d1.add(w1.mul(d[in]));
            }
            int out = panel * PANEL + k;
            a0.intoArray(rotated[first], out);
            a1.intoArray(rotated[first], out + LANE_COUNT);
            b0.intoArray(rotated[first + 1], out);
            b1.intoArray(rotated[first + 1], out + LANE_COUNT);
            c0.intoArray(rotated[first + 2], out);
            c1.intoArray(rotated[first + 2], out + LANE_COUNT);
            d0.intoArray(rotated[first + 3], out);
            d1.intoArray(rotated[first + 3], out + LANE_COUNT);
        }
    }

    // A plain loop: for the one probe of a fresh process the SIMD classes would take longer to warm up than to use.
    private void rotateOne(int panel, float[] vector, float[] rotated) {
        int out = panel * PANEL;
        int at = panel * dimension * PANEL;
        for (int in = 0; in < dimension; in++, at += PANEL) {
            float value = vector[in];
            for (int k = 0; k < PANEL; k++) {
                rotated[out + k] += panels[at + k] * value;
            }
        }
    }

    private static int panelCount(int dimension) {
        return (dimension + PANEL - 1) / PANEL;
    }

    private static int index(int dimension, int in, int out) {
        return (out / PANEL * dimension + in) * PANEL + out % PANEL;
    }

    // Independent standard normal numbers: Box & Muller 1958, on the AES-256-CTR key stream of a derived key.
    private static double[] gaussians(byte[] streamKey, int count) {
        ByteBuffer stream = ByteBuffer.wrap(keyStream(streamKey, (count + 1) / 2 * 2 * Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i += 2) {
            double radius = Math.sqrt(-2 * StrictMath.log(uniform(stream.getLong())));
            double angle = 2 * Math.PI * uniform(stream.getLong());
            numbers[i] = radius * StrictMath.cos(angle);
            if (i + 1 < count) {
                numbers[i + 1] = radius * StrictMath.sin(angle);
            }
        }
        return numbers;
    }

    // Uniform in (0, 1], so that its logarithm exists.
    private static double uniform(long bits) {
        return ((bits >>> 11) + 1) * 0x1.0p-53;
    }

    private static byte[] keyStream(byte[] streamKey, int length) {
        try {
            Cipher aes = Cipher.getInstance("AES/CTR/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(streamKey, "AES"), new IvParameterSpec(new byte[16]));
            return aes.doFinal(new byte[length]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES-256-CTR", e);
        } finally {
            Arrays.fill(streamKey, (byte) 0);
        }
    }

    // Modified Gram-Schmidt (Golub & Van Loan, §5.2.8), the QR decomposition whose R has a positive diagonal: then Q of
    // a Gaussian matrix is uniformly distributed (Mezzadri 2007). Vector `c` is column `c` of the row-major `m`, so
    // that
    // both inner loops run along memory and over independent sums, which compilers speed up without reordering any.
    private static void orthonormalise(double[] m, int n) {
        double[] unit = new double[n];
        double[] along = new double[n];
        for (int c = 0; c < n; c++) {
            double squares = 0;
            for (int row = 0; row < n; row++) {
                unit[row] = m[row * n + c];
                squares += unit[row] * unit[row];
            }
            double length = Math.sqrt(squares);
            for (int row = 0; row < n; row++) {
                unit[row] /= length;
                m[row * n + c] = unit[row];
            }
            Arrays.fill(along, 0);
            for (int row = 0; row < n; row++) {
                addScaled(along, m, row * n, c + 1, n, unit[row]);
            }
            for (int row = 0; row < n; row++) {
                subtractScaled(m, row * n, along, c + 1, n, unit[row]);
            }
        }
    }

    private static void addScaled(double[] sums, double[] m, int row, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            sums[i] += factor * m[row + i];
        }
    }

    private static void subtractScaled(double[] m, int row, double[] along, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            m[row + i] -= factor * along[i];
        }
    }
}
