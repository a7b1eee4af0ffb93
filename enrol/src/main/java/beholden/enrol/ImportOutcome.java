package beholden.enrol;

import java.util.Locale;

/// What became of one photo of an import.
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

    /// As people read it.
    public String words() {
        return words;
    }

    /// As the CSV report and JSON write it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
