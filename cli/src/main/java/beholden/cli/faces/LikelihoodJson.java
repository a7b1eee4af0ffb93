package beholden.cli.faces;

import beholden.faces.pack.Likelihood;
import org.jspecify.annotations.Nullable;

/// A [Likelihood] in the `--json` outputs.
public record LikelihoodJson(
        double falseMatchRate,
        double upperBound,
        boolean extrapolated,
        double measuredDownTo,
        double expectedStrangers,
        long amongFaces) {

    public static @Nullable LikelihoodJson of(@Nullable Likelihood likelihood) {
        return likelihood == null
                ? null
                : new LikelihoodJson(
                        likelihood.falseMatchRate(),
                        likelihood.upperBound(),
                        likelihood.extrapolated(),
                        likelihood.measuredDownTo(),
                        likelihood.expectedStrangers(),
                        likelihood.faces());
    }
}
