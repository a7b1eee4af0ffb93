package beholden.faces.pack;

import org.jspecify.annotations.Nullable;

/// Measures of a face that decide whether the rates of a calibration hold for it, as far as they were kept.
///
/// @param quality  0..100
/// @param eyes     pixels between the eyes; null where the quality alone was kept
/// @param tilt     degrees by which the face leaned to a side as it was read, after whole quarter turns; null like
///     `eyes`
/// @param evidence of [FaceCheck] that it is a face; null where it was not kept, or the pack has no check
public record FaceMeasures(
        int quality,
        @Nullable Float eyes,
        @Nullable Float tilt,
        @Nullable Float evidence) {

    /// Measures of a face of which the quality alone was kept.
    public static FaceMeasures ofQuality(int quality) {
        return new FaceMeasures(quality, null, null, null);
    }
}
