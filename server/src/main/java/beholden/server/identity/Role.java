package beholden.server.identity;

/// Roles, which say what an account may do. An operator's account has no other role, and belongs to the
/// installation's own log.
public enum Role {
    /// Runs the installation: agencies, sources, imports, policy. Sees no agency's accounts, cases or searches.
    OPERATOR,
    /// Invites and suspends accounts of the agency, and sees the agency's own use.
    ADMINISTRATOR,
    /// Opens cases and searches.
    EXAMINER,
    /// Gives the second opinion.
    REVIEWER,
    /// Reads, and exports proofs.
    AUDITOR
}
