package beholden.enrol;

import beholden.ground.TypedText;
import java.time.LocalDate;

/// Rules that an import goes by.
///
/// @param source     the source's id
/// @param minQuality faces below it are left out, 0..100
/// @param threads    photos looked at at once; no more than the engine's
/// @param today      the day that the faces are enrolled on
public record ImportRules(String source, int minQuality, int threads, LocalDate today, Refusals refusals) {
    public ImportRules {
        if (source.isBlank() || source.length() > 150) {
            throw new IllegalArgumentException("a source's name has 1 to 150 characters");
        }
        if (!TypedText.printable(source).equals(source)) {
            throw new IllegalArgumentException("a source's name has no control characters");
        }
        if (minQuality < 0 || minQuality > 100) {
            throw new IllegalArgumentException("quality goes from 0 to 100");
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; an import needs 1 at least");
        }
    }
}
