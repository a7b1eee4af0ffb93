package beholden.faces.photo;

/// Turn that makes a stored picture stand upright: the eight values of EXIF tag 274, in their order from 1.
enum Orientation {
    UPRIGHT,
    MIRRORED,
    TURNED_180,
    MIRRORED_TURNED_180,
    TRANSPOSED,
    TURNED_90,
    TRANSVERSED,
    TURNED_270;

    /// Pixels of a square that stays in the first-level cache while rows become columns.
    private static final int TILE = 64;

    /// The orientation of an EXIF value; what is not one of 1 to 8 says nothing.
    static Orientation ofExif(long value) {
        return value >= 1 && value <= 8 ? values()[(int) value - 1] : UPRIGHT;
    }

    /// Tells whether width and height change places.
    boolean swapsSides() {
        return compareTo(TRANSPOSED) >= 0;
    }

    /// Turns `rgb` of the stored `width` × `height` upright; the array itself when it already is.
    byte[] apply(int width, int height, byte[] rgb) {
        // The source pixel of (x, y) is origin + x·across + y·down.
        int last = width * height - 1;
        int lowerLeft = width * (height - 1);
        return switch (this) {
            case UPRIGHT -> rgb;
            case MIRRORED -> walk(width, height, rgb, width - 1, -1, width);
            case TURNED_180 -> walk(width, height, rgb, last, -1, -width);
            case MIRRORED_TURNED_180 -> walk(width, height, rgb, lowerLeft, 1, -width);
            case TRANSPOSED -> walk(height, width, rgb, 0, width, 1);
            case TURNED_90 -> walk(height, width, rgb, lowerLeft, -width, 1);
            case TRANSVERSED -> walk(height, width, rgb, last, -width, -1);
            case TURNED_270 -> walk(height, width, rgb, width - 1, width, -1);
        };
    }

    private static byte[] walk(int width, int height, byte[] from, int origin, int across, int down) {
        byte[] to = new byte[from.length];
        for (int top = 0; top < height; top += TILE) {
            int bottom = Math.min(height, top + TILE);
            for (int left = 0; left < width; left += TILE) {
                int right = Math.min(width, left + TILE);
                for (int y = top; y < bottom; y++) {
                    int source = 3 * (origin + left * across + y * down);
                    int target = 3 * (y * width + left);
                    for (int x = left; x < right; x++) {
                        to[target] = from[source];
                        to[target + 1] = from[source + 1];
                        to[target + 2] = from[source + 2];
                        target += 3;
                        source += 3 * across;
                    }
                }
            }
        }
        return to;
    }
}
