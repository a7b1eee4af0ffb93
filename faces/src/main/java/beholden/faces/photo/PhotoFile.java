package beholden.faces.photo;

import java.util.Optional;

/// A photo file whose structure has been read and found whole, and whose pixels have not been touched.
sealed interface PhotoFile permits JpegFile, PngFile, WebpFile, GifFile, BmpFile, TiffFile {

    /// Reads the structure of a file of the given format.
    static PhotoFile read(PhotoFormat format, PhotoBytes file) throws PhotoRefusedException {
        return switch (format) {
            case JPEG -> JpegFile.read(file);
            case PNG -> PngFile.read(file);
            case WEBP -> WebpFile.read(file);
            case GIF -> GifFile.read(file);
            case BMP -> BmpFile.read(file);
            case TIFF -> TiffFile.read(file);
        };
    }

    /// Width of the picture as stored, before the orientation.
    int width();

    /// Height of the picture as stored, before the orientation.
    int height();

    Exif exif();

    /// The embedded ICC profile, as it stands in the file.
    Optional<byte[]> profile();

    /// Refuses what is small in bytes and within the limits of size, and yet made to cost much. To be called only
    /// after the size was checked.
    default void checkCost() throws PhotoRefusedException {}

    /// Decodes the pixels. To be called only after size and cost were checked.
    Samples samples() throws PhotoRefusedException;
}
