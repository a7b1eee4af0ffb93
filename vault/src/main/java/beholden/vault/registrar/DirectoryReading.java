package beholden.vault.registrar;

import java.time.Instant;
import java.util.List;

/// One reading of the directory, as it was recorded before anything was shown.
///
/// @param at      when, to the second
/// @param holders numbers of the shares that were used
/// @param readers who read, in their own words: 1 to 200 characters
/// @param purpose why, in their own words: 1 to 500 characters
/// @param inBulk  whether all entries were shown, or one
public record DirectoryReading(Instant at, List<Integer> holders, String readers, String purpose, boolean inBulk) {
    public DirectoryReading {
        at = Instant.ofEpochSecond(at.getEpochSecond());
        holders = List.copyOf(holders);
        requireSaid("who reads", readers, 200);
        requireSaid("the purpose", purpose, 500);
    }

    private static void requireSaid(String what, String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new IllegalArgumentException(
                    "%s: 1 to %d characters, not %,d".formatted(what, most, text.isBlank() ? 0 : text.length()));
        }
    }
}
