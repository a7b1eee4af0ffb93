package beholden.vault.cell;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Address of a store of cells.
public sealed interface CellAddress permits CellAddress.SqliteFile, CellAddress.PostgresDatabase {

    /// Reads an address: one that begins with `jdbc:postgresql:` is a database, any other the path of an SQLite
    /// file.
    static CellAddress of(String text) {
        return text.startsWith(PostgresDatabase.SCHEME) ? new PostgresDatabase(text) : new SqliteFile(Path.of(text));
    }

    /// A file that the first store makes.
    record SqliteFile(Path path) implements CellAddress {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A database of a PostgreSQL server, seen by one of its roles.
    ///
    /// Passwords belong into the file that `PGPASSFILE` names (`~/.pgpass` by default), not into the URL;
    /// `toString` leaves one out all the same.
    ///
    /// @param url `jdbc:postgresql://HOST:PORT/DATABASE?user=ROLE`
    record PostgresDatabase(String url) implements CellAddress {
        static final String SCHEME = "jdbc:postgresql:";
        private static final Pattern PASSWORD = Pattern.compile("([?&][^=&]*password=)[^&]*", Pattern.CASE_INSENSITIVE);

        public PostgresDatabase {
            if (!url.startsWith(SCHEME)) {
                throw new IllegalArgumentException("the address of a PostgreSQL database begins with " + SCHEME);
            }
        }

        @Override
        public String toString() {
            return PASSWORD.matcher(url).replaceAll("$1…");
        }
    }
}
