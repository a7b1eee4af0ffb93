package beholden.server.report;

import beholden.ledger.note.Checkpoint;
import beholden.vault.log.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Places of a report's records, in the agency's log as their cells say and in the ledger as it is proved.
///
/// Records come in the order in which they were made, none twice and none within another. An agency's cells stand
/// in the ledger in about that order, among those of others: so none says that it comes later in the agency's log
/// than the ledger is long.
final class RecordPlaces {
    private final Set<Long> entries = new HashSet<>();
    private Position next = Position.START;

    /// @param position of the record in the agency's log
    /// @throws ReportException if the record cannot be there
    void add(Position position, Disclosure.Place place) throws ReportException {
        List<Long> cells = place.entries();
        if (!cells.stream().allMatch(entries::add)) throw new ReportException("a record is there twice");
        if (position.compareTo(next) < 0) {
            throw new ReportException("the records are not in the order in which they were made");
        }
        next = new Position(position.epoch(), position.cell() + cells.size());
        for (Checkpoint tree : place.trees()) {
            if (next.cell() > tree.size()) {
                throw new ReportException("a record says that it comes later than the log is long");
            }
        }
    }
}
