package beholden.drill;

/// Kinds of store that the cells of a drilled vault lie in.
public enum StoreKind {
    SQLITE("SQLite"),
    POSTGRES("PostgreSQL");

    private final String title;

    StoreKind(String title) {
        this.title = title;
    }

    /// Name of the store as people write it.
    public String title() {
        return title;
    }
}
