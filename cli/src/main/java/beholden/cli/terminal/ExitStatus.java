package beholden.cli.terminal;

/// Exit statuses of all commands, as the root command's help lists them.
public final class ExitStatus {
    public static final int FINE = 0;
    public static final int NOTHING_FOUND = 1;
    public static final int USAGE = 2;
    public static final int REFUSED = 3;
    public static final int IN_USE_OR_DAMAGED = 4;
    public static final int NOT_PROVED = 5;
    public static final int INTERNAL = 70;
    public static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
