package beholden.faces.photo;

/// Largest size of a photo, checked before any pixel is decoded, and what is kept of its pixels.
///
/// A photo of more than `heldPixels` is kept at a half, a quarter or an eighth of its sides. JPEG, the format of
/// cameras, is decoded at that size, so that its memory is bounded. Other formats must be decoded whole first, and
/// progressive JPEG keeps its coefficients: they may have [#WHOLE] and [#PROGRESSIVE] times as many pixels as are kept.
///
/// @param maxBytes   size of the encoded file
/// @param maxPixels  width × height
/// @param maxSide    width or height, whichever is longer
/// @param heldPixels pixels that a decoded photo is kept at
public record PhotoLimits(long maxBytes, long maxPixels, int maxSide, long heldPixels) {
    /// 80 MB, 250 megapixels, 65,500 pixels a side, which is all that libjpeg reads; kept at 33 megapixels.
    public static final PhotoLimits DEFAULT = new PhotoLimits(80_000_000, 250_000_000, 65_500, 33_000_000);

    /// Times the pixels kept that a photo may have that must be decoded whole.
    static final int WHOLE = 2;

    /// Times the pixels kept that a JPEG of several passes may have.
    static final int PROGRESSIVE = 4;

    /// More pixels than this do not fit into one array of samples.
    private static final long MOST_PIXELS = 500_000_000;

    /// Halvings of the sides that libjpeg does while it decodes.
    private static final int MOST_HALVINGS = 3;

    public PhotoLimits {
        if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("maxBytes must be 1 to 2,147,483,639: " + maxBytes);
        }
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            throw new IllegalArgumentException("maxPixels must be 1 to 500,000,000: " + maxPixels);
        }
        if (maxSide < 1) {
            throw new IllegalArgumentException("maxSide must be at least 1: " + maxSide);
        }
        if (heldPixels < Math.ceilDiv(maxPixels, 1L << 2 * MOST_HALVINGS)) {
            throw new IllegalArgumentException(
                    "heldPixels must be at least a 64th of maxPixels: %,d".formatted(heldPixels));
        }
    }

    /// Times the sides of a photo are halved until it has no more pixels than are kept.
    int halvings(int width, int height) {
        int halvings = 0;
        while (halvings < MOST_HALVINGS && (long) halved(width, halvings) * halved(height, halvings) > heldPixels) {
            halvings++;
        }
        return halvings;
    }

    /// A side after so many halvings; each rounds up.
    static int halved(int side, int halvings) {
        return Math.ceilDiv(side, 1 << halvings);
    }
}
