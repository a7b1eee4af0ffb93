package beholden.cli.faces;

import beholden.faces.pack.Likelihood;
import beholden.faces.pack.ScoreMeaning;
import org.jspecify.annotations.Nullable;

/// A [Likelihood] in the `--json` outputs.
public record LikelihoodJson(
        double falseMatchRate,
        double upperBound,
        boolean extrapolated,
        double measuredDownTo,
        double expectedStrangers,
        long amongFaces) {

    /// Null where there is no rate.
    public static @Nullable LikelihoodJson of(@Nullable ScoreMeaning meaning) {
        return meaning instanceof Likelihood likelihood
                ? new LikelihoodJson(
                        likelihood.falseMatchRate(),
                        likelihood.upperBound(),
                        likelihood.extrapolated(),
                        likelihood.measuredDownTo(),
                        likelihood.expectedStrangers(),
                        likelihood.faces())
                : null;
    }
}
