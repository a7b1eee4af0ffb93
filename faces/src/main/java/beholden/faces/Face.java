package beholden.faces;

/// One face of a photo.
///
/// @param box       its place in the photo
/// @param detection the detector's score, 0..1
/// @param landmarks the five points of its alignment
/// @param quality   fitness for comparison
/// @param template  vector of unit length with as many values as the pack's template network gives; comparable only
///     within one template space
public record Face(Box box, float detection, Landmarks landmarks, Quality quality, float[] template) {

    /// Comparison score of two faces of one template space: the cosine, −1..1.
    public float compare(Face other) {
        double sum = 0;
        for (int i = 0; i < template.length; i++) sum += (double) template[i] * other.template[i];
        return (float) sum;
    }
}
