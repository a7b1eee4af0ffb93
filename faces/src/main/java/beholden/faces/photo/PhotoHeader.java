package beholden.faces.photo;

/// Facts that a photo file states of itself, known before any pixel is decoded.
///
/// @param format  format by content, not by name
/// @param width   pixels, upright: after the EXIF orientation
/// @param height  pixels, upright: after the EXIF orientation
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
