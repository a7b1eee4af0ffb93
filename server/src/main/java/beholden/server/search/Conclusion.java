package beholden.server.search;

/// Degrees to which what was seen speaks for or against one person on both photos; never that it is one.
public enum Conclusion {
    EXCLUSION,
    SUPPORT_FOR_EXCLUSION,
    INCONCLUSIVE,
    LIMITED_SUPPORT,
    SUPPORT,
    STRONG_SUPPORT;

    /// Directions in which conclusions point: two people agree when theirs point the same way.
    public enum Side {
        AGAINST,
        NEITHER,
        FOR
    }

    public Side side() {
        return switch (this) {
            case EXCLUSION, SUPPORT_FOR_EXCLUSION -> Side.AGAINST;
            case INCONCLUSIVE -> Side.NEITHER;
            case LIMITED_SUPPORT, SUPPORT, STRONG_SUPPORT -> Side.FOR;
        };
    }
}
