package beholden.gallery;

/// Told how far a long piece of work has come.
@FunctionalInterface
public interface Progress {

    /// Progress for callers who do not want to know.
    Progress SILENT = (done, total) -> {};

    /// @param done  units done so far; never decreases within one piece of work
    /// @param total units in all
    void at(long done, long total);
}
