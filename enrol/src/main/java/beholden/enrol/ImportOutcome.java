package beholden.enrol;

import java.util.Locale;

/// Outcome of one photo of an import.
public enum ImportOutcome {
    ENROLLED("enrolled"),
    NO_FACE("no face"),
    LOW_QUALITY("low quality"),
    ALREADY_THERE("already there"),
    REFUSED("refused");

    private final String words;

    ImportOutcome(String words) {
        this.words = words;
    }

    /// Wording for people.
    public String words() {
        return words;
    }

    /// Spelling in the CSV report and JSON.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
