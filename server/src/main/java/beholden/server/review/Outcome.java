package beholden.server.review;

/// What a search led to.
public enum Outcome {
    /// Two people concluded, each without the other, that something speaks for a candidate. A lead for an
    /// investigation, and evidence of nothing.
    LEAD,
    NO_LEAD
}
