package beholden.vault;

/// The stores that every test of a vault runs on.
enum StoreKind {
    SQLITE,
    POSTGRESQL
}
