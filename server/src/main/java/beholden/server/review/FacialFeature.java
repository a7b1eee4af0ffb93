package beholden.server.review;

/// Features by which two faces are compared, one after the other: the components of FISWG's "Facial Image
/// Comparison Feature List for Morphological Analysis".
///
/// Names are kept in records: they are added to, never renamed.
public enum FacialFeature {
    SKIN("Skin", "tone where the light allows, texture, pores, discolouration"),
    FACE_OUTLINE("Face and head outline", "the shape of the whole, as far as hair and clothing show it"),
    FACE_COMPOSITION("Proportions", "where eyes, nose and mouth lie to each other and in the face"),
    HAIRLINE("Hairline", "its course, its height, thin or bald places"),
    FOREHEAD("Forehead", "height, width, slope, how it meets the brow"),
    EYEBROWS("Eyebrows", "shape, thickness, distance from the eyes and from each other"),
    EYES("Eyes", "the opening's shape, corners, folds of the lids, what lies below"),
    CHEEKS("Cheeks", "cheekbones, fullness, hollows, dimples"),
    NOSE("Nose", "root, bridge, tip, wings, nostrils, septum"),
    EARS("Ears", "size, how far they stand out, rim, inner ridges, lobe; often as telling as all the rest"),
    MOUTH("Mouth", "lips, corners, the groove above, teeth if they show"),
    CHIN("Chin and jaw", "outline, width, cleft, angle of the jaw"),
    NECK("Neck", "length, width, Adam's apple, folds"),
    FACIAL_HAIR("Facial hair", "where it grows and how; it changes from day to day"),
    FACIAL_LINES("Lines", "folds and wrinkles: where, how long, how deep"),
    SCARS("Scars", "place, shape, length"),
    FACIAL_MARKS("Marks", "moles, freckles, birthmarks: place, size, number"),
    ALTERATIONS("Alterations", "piercings, tattoos, make-up, operations");

    private final String title;
    private final String hint;

    FacialFeature(String title, String hint) {
        this.title = title;
        this.hint = hint;
    }

    public String title() {
        return title;
    }

    /// Details of the feature to look at.
    public String hint() {
        return hint;
    }
}
