package beholden.faces.photo;

/// What a photo file says of itself, known before any pixel is decoded.
///
/// @param format  by content
/// @param width   in pixels, upright: after the EXIF orientation
/// @param height  in pixels, upright: after the EXIF orientation
public record PhotoHeader(PhotoFormat format, int width, int height) {
    public PhotoHeader {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("empty photo: " + width + " × " + height);
        }
    }

    /// Number of pixels.
    public long pixels() {
        return (long) width * height;
    }
}
