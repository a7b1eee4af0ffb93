package beholden.cli.ledger;

import beholden.vault.Vault;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.CellStores;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A database of cells, or a copy of one, opened to be read as a whole.
final class CellDatabase {
    private CellDatabase() {}

    /// @param database path of an SQLite file, or `jdbc:postgresql://…` for the owner's role; without `jdbc:` too
    /// @param ledger   a vault or another folder; a vault's settings tell the length of its boxes
    static CellReader open(String database, Path ledger) throws IOException {
        String address = database.startsWith("postgresql:") ? "jdbc:" + database : database;
        return switch (CellAddress.of(address)) {
            case CellAddress.SqliteFile file -> CellStores.copy(file.path());
            case CellAddress.PostgresDatabase server -> CellStores.keep(server, boxLength(ledger));
        };
    }

    private static int boxLength(Path ledger) throws IOException {
        return Files.exists(ledger.resolve("vault.json"))
                ? Vault.settings(ledger).boxLength()
                : VaultSettings.standard("standard").boxLength();
    }
}
