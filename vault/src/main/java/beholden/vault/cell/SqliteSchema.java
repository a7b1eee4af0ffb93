package beholden.vault.cell;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Content of a file of cells besides its cells: one table and two numbers in the header.
///
/// `WITHOUT ROWID` keeps the rows in the order of their labels, which says nothing; a rowid would number them
/// in the order in which they came.
final class SqliteSchema {
    /// "Bhld", in the header's field that says whose file it is.
    private static final int APPLICATION_ID = 0x42686c64;

    private static final int FORMAT = 1;

    private static final String TABLE =
            "CREATE TABLE cell(label BLOB PRIMARY KEY CHECK(typeof(label)='blob' AND length(label)=16), "
                    + "box BLOB NOT NULL CHECK(typeof(box)='blob' AND length(box)=%s)) WITHOUT ROWID";

    private static final Pattern OURS = Pattern.compile(Pattern.quote(TABLE).replace("%s", "\\E(\\d{1,5})\\Q"));

    /// A row must fit four times into a page, and every tick writes whole pages. Cells of 1,024 bytes take
    /// 1,393 bytes of the file in pages of 8 KiB and 1,262 in pages of 16 KiB, but those double what a tick
    /// writes, and a thousand cells are fetched in 9.0 ms instead of 7.5.
    private static final int ROWS_PER_PAGE = 8;

    private static final int SMALLEST_PAGE = 4_096;
    private static final int LARGEST_PAGE = 65_536;

    private SqliteSchema() {}

    /// The least page that holds enough rows.
    static int pageSize(int boxLength) {
        int wanted = ROWS_PER_PAGE * (Label.LENGTH + boxLength);
        return Math.clamp(Integer.highestOneBit(wanted - 1) << 1, SMALLEST_PAGE, LARGEST_PAGE);
    }

    static void create(Connection connection, int boxLength) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA page_size=" + pageSize(boxLength));
            statement.execute("PRAGMA application_id=" + APPLICATION_ID);
            statement.execute("PRAGMA user_version=" + FORMAT);
            statement.execute(TABLE.formatted(boxLength));
        }
    }

    /// Bytes of every box; nothing where the file holds anything else, or anything more.
    static OptionalInt boxLength(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA application_id") != APPLICATION_ID
                || number(connection, "PRAGMA user_version") != FORMAT
                || number(connection, "SELECT count(*) FROM sqlite_schema") != 1) {
            return OptionalInt.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sql FROM sqlite_schema")) {
            Matcher table = OURS.matcher(rows.next() ? String.valueOf(rows.getString(1)) : "");
            return table.matches() ? OptionalInt.of(Integer.parseInt(table.group(1))) : OptionalInt.empty();
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
