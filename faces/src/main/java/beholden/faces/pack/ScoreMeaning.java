package beholden.faces.pack;

import org.jspecify.annotations.Nullable;

/// Meaning of a comparison score: how rare it is between strangers, or why that is not known.
///
/// Everything that shows a score asks here, so that no list states a rate for faces that the rates do not hold for.
public sealed interface ScoreMeaning permits Likelihood, NoRate {

    /// Meaning of a score among `faces` compared faces.
    ///
    /// @param calibration of the pack that made the score; null if it is not known
    /// @param candidate   null if nothing is known of the candidate any more
    static ScoreMeaning of(
            @Nullable Calibration calibration,
            float score,
            long faces,
            FaceMeasures probe,
            @Nullable FaceMeasures candidate) {
        if (calibration == null) return NoRate.UNCALIBRATED;
        NoRate none = NoRate.of(NoRate.Side.PROBE, probe);
        if (none == null) none = NoRate.of(NoRate.Side.CANDIDATE, candidate);
        return none == null ? Likelihood.of(calibration, score, faces) : none;
    }
}
