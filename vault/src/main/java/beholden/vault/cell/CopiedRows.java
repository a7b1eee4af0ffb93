package beholden.vault.cell;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// The rows of a `COPY … TO STDOUT (FORMAT binary)`, one by one. The server goes on reading meanwhile.
///
/// ```
/// copy  "PGCOPY\n\377\r\n\0", flags as int32, 0 as int32; rows; -1 as int16
/// row   number of fields as int16; fields
/// field length as int32, -1 for NULL; bytes
/// ```
///
/// A message of the server holds one row; the first one has what comes before the rows, too.
final class CopiedRows implements AutoCloseable {
    private static final int BEFORE_ROWS = 11 + 2 * Integer.BYTES;

    private final CopyOut copy;
    private ByteBuffer message = ByteBuffer.allocate(0);

    CopiedRows(Connection connection, String statement) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
        receive();
        message.position(BEFORE_ROWS);
    }

    /// Whether there is another row, whose fields [#bytes] then gives, one after the other.
    boolean next() throws SQLException {
        if (!message.hasRemaining()) receive();
        return message.hasRemaining() && message.getShort() >= 0;
    }

    /// The next field of the row; null for NULL.
    byte @Nullable [] bytes() {
        int length = message.getInt();
        if (length < 0) return null;
        byte[] bytes = new byte[length];
        message.get(bytes);
        return bytes;
    }

    private void receive() throws SQLException {
        byte @Nullable [] received = copy.readFromCopy();
        message = ByteBuffer.wrap(received == null ? new byte[0] : received);
    }

    /// Rows that nobody wants any more are not sent.
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }
}
