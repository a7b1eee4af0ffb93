package beholden.enrol;

import beholden.faces.Face;
import beholden.faces.pack.FaceMeasures;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Measures;

/// Measures of a face as a gallery keeps them, and back.
public final class KeptMeasures {
    private KeptMeasures() {}

    /// What a gallery keeps of the measures of a face.
    public static Measures of(Face face) {
        return new Measures((float) face.landmarks().interEyeDistance(), face.tilt(), face.evidence());
    }

    /// What is known of an enrolled face.
    public static FaceMeasures of(EnrolledFace face) {
        Measures kept = face.measures();
        return kept == null
                ? FaceMeasures.ofQuality(face.quality())
                : new FaceMeasures(face.quality(), kept.eyes(), kept.tilt(), kept.evidence());
    }
}
