package beholden.vault.cell;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Words that differ between the databases.
interface CellDialect {
    Map<Label, Cell> fetch(Connection connection, Collection<Label> labels) throws SQLException;

    /// Entries of all cells whose labels begin with 16 bits from `first` to `last`, in the order of the entries.
    List<byte[]> entries(Connection connection, int first, int last) throws SQLException;

    /// One transaction; false, with nothing inserted, where a label is there with another box.
    boolean insert(Connection connection, List<Cell> cells) throws SQLException;

    /// Whether the same action may succeed on another connection.
    boolean connectionLost(SQLException failure);

    /// Message for a person; nothing of the driver's own text.
    CellStoreException failure(String action, SQLException failure);
}
