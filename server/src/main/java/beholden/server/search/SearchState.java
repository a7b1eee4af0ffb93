package beholden.server.search;

/// The stage that a search has reached, as its readers are told.
public enum SearchState {
    /// Another account has to approve or decline it.
    WAITING_FOR_APPROVAL,
    /// The policy or the second person refused it.
    REFUSED,
    /// There is a candidate list, and nobody has said anything of it.
    CANDIDATES,
    /// The examiner has begun to say what the candidates are.
    IN_REVIEW,
    /// Two people concluded that something speaks for a candidate.
    LEAD,
    /// The examiner closed it without a lead.
    NO_LEAD
}
