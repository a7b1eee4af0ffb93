package beholden.faces.photo;

import java.awt.color.ColorSpace;

/// Meaning of the samples of a decoded pixel.
enum Channels {
    GRAY(1, ColorSpace.TYPE_GRAY),
    RGB(3, ColorSpace.TYPE_RGB),
    /// Ink: 0 is none, 255 is full.
    CMYK(4, ColorSpace.TYPE_CMYK);

    final int count;
    /// The kind of ICC profile that can speak of such samples.
    final int colorSpaceType;

    Channels(int count, int colorSpaceType) {
        this.count = count;
        this.colorSpaceType = colorSpaceType;
    }
}
