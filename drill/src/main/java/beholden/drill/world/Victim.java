package beholden.drill.world;

import beholden.ground.Folders;
import beholden.vault.Vault;
import beholden.vault.key.RootKey;
import beholden.vault.setup.VaultParts;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Places where the vaults of a drill are made: in folders, with their cells beside them or in a database.
///
/// @param server null for SQLite
public record Victim(Path folder, @Nullable PostgresServer server, String name) {
    /// Small enough that a run takes a second, large enough that events take one cell or two.
    public static final int BOX = 1008;

    private static final int CHUNK = 4096;
    private static final int KEYRING_SLOTS = 32;
    private static final String ORIGIN = "drill.example/vault";

    /// File in which [#copy(Path)] leaves the rows of a database, a line for each.
    public static final String DUMP = "cells.dump";

    /// Takes a copy of everything, as a backup does: the folder and, of a database, a dump of its cells.
    public void copy(Path to) throws IOException {
        Folders.copy(folder, to);
        if (server == null) return;
        try (Connection superuser = server.superuser(name);
                OutputStream dump = Files.newOutputStream(to.resolve(DUMP))) {
            superuser.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY beholden.cell TO STDOUT", dump);
        } catch (SQLException e) {
            throw new IOException("the drill cannot dump its own database", e);
        }
    }

    /// A vault with all that its store needs.
    Vault create(RootKey root, VaultParts parts) throws IOException {
        VaultSettings settings = VaultSettings.standard(ORIGIN)
                .withRate(Timeline.CELLS_PER_TICK, Duration.ofMillis(200))
                .withBoxes(BOX)
                .withChunks(CHUNK, Timeline.TICKS_PER_CHUNK)
                .withKeyringEvery(Timeline.TICKS_PER_CHUNK)
                .withKeyringSlots(KEYRING_SLOTS);
        if (server != null) {
            server.create(name);
            settings = settings.withStore(server.store(name));
        }
        return Vault.create(folder, settings, root, parts);
    }
}
