package beholden.server.source;

/// Titles by which a source's photos are held.
public enum SourceKind {
    /// The operator's own records.
    OWN_RECORDS,
    /// An agreement with the owner.
    AGREEMENT,
    /// A register that the law opens to anybody.
    PUBLIC_REGISTER,
    /// Bought or lent, with a licence.
    LICENSED
}
