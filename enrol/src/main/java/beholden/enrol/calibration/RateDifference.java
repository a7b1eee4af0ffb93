package beholden.enrol.calibration;

/// The rates of a gallery and of the model pack at one score.
///
/// @param packRate how often strangers reach the score, as the pack says
/// @param rate     how often they do in the gallery
public record RateDifference(double score, double packRate, double rate) {
    private static final double LARGE = 2;

    /// How many times as often as the pack says.
    public double times() {
        return rate / packRate;
    }

    /// Whether the two differ by more than a factor of two.
    public boolean isLarge() {
        return times() > LARGE || times() < 1 / LARGE;
    }
}
