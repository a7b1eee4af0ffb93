package beholden.faces;

/// One face of a photo.
///
/// @param box       where it is
/// @param detection the detector's score, 0..1
/// @param landmarks the five points of its alignment
/// @param quality   how fit it is for comparison
/// @param template  unit length, as many values as the pack's template network gives; comparable only within one
/// template space
public record Face(Box box, float detection, Landmarks landmarks, Quality quality, float[] template) {

    /// Comparison score of two faces of one template space: the cosine, −1..1.
    public float compare(Face other) {
        double sum = 0;
        for (int i = 0; i < template.length; i++) sum += (double) template[i] * other.template[i];
        return (float) sum;
    }
}
