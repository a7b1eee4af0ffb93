package beholden.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `ledger.vkey` in a vault's folder: what verifies the ledger's checkpoints, for people to hand on.
final class LedgerKey {
    private LedgerKey() {}

    static void save(Path vault, String vkey) throws IOException {
        Files.writeString(file(vault), vkey + "\n");
    }

    static @Nullable String load(Path vault) throws IOException {
        return Files.exists(file(vault)) ? Files.readString(file(vault)).strip() : null;
    }

    private static Path file(Path vault) {
        return vault.resolve("ledger.vkey");
    }
}
