package beholden.faces.pack;

/// Check of what a detector takes for a face, by what the detector did not see: the template's length, the points and
/// the pose.
///
/// The evidence is a sum of weighted measures, fitted as log odds on faces and on things that are none: above 0 a
/// place is more like the faces than like the things. The weights belong to the pack's networks, as its calibration
/// does; decision 19 says how they were found.
///
/// @param measuredOn   faces and things that the weights were fitted on
/// @param offset       added to the sum
/// @param length       weight of the template's length before it is scaled to 1
/// @param unsteadiness weight of the logarithm of how far the points move when the box does
/// @param rollGap      weight of each degree between the tilt by the points and the tilt by the pose
/// @param profile      weight of a turn to the side, from none at 45° to whole at 75°: the other measures know less of
///     a profile
/// @param least        evidence below which a place is no face
/// @param sure         evidence from which a face is known to be upright, without a look at it from other sides
public record FaceCheck(
        String measuredOn,
        double offset,
        double length,
        double unsteadiness,
        double rollGap,
        double profile,
        double least,
        double sure) {
    // Beyond these a measure tells no more: landmarks of a steady face move by their rounding, and those of no face
    // as far as the box does.
    private static final double STEADY = 0.03;
    private static final double UNSTEADY = 0.15;
    private static final double WIDEST_GAP = 30;

    public FaceCheck {
        if (!(least <= sure)) {
            throw new IllegalArgumentException("sure is " + sure + ", below the least evidence of a face, " + least);
        }
    }

    /// The evidence that a place is a face.
    ///
    /// @param length       of the template before it was scaled
    /// @param unsteadiness distance that the points move when the box is shifted, in sides of the box
    /// @param rollGap      degrees between the tilt by the points and by the pose
    /// @param yaw          degrees
    public double evidence(double length, double unsteadiness, double rollGap, double yaw) {
        return offset
                + this.length * length
                + this.unsteadiness * Math.log(Math.clamp(unsteadiness, STEADY, UNSTEADY))
                + this.rollGap * Math.min(Math.abs(rollGap), WIDEST_GAP)
                + profile * Math.clamp((Math.abs(yaw) - 45) / 30, 0, 1);
    }
}
