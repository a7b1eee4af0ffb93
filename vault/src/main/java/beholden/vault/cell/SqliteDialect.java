package beholden.vault.cell;

import beholden.ground.Sha256;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Cells in an SQLite file.
///
/// Reading in WAL mode is not without a trace. A reader notes in the `-shm` file up to where it read the log (a read
/// mark), and while it reads, the log is not begun anew, so that it grows and stays as long. So nobody reads during
/// an insert, and every insert ends with a read, which leaves the mark where any later reader would put it.
final class SqliteDialect implements CellDialect {
    /// Fair: a tick waits for the reads that have begun, and not for those that come after it.
    private final ReadWriteLock inserting = new ReentrantReadWriteLock(true);

    @Override
    public Map<Label, Cell> fetch(Connection connection, Collection<Label> labels) throws SQLException {
        Lock lock = inserting.readLock();
        lock.lock();
        try {
            return found(connection, labels);
        } finally {
            lock.unlock();
        }
    }

    private static Map<Label, Cell> found(Connection connection, Collection<Label> labels) throws SQLException {
        String places = String.join(",", Collections.nCopies(labels.size(), "?"));
        try (PreparedStatement select =
                connection.prepareStatement("SELECT label, box FROM cell WHERE label IN (" + places + ")")) {
            int place = 1;
            for (Label label : labels) {
                select.setBytes(place++, label.bytes());
            }
            try (ResultSet rows = select.executeQuery()) {
                Map<Label, Cell> cells = HashMap.newHashMap(labels.size());
                while (rows.next()) {
                    Cell cell = Cell.inRow(rows.getBytes(1), rows.getBytes(2));
                    if (cell != null) {
                        cells.put(cell.label(), cell);
                    }
                }
                return cells;
            }
        }
    }

    @Override
    public List<byte[]> entries(Connection connection, int first, int last) throws SQLException {
        Lock lock = inserting.readLock();
        lock.lock();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT label, box FROM cell WHERE label >= ? AND label < ?")) {
            select.setBytes(1, new byte[] {(byte) (first >> 8), (byte) first});
            select.setBytes(2, end(last));
            try (ResultSet rows = select.executeQuery()) {
                List<byte[]> entries = new ArrayList<>();
                while (rows.next()) entries.add(Sha256.of(rows.getBytes(1), rows.getBytes(2)));
                entries.sort(Arrays::compareUnsigned);
                return entries;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Something after every label that begins with these 16 bits, and before every other that is greater.
    private static byte[] end(int last) {
        byte[] end = new byte[Label.LENGTH + 1];
        Arrays.fill(end, (byte) 0xff);
        end[0] = (byte) (last >> 8);
        end[1] = (byte) last;
        return end;
    }

    @Override
    public boolean insert(Connection connection, List<Cell> cells) throws SQLException {
        Lock lock = inserting.writeLock();
        lock.lock();
        try {
            boolean inserted = inserted(connection, cells);
            connection.setAutoCommit(true);
            moveReadMark(connection);
            return inserted;
        } finally {
            lock.unlock();
        }
    }

    private static void moveReadMark(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("SELECT 1 FROM cell LIMIT 1");
                ResultSet rows = read.executeQuery()) {
            rows.next();
        }
    }

    private static boolean inserted(Connection connection, List<Cell> cells) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO cell VALUES(?,?) ON CONFLICT(label) DO NOTHING");
                PreparedStatement present = connection.prepareStatement("SELECT box FROM cell WHERE label=?")) {
            for (Cell cell : cells) {
                insert.setBytes(1, cell.label().bytes());
                insert.setBytes(2, cell.box());
                if (insert.executeUpdate() == 0 && !isThere(present, cell)) {
                    connection.rollback();
                    return false;
                }
            }
            connection.commit();
            return true;
        }
    }

    private static boolean isThere(PreparedStatement present, Cell cell) throws SQLException {
        present.setBytes(1, cell.label().bytes());
        try (ResultSet rows = present.executeQuery()) {
            return rows.next() && Arrays.equals(rows.getBytes(1), cell.box());
        }
    }

    @Override
    public boolean connectionLost(SQLException failure) {
        return false;
    }

    @Override
    public CellStoreException failure(String action, SQLException failure) {
        return described(action, failure);
    }

    static CellStoreException described(String action, SQLException failure) {
        SQLiteErrorCode code = code(failure);
        String advice = switch (code) {
            case SQLITE_NOTADB -> "; the file is not an SQLite database";
            case SQLITE_FULL -> "; the disk is full: make room, then repeat";
            case SQLITE_BUSY -> "; another program has the file locked: end it, then repeat";
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY -> "; this user may not write the file or its folder";
            default ->
                code.name().startsWith("SQLITE_CORRUPT")
                        ? "; the file is damaged: restore a backup and audit it against the ledger"
                        : "";
        };
        return new CellStoreException(action + ": SQLite answered " + code.name() + advice);
    }

    private static SQLiteErrorCode code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return sqlite.getResultCode();
            }
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
