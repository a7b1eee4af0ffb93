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
