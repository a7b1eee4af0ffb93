package beholden.faces.photo;

/// Largest size of a photo, checked before any pixel is decoded.
///
/// @param maxBytes   size of the encoded file
/// @param maxPixels  width × height
/// @param maxSide    width or height, whichever is longer
public record PhotoLimits(long maxBytes, long maxPixels, int maxSide) {
    /// 40 MB, 60 megapixels, 16,000 pixels a side.
    public static final PhotoLimits DEFAULT = new PhotoLimits(40_000_000, 60_000_000, 16_000);

    /// More pixels than this do not fit into one array of samples.
    private static final long MOST_PIXELS = 500_000_000;

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
    }
}
