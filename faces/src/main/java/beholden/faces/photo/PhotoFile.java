package beholden.faces.photo;

import java.util.Optional;

/// A photo file whose structure has been read and found whole, and whose pixels have not been touched.
sealed interface PhotoFile permits JpegFile, PngFile, WebpFile, GifFile, BmpFile, TiffFile {

    /// Bytes a pixel of a codec's own picture and of its samples: 16-bit PNG has eight and four.
    long WHOLE_BYTES = 12;

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

    /// What of the file is not read, in a sentence's words; empty if all of it is.
    default Optional<String> remark() {
        return Optional.empty();
    }

    /// Says that one of several pictures is read, where there are several.
    ///
    /// @param kind of pictures, in the plural
    static Optional<String> firstOf(int pictures, String kind) {
        return pictures > 1
                ? Optional.of("only the first of its %,d %s was read".formatted(pictures, kind))
                : Optional.empty();
    }

    /// Times the pixels kept that such a file may have; see [PhotoLimits].
    default int mostTimesHeld() {
        return PhotoLimits.WHOLE;
    }

    /// Bytes of memory that decoding takes beyond what its result takes, at most.
    default long extraBytes() {
        return WHOLE_BYTES * width() * height();
    }

    /// Decodes the pixels. To be called only after size and cost were checked.
    Samples samples() throws PhotoRefusedException;

    /// Decodes the pixels at a size whose sides are so many times halved.
    default Samples samples(int halvings) throws PhotoRefusedException {
        Samples samples = samples();
        for (int i = 0; i < halvings; i++) samples = samples.halved();
        return samples;
    }
}
