package beholden.faces.photo;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/// Takes the samples out of a decoded `BufferedImage`.
///
/// Not through `BufferedImage.getRGB`: Java takes grey values for linear light and would make every grey photo too
/// bright, and it is slow for 16-bit pictures.
final class ImageSamples {
    private ImageSamples() {}

    /// 8-bit samples of `image`, composited on white where it is transparent.
    static Samples of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ColorModel colors = image.getColorModel();
        Raster raster = image.getRaster();
        if (colors instanceof IndexColorModel palette) {
            return new Samples(width, height, Channels.RGB, fromPalette(raster, palette));
        }
        Channels channels = channels(colors);
        byte[] values = new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels.count)];
        int bands = raster.getNumBands();
        int[] peak = new int[bands];
        for (int band = 0; band < bands; band++) {
            int bits = colors.getComponentSize(band);
            if (raster.getTransferType() > DataBuffer.TYPE_INT || bits > 16) {
                throw new IllegalArgumentException("samples of " + bits + " bits");
            }
            peak[band] = (1 << bits) - 1;
        }
        // Bands beyond colour and alpha are of no use here.
        int alphaBand = colors.hasAlpha() ? channels.count : -1;
        boolean premultiplied = colors.isAlphaPremultiplied();
        int[] row = new int[Math.multiplyExact(width, bands)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0, pixel = 0; x < width; x++, pixel += bands) {
                int alpha = alphaBand < 0 ? 255 : to8(row[pixel + alphaBand], peak[alphaBand]);
                for (int channel = 0; channel < channels.count; channel++) {
                    int value = to8(row[pixel + channel], peak[channel]);
                    if (alphaBand < 0) {
                        values[at++] = (byte) value;
                    } else if (channels == Channels.CMYK) {
                        values[at++] = (byte) (premultiplied ? value : (value * alpha + 127) / 255);
                    } else if (premultiplied) {
                        values[at++] = (byte) Math.min(255, value + 255 - alpha);
                    } else {
                        values[at++] = onWhite(value, alpha);
                    }
                }
            }
        }
        return new Samples(width, height, channels, values);
    }

    /// A value of light, `alpha` of 255 over white.
    static byte onWhite(int value, int alpha) {
        return (byte) (255 - ((255 - value) * alpha + 127) / 255);
    }

    private static Channels channels(ColorModel colors) {
        return switch (colors.getColorSpace().getType()) {
            case ColorSpace.TYPE_GRAY -> Channels.GRAY;
            case ColorSpace.TYPE_RGB -> Channels.RGB;
            case ColorSpace.TYPE_CMYK -> Channels.CMYK;
            default ->
                throw new IllegalArgumentException(
                        "colours of type " + colors.getColorSpace().getType());
        };
    }

    private static int to8(int value, int peak) {
        return peak == 255 ? value : (value * 255 + peak / 2) / peak;
    }

    private static byte[] fromPalette(Raster raster, IndexColorModel palette) {
        byte[] colors = new byte[3 * palette.getMapSize()];
        for (int i = 0; i < palette.getMapSize(); i++) {
            int alpha = palette.getAlpha(i);
            colors[3 * i] = onWhite(palette.getRed(i), alpha);
            colors[3 * i + 1] = onWhite(palette.getGreen(i), alpha);
            colors[3 * i + 2] = onWhite(palette.getBlue(i), alpha);
        }
        int width = raster.getWidth();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, raster.getHeight()))];
        int[] row = new int[width];
        for (int y = 0, at = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            for (int index : row) {
                // A pixel may name a colour that the palette does not have: black, as browsers show it.
                if (3 * index < colors.length) {
                    System.arraycopy(colors, 3 * index, rgb, at, 3);
                }
                at += 3;
            }
        }
        return rgb;
    }
}
