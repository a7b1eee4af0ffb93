package beholden.ledger;

/// Told how far an audit is; called from several threads, often.
@FunctionalInterface
public interface AuditProgress {
    /// Steps of an audit, in this order.
    enum Step {
        /// Reads and hashes entries and tiles; counted in leaves.
        TREE,
        /// Reads and hashes the database copy; counted in cells.
        CELLS,
        /// Looks for each cell's entry and each entry's cell; counted in entries.
        COMPARISON
    }

    /// `done` of `total` are done; `done` may pass a `total` that was an estimate.
    void at(Step step, long done, long total);
}
