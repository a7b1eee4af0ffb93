package beholden.vault.cell;

import beholden.vault.cell.CellAddress.PostgresDatabase;
import beholden.vault.cell.CellAddress.SqliteFile;
import java.nio.file.Path;

/// Makes and opens stores of cells.
public final class CellStores {
    private CellStores() {}

    /// Makes a PostgreSQL database ready for [#create(CellAddress, int)]: roles, rights and settings. It may be
    /// repeated.
    ///
    /// @param administrator a superuser's address of the database
    public static void prepare(PostgresDatabase administrator) throws CellStoreException {
        PostgresCells.prepare(administrator);
    }

    /// Statements that [#prepare(PostgresDatabase)] runs, for a superuser who would rather run them by hand.
    public static String preparation() {
        return PostgresScripts.administrator();
    }

    /// Makes an empty store at its owner's address.
    ///
    /// @param boxLength bytes of every box, for good
    /// @throws CellStoreException if a file is there already, or a database holds cells; an empty store with
    ///                            boxes of that length is left as it is
    public static void create(CellAddress owner, int boxLength) throws CellStoreException {
        Cell.requireBoxLength(boxLength);
        switch (owner) {
            case SqliteFile file -> SqliteCells.create(file.path(), boxLength);
            case PostgresDatabase database -> PostgresCells.create(database, boxLength);
        }
    }

    /// Whether two roles' addresses lead to one database of one server.
    ///
    /// @throws CellStoreException if either is not reached
    public static boolean areOneDatabase(PostgresDatabase one, PostgresDatabase other) throws CellStoreException {
        return PostgresCells.identity(one).equals(PostgresCells.identity(other));
    }

    /// Opens a store for the application: fetch and insert.
    ///
    /// @throws CellStoreException if it is not there, holds something else, has boxes of another length or,
    ///                            being an SQLite file, is in use
    public static CellStore open(CellAddress application, int boxLength) throws CellStoreException {
        return switch (application) {
            case SqliteFile file -> SqliteCells.open(file.path(), boxLength);
            case PostgresDatabase database -> PostgresCells.open(database, boxLength);
        };
    }

    /// Opens a store with its owner's rights, while no application uses it.
    ///
    /// @throws CellStoreException as for [#open(CellAddress, int)]
    public static CellKeeper keep(CellAddress owner, int boxLength) throws CellStoreException {
        return switch (owner) {
            case SqliteFile file -> SqliteCells.keep(file.path(), boxLength);
            case PostgresDatabase database -> PostgresCells.keep(database, boxLength);
        };
    }

    /// Reads a copy of an SQLite store and writes nothing to it; a `-wal` file beside it is part of the copy.
    ///
    /// @throws CellStoreException if it is not there or holds something else
    public static CellReader copy(Path file) throws CellStoreException {
        return SqliteCells.copy(file);
    }
}
