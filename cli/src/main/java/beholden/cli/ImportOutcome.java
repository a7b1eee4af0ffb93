package beholden.cli;

import java.util.Locale;

/// What became of one photo of an import.
enum ImportOutcome {
    ENROLLED("enrolled"),
    NO_FACE("no face"),
    LOW_QUALITY("low quality"),
    ALREADY_THERE("already there"),
    REFUSED("refused");

    private final String words;

    ImportOutcome(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// As the CSV report and JSON write it.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
