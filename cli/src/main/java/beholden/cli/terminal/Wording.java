package beholden.cli.terminal;

/// Phrases that several commands print.
public final class Wording {
    /// What every list of candidates ends with.
    public static final String CAUTION =
            "This is a list of candidates for a person to examine. A high score proves nothing: look at the photos.";

    private Wording() {}

    /// Such as `no face`, `1 face`, `12,000 faces`.
    public static String faces(long count) {
        return count == 0 ? "no face" : count(count, "face");
    }

    /// Such as `1 entry`, `12,000 entries`.
    public static String entries(long count) {
        return "%,d %s".formatted(count, count == 1 ? "entry" : "entries");
    }

    public static String count(long count, String thing) {
        return "%,d %s".formatted(count, count == 1 ? thing : thing + "s");
    }

    /// Three decimals, and no minus before zero.
    public static String score(float score) {
        return "%.3f".formatted(Math.round(score * 1000) / 1000f);
    }
}
