package beholden.cli.terminal;

/// The terminal that standard error leads to, as the launcher saw it: Java itself cannot tell.
public final class Terminal {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 110;
    private static final int USUAL = 80;

    private Terminal() {}

    /// Whether a person is looking at standard error.
    public static boolean watched() {
        return columns() > 0;
    }

    /// Characters in a line of text for people.
    public static int width() {
        return columns() > 0 ? Math.clamp(columns(), NARROWEST, WIDEST) : USUAL;
    }

    private static int columns() {
        return Integer.getInteger("beholden.columns", 0);
    }
}
