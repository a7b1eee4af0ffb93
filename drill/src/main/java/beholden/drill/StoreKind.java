package beholden.drill;

/// Where the cells of a drilled vault lie.
public enum StoreKind {
    SQLITE("SQLite"),
    POSTGRES("PostgreSQL");

    private final String title;

    StoreKind(String title) {
        this.title = title;
    }

    /// As people write it.
    public String title() {
        return title;
    }
}
