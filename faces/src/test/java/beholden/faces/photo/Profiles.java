package beholden.faces.photo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes ICC profiles (ICC.1:2010) for tests, and says independently of any colour management what they mean.
final class Profiles {
    /// Matrix whose columns are XYZ of full red, green, blue, under the D50 white of all profiles.
    record Primaries(double[][] xyz) {
        static final Primaries SRGB = new Primaries(
                new double[][] {{0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}});
        static final Primaries DISPLAY_P3 = new Primaries(
                new double[][] {{0.5151, 0.2412, -0.0011}, {0.2919, 0.6922, 0.0419}, {0.1572, 0.0666, 0.7841}});
        static final Primaries ADOBE_RGB = new Primaries(
                new double[][] {{0.6097, 0.3111, 0.0195}, {0.2053, 0.6257, 0.0609}, {0.1492, 0.0632, 0.7446}});
    }

    private final Map<String, byte[]> tags = new LinkedHashMap<>();

    private Profiles() {}

    static byte[] displayP3() {
        return rgb(Primaries.DISPLAY_P3, srgbCurve());
    }

    static byte[] adobeRgb() {
        return rgb(Primaries.ADOBE_RGB, gamma(563 / 256.0));
    }

    static byte[] srgb() {
        return rgb(Primaries.SRGB, srgbCurve());
    }

    static byte[] grayGamma(double gamma) {
        var profile = new Profiles();
        profile.tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        profile.tags.put("kTRC", gamma(gamma));
        return profile.bytes("GRAY", "mntr", "XYZ ");
    }

    /// Ink that only dims: lightness falls with the mean of all four inks, without any colour.
    static byte[] grayishInk() {
        var profile = new Profiles();
        profile.tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        // lut8Type: header, 3 × 3 matrix, input tables, a grid of two points for each ink, output tables.
        var lut = ByteBuffer.allocate(48 + 4 * 256 + 16 * 3 + 3 * 256);
        lut.put("mft1".getBytes(StandardCharsets.ISO_8859_1)).putInt(0);
        lut.put((byte) 4).put((byte) 3).put((byte) 2).put((byte) 0);
        for (int i = 0; i < 9; i++) {
            lut.putInt(i % 4 == 0 ? 0x10000 : 0);
        }
        for (int i = 0; i < 4 * 256; i++) {
            lut.put((byte) i);
        }
        for (int corner = 0; corner < 16; corner++) {
            lut.put((byte) (255 - 255 * Integer.bitCount(corner) / 4))
                    .put((byte) 128)
                    .put((byte) 128);
        }
        for (int i = 0; i < 3 * 256; i++) {
            lut.put((byte) i);
        }
        profile.tags.put("A2B0", lut.array());
        return profile.bytes("CMYK", "prtr", "Lab ");
    }

    /// The samples, in a space of these primaries and the sRGB curve or a gamma, of an sRGB colour.
    static int[] fromSrgb(int[] srgb, Primaries primaries, double gamma) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            linear[i] = decode(srgb[i] / 255.0);
        }
        double[] xyz = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int color = 0; color < 3; color++) {
                xyz[row] += linear[color] * Primaries.SRGB.xyz[color][row];
            }
        }
        double[] other = solved(primaries.xyz, xyz);
        int[] samples = new int[3];
        for (int i = 0; i < 3; i++) {
            double value = Math.clamp(other[i], 0, 1);
            samples[i] = (int) Math.round(255 * (gamma == 0 ? encode(value) : Math.pow(value, 1 / gamma)));
        }
        return samples;
    }

    /// Solution of three linear equations by Cramer's rule.
    private static double[] solved(double[][] columns, double[] right) {
        double[] solution = new double[3];
        double whole = determinant(columns[0], columns[1], columns[2]);
        for (int i = 0; i < 3; i++) {
            double[][] replaced = columns.clone();
            replaced[i] = right;
            solution[i] = determinant(replaced[0], replaced[1], replaced[2]) / whole;
        }
        return solution;
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }

    // IEC 61966-2-1
    private static double decode(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double encode(double value) {
        return value <= 0.0031308 ? value * 12.92 : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
    }

    private static byte[] rgb(Primaries primaries, byte[] curve) {
        var profile = new Profiles();
        profile.tags.put("wtpt", xyz(0.9642, 1, 0.8249));
        String[] names = {"r", "g", "b"};
        for (int i = 0; i < 3; i++) {
            double[] column = primaries.xyz[i];
            profile.tags.put(names[i] + "XYZ", xyz(column[0], column[1], column[2]));
            profile.tags.put(names[i] + "TRC", curve);
        }
        return profile.bytes("RGB ", "mntr", "XYZ ");
    }

    private static byte[] xyz(double x, double y, double z) {
        return ByteBuffer.allocate(20)
                .put("XYZ ".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(0)
                .putInt(fixed(x))
                .putInt(fixed(y))
                .putInt(fixed(z))
                .array();
    }

    /// A curve of the kind parametricCurveType, function 3.
    private static byte[] srgbCurve() {
        return ByteBuffer.allocate(32)
                .put("para".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(0)
                .putShort((short) 3)
                .putShort((short) 0)
                .putInt(fixed(2.4))
                .putInt(fixed(1 / 1.055))
                .putInt(fixed(0.055 / 1.055))
                .putInt(fixed(1 / 12.92))
                .putInt(fixed(0.04045))
                .array();
    }

    /// A curve of the kind curveType with one value, its gamma.
    private static byte[] gamma(double gamma) {
        return ByteBuffer.allocate(16)
                .put("curv".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(0)
                .putInt(1)
                .putShort((short) Math.round(gamma * 256))
                .array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private byte[] bytes(String channels, String deviceClass, String connection) {
        int table = 128 + 4 + 12 * tags.size();
        var body = new ByteArrayOutputStream();
        var entries = ByteBuffer.allocate(12 * tags.size());
        tags.forEach((name, bytes) -> {
            entries.put(name.getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(table + body.size())
                    .putInt(bytes.length);
            body.writeBytes(bytes);
            body.writeBytes(new byte[-bytes.length & 3]);
        });
        var whole = ByteBuffer.allocate(table + body.size());
        whole.putInt(whole.capacity()).putInt(0).putInt(0x04300000);
        whole.put((deviceClass + channels + connection).getBytes(StandardCharsets.ISO_8859_1));
        whole.position(36).put("acsp".getBytes(StandardCharsets.ISO_8859_1));
        whole.position(68).putInt(fixed(0.9642)).putInt(fixed(1)).putInt(fixed(0.8249));
        whole.position(128).putInt(tags.size()).put(entries.array()).put(body.toByteArray());
        return whole.array();
    }
}
