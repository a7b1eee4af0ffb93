package beholden.cli.faces;

import beholden.faces.pack.NoRate;
import beholden.faces.pack.ScoreMeaning;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A [NoRate] in the `--json` outputs.
public record NoRateJson(String reason, @Nullable String face, String because) {

    /// Null where there is a rate, or no score.
    public static @Nullable NoRateJson of(@Nullable ScoreMeaning meaning) {
        return meaning instanceof NoRate none
                ? new NoRateJson(
                        none.reason().name().toLowerCase(Locale.ROOT),
                        none.face() == null ? null : none.face().inWords(),
                        none.because())
                : null;
    }
}
