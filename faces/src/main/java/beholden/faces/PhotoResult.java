package beholden.faces;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Outcome of one photo of a batch.
public sealed interface PhotoResult {
    Path file();

    /// The photo was decoded and looked at.
    ///
    /// @param hash        SHA-256 of the file's bytes, 64 hexadecimal digits
    /// @param width       pixels, upright
    /// @param height      pixels, upright
    /// @param captureDate the day in its metadata, null if it names none
    /// @param faces       faces from left to right; may be empty
    /// @param doubtful    places that the detector takes for faces and the pack's check does not
    /// @param thumbnail   JPEG of the whole photo
    /// @param remark      what of the file was not looked at, such as further pages; null if all of it was
    record Done(
            Path file,
            String hash,
            int width,
            int height,
            @Nullable LocalDate captureDate,
            List<FoundFace> faces,
            int doubtful,
            byte[] thumbnail,
            @Nullable String remark)
            implements PhotoResult {}

    /// @param crop JPEG of the face with its surroundings, see [FacePictures]
    record FoundFace(Face face, byte[] crop) {}

    /// The caller knew the photo already, so it was not looked at.
    record Known(Path file, String hash) implements PhotoResult {}

    /// The photo was refused.
    ///
    /// @param reason sentence for people: the thing, the fact, the limit
    record Refused(Path file, String reason) implements PhotoResult {}
}
