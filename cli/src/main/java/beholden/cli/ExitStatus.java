package beholden.cli;

/// What the command's exit status says; the root command's help lists the same.
final class ExitStatus {
    static final int FINE = 0;
    static final int NOTHING_FOUND = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int GALLERY = 4;
    static final int NOT_PROVED = 5;
    static final int INTERNAL = 70;
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
