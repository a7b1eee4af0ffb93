package beholden.server.policy;

/// Reasons for which a second person must look at a case before a search.
public enum Sensitivity {
    /// People under age.
    MINORS,
    /// Places of worship, and who goes there.
    WORSHIP,
    /// Protests, and who takes part.
    PROTEST,
    /// Places of health care, and who is cared for.
    HEALTH
}
