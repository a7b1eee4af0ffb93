package beholden.faces.photo;

/// A picture as its file stores it, at 8 bits a sample: not yet sRGB, not yet upright.
///
/// @param values  width × height × channels bytes, interleaved, rows from the top; not copied
record Samples(int width, int height, Channels channels, byte[] values) {
    Samples {
        if (values.length != (long) width * height * channels.count) {
            throw new IllegalArgumentException(
                    "%d × %d × %d samples expected, not %d".formatted(width, height, channels.count, values.length));
        }
    }

    /// The samples at half the width and height, rounded up: each the mean of four.
    Samples halved() {
        int halfWidth = PhotoLimits.halved(width, 1);
        int halfHeight = PhotoLimits.halved(height, 1);
        int count = channels.count;
        byte[] half = new byte[halfWidth * halfHeight * count];
        for (int y = 0, to = 0; y < halfHeight; y++) {
            int upper = 2 * y * width * count;
            int lower = Math.min(2 * y + 1, height - 1) * width * count;
            for (int x = 0; x < halfWidth; x++) {
                int left = 2 * x * count;
                int right = Math.min(2 * x + 1, width - 1) * count;
                for (int channel = 0; channel < count; channel++) {
                    int sum = (values[upper + left + channel] & 0xff)
                            + (values[upper + right + channel] & 0xff)
                            + (values[lower + left + channel] & 0xff)
                            + (values[lower + right + channel] & 0xff);
                    half[to++] = (byte) ((sum + 2) >> 2);
                }
            }
        }
        return new Samples(halfWidth, halfHeight, channels, half);
    }

    /// The samples as red, green and blue, without a colour profile: grey and RGB values are kept as they are, as
    /// every browser does; ink is taken as ideal. The array itself when it already is RGB.
    byte[] toRgb() {
        return switch (channels) {
            case RGB -> values;
            case GRAY -> grayToRgb();
            case CMYK -> cmykToRgb();
        };
    }

    private byte[] grayToRgb() {
        byte[] rgb = new byte[Math.multiplyExact(3, values.length)];
        for (int i = 0, at = 0; i < values.length; i++, at += 3) {
            rgb[at] = values[i];
            rgb[at + 1] = values[i];
            rgb[at + 2] = values[i];
        }
        return rgb;
    }

    private byte[] cmykToRgb() {
        byte[] rgb = new byte[values.length / 4 * 3];
        for (int i = 0, at = 0; i < values.length; i += 4) {
            int white = 255 - (values[i + 3] & 0xff);
            for (int ink = 0; ink < 3; ink++) {
                rgb[at++] = (byte) (((255 - (values[i + ink] & 0xff)) * white + 127) / 255);
            }
        }
        return rgb;
    }
}
