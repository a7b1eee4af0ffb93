package beholden.faces;

import beholden.faces.pack.FaceMeasures;
import org.jspecify.annotations.Nullable;

/// One face of a photo.
///
/// @param box       its place in the photo
/// @param detection the detector's score, 0..1
/// @param landmarks the five points of its alignment
/// @param quality   fitness for comparison
/// @param tilt      degrees clockwise by which it leaned as it was read, after whole quarter turns of the photo
/// @param evidence  of the pack's check of faces; null if it has none
/// @param template  vector of unit length with as many values as the pack's template network gives; comparable only
///     within one template space
public record Face(
        Box box,
        float detection,
        Landmarks landmarks,
        Quality quality,
        float tilt,
        @Nullable Float evidence,
        float[] template) {

    /// Comparison score of two faces of one template space: the cosine, −1..1.
    public float compare(Face other) {
        double sum = 0;
        for (int i = 0; i < template.length; i++) sum += (double) template[i] * other.template[i];
        return (float) sum;
    }

    /// The measures that decide whether a rate holds for it.
    public FaceMeasures measures() {
        return new FaceMeasures(quality.score(), (float) landmarks.interEyeDistance(), tilt, evidence);
    }
}
