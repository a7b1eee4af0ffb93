package beholden.faces.photo;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.time.LocalDate;
import java.util.Optional;

/// An upright photo in 8-bit sRGB, and nothing else: no alpha, no colour profile, no metadata but, when it was
/// asked for, the day it was taken.
///
/// The pixels are shared, not copied, to spare a large photo's memory: who makes a photo of an array gives it away,
/// and who reads [#rgb()] does not write to it. Safe for use by many threads under that rule.
public final class Photo {
    private static final int[] RED_GREEN_BLUE = {0, 1, 2};

    private final int width;
    private final int height;
    private final int halvings;
    private final byte[] rgb;
    private final Optional<LocalDate> captureDate;
    private final Optional<String> remark;

    private Photo(
            int width, int height, int halvings, byte[] rgb, Optional<LocalDate> captureDate, Optional<String> remark) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("empty photo: " + width + " × " + height);
        }
        this.width = width;
        this.height = height;
        this.halvings = halvings;
        if (rgb.length != 3L * heldWidth() * heldHeight()) {
            throw new IllegalArgumentException("a photo kept at %d × %d pixels has %d bytes, not %d"
                    .formatted(heldWidth(), heldHeight(), 3L * heldWidth() * heldHeight(), rgb.length));
        }
        this.rgb = rgb;
        this.captureDate = captureDate;
        this.remark = remark;
    }

    /// A photo of these pixels.
    ///
    /// @param rgb  3 × width × height bytes: red, green, blue of each pixel, rows from the top; not copied
    public static Photo of(int width, int height, byte[] rgb) {
        return halved(width, height, 0, rgb);
    }

    /// A photo of which fewer pixels are kept.
    ///
    /// @param width    pixels of the whole photo
    /// @param height   pixels of the whole photo
    /// @param halvings times its sides were halved, rounding up
    /// @param rgb      3 × kept width × kept height bytes; not copied
    public static Photo halved(int width, int height, int halvings, byte[] rgb) {
        return new Photo(width, height, halvings, rgb, Optional.empty(), Optional.empty());
    }

    /// A copy of `image`: 8-bit sRGB, composited on white where it is transparent.
    public static Photo of(BufferedImage image) {
        Samples samples = ImageSamples.of(image);
        if (image.getColorModel().getColorSpace().isCS_sRGB() || samples.channels() == Channels.GRAY) {
            return of(image.getWidth(), image.getHeight(), samples.toRgb());
        }
        int[] row = new int[image.getWidth()];
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(image.getWidth(), image.getHeight()))];
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int argb : row) {
                int alpha = argb >>> 24;
                rgb[at++] = ImageSamples.onWhite(argb >> 16 & 0xff, alpha);
                rgb[at++] = ImageSamples.onWhite(argb >> 8 & 0xff, alpha);
                rgb[at++] = ImageSamples.onWhite(argb & 0xff, alpha);
            }
        }
        return of(image.getWidth(), image.getHeight(), rgb);
    }

    Photo taken(Optional<LocalDate> day) {
        return new Photo(width, height, halvings, rgb, day, remark);
    }

    Photo remarked(Optional<String> words) {
        return new Photo(width, height, halvings, rgb, captureDate, words);
    }

    /// Width in pixels, of the whole photo: boxes and points are in those.
    public int width() {
        return width;
    }

    /// Height in pixels, of the whole photo.
    public int height() {
        return height;
    }

    /// Times the photo's sides were halved for the pixels that are kept; 0 for all photos but very large ones.
    public int halvings() {
        return halvings;
    }

    /// Width of what is kept, in pixels.
    public int heldWidth() {
        return PhotoLimits.halved(width, halvings);
    }

    /// Height of what is kept, in pixels.
    public int heldHeight() {
        return PhotoLimits.halved(height, halvings);
    }

    /// Red, green, blue of each pixel that is kept, rows from the top: 3 × kept width × kept height bytes. The photo's
    /// own array, not to be written to.
    public byte[] rgb() {
        return rgb;
    }

    /// The day the photo was taken, as its camera wrote it (EXIF `DateTimeOriginal`); only ever there when the
    /// decoder was [asked for it][PhotoDecoder#keepingCaptureDate()].
    public Optional<LocalDate> captureDate() {
        return captureDate;
    }

    /// What of the file the photo does not show, such as further pages, in a sentence's words; empty if it shows all.
    public Optional<String> remark() {
        return remark;
    }

    /// An image of the pixels that are kept, for Java's drawing and encoding classes. It shares the pixels: drawing on
    /// it changes the photo.
    public BufferedImage toImage() {
        var raster = Raster.createInterleavedRaster(
                new DataBufferByte(rgb, rgb.length),
                heldWidth(),
                heldHeight(),
                3 * heldWidth(),
                3,
                RED_GREEN_BLUE,
                null);
        var colors = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_BYTE);
        return new BufferedImage(colors, raster, false, null);
    }

    @Override
    public String toString() {
        return "Photo[" + width + " × " + height + "]";
    }
}
