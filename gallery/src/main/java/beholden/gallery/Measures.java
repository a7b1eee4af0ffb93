package beholden.gallery;

import org.jspecify.annotations.Nullable;

/// Measures of a face that rates between strangers depend on.
///
/// @param eyes     pixels between the eyes in its photo
/// @param tilt     degrees by which it leaned to a side as it was read
/// @param evidence that it is a face, in log odds; null if it was not checked
public record Measures(float eyes, float tilt, @Nullable Float evidence) {

    public Measures {
        if (!Float.isFinite(eyes) || !Float.isFinite(tilt) || evidence != null && !Float.isFinite(evidence)) {
            throw new IllegalArgumentException(
                    "measures of a face are numbers: " + eyes + ", " + tilt + ", " + evidence);
        }
    }
}
