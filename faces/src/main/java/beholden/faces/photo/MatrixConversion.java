package beholden.faces.photo;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Optional;

/// Conversion from an RGB space to sRGB by one curve a channel, a 3 × 3 matrix and sRGB's own curve: all that
/// camera and screen profiles consist of (ICC.1:2010 §F.3), and four times as fast as asking Little CMS for each
/// pixel.
///
/// @param curves  linear light of each channel's 256 values, 0 to 1
/// @param matrix  rows of the matrix from linear light of the space to that of sRGB
record MatrixConversion(float[][] curves, float[] matrix) implements ColorConversion {
    /// Steps of the table, enough for the steepest part of sRGB's curve: no value of 0 to 255 is skipped.
    private static final int STEPS = 4096;

    private static final byte[] SRGB_CURVE = srgbCurve();

    /// The conversion that does what `managed` does, if there is one.
    static Optional<MatrixConversion> like(Managed managed) {
        double[][] light = xyzOfRamps(managed.profile());
        double[][] srgb = xyzOfRamps(ICC_Profile.getInstance(ColorSpace.CS_sRGB));
        float[][] curves = new float[3][256];
        double[][] primaries = new double[3][];
        double[][] srgbPrimaries = new double[3][];
        for (int channel = 0; channel < 3; channel++) {
            primaries[channel] = xyz(light, channel, 255);
            srgbPrimaries[channel] = xyz(srgb, channel, 255);
            for (int value = 0; value < 256; value++) {
                curves[channel][value] = (float) (sum(xyz(light, channel, value)) / sum(primaries[channel]));
            }
        }
        // Each primary of the space, as amounts of the primaries of sRGB.
        float[] matrix = new float[9];
        double whole = determinant(srgbPrimaries[0], srgbPrimaries[1], srgbPrimaries[2]);
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < 3; row++) {
                double[][] replaced = srgbPrimaries.clone();
                replaced[row] = primaries[channel];
                matrix[3 * row + channel] = (float) (determinant(replaced[0], replaced[1], replaced[2]) / whole);
            }
        }
        var conversion = new MatrixConversion(curves, matrix);
        return conversion.agreesWith(managed) ? Optional.of(conversion) : Optional.empty();
    }

    /// XYZ (D50) of every value of each channel, row by channel, the others at their fullest: alone, the red of
    /// Display P3 would have a Z below zero, which cannot be written.
    private static double[][] xyzOfRamps(ICC_Profile profile) {
        var ramps = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 256, 3, 3, null);
        for (int row = 0; row < 3; row++) {
            for (int value = 0; value < 256; value++) {
                for (int channel = 0; channel < 3; channel++) {
                    ramps.setSample(value, row, channel, channel == row ? value : 255);
                }
            }
        }
        var light = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 256, 3, 3, null);
        var toXyz = new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_CIEXYZ)};
        new ColorConvertOp(toXyz, null).filter(ramps, light);
        double[][] rows = new double[3][];
        for (int channel = 0; channel < 3; channel++) {
            rows[channel] = light.getPixels(0, channel, 256, 1, (double[]) null);
        }
        return rows;
    }

    /// Light that a value of one channel adds.
    private static double[] xyz(double[][] ramps, int channel, int value) {
        double[] ramp = ramps[channel];
        return new double[] {ramp[3 * value] - ramp[0], ramp[3 * value + 1] - ramp[1], ramp[3 * value + 2] - ramp[2]};
    }

    private static double sum(double[] xyz) {
        return xyz[0] + xyz[1] + xyz[2];
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }

    // IEC 61966-2-1
    private static byte[] srgbCurve() {
        byte[] curve = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double light = i / (STEPS - 1.0);
            double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            curve[i] = (byte) Math.round(255 * value);
        }
        return curve;
    }

    @Override
    public byte[] toSrgb(Samples samples) {
        byte[] rgb = samples.values();
        float[] red = curves[0];
        float[] green = curves[1];
        float[] blue = curves[2];
        float rr = matrix[0];
        float rg = matrix[1];
        float rb = matrix[2];
        float gr = matrix[3];
        float gg = matrix[4];
        float gb = matrix[5];
        float br = matrix[6];
        float bg = matrix[7];
        float bb = matrix[8];
        for (int i = 0; i < rgb.length; i += 3) {
            float r = red[rgb[i] & 0xff];
            float g = green[rgb[i + 1] & 0xff];
            float b = blue[rgb[i + 2] & 0xff];
            rgb[i] = encoded(rr * r + rg * g + rb * b);
            rgb[i + 1] = encoded(gr * r + gg * g + gb * b);
            rgb[i + 2] = encoded(br * r + bg * g + bb * b);
        }
        return rgb;
    }

    private static byte encoded(float light) {
        return SRGB_CURVE[Math.clamp((int) (light * (STEPS - 1) + 0.5f), 0, STEPS - 1)];
    }
}
