package beholden.gallery;

import beholden.ground.TypedText;

/// Settings that a new gallery is made with; they never change afterwards.
///
/// @param pack      id of the model pack whose templates it holds
/// @param dimension of those templates, 64..2048
public record GallerySettings(String pack, int dimension) {

    static final int MIN_DIMENSION = 64;
    static final int MAX_DIMENSION = 2048;

    public GallerySettings {
        TypedText.line("pack id", pack, EnrolledFace.MAX_ID);
        if (dimension < MIN_DIMENSION || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "template dimension " + dimension + " is outside " + MIN_DIMENSION + ".." + MAX_DIMENSION);
        }
    }
}
