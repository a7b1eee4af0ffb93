package beholden.server.review;

/// The end of a search.
public enum Outcome {
    /// Two people concluded, each without the other, that something speaks for a candidate. A lead for an
    /// investigation, and evidence of nothing.
    LEAD,
    NO_LEAD
}
