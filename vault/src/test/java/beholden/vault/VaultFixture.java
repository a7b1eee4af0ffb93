package beholden.vault;

import beholden.vault.cell.Cell;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellAddress.PostgresDatabase;
import beholden.vault.cell.CellAddress.SqliteFile;
import beholden.vault.cell.CellKeeper;
import beholden.vault.cell.CellStores;
import beholden.vault.cell.Label;
import beholden.vault.key.AgencyId;
import beholden.vault.key.EpochKey;
import beholden.vault.key.KeyHierarchy;
import beholden.vault.key.Keyring;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// A vault in a folder of the test's own: opened, ticked by hand, closed, tampered with, opened again.
final class VaultFixture implements AutoCloseable {

    static final String ORIGIN = "example.org/vault";

    final Path folder;
    final @Nullable Database database;
    private final CellAddress owner;
    private final RootKey root = RootKey.of(Secret.random(32));
    private VaultParts parts = VaultParts.standard();
    private @Nullable Vault vault;

    private VaultFixture(Path folder, CellAddress owner, @Nullable Database database) {
        this.folder = folder;
        this.owner = owner;
        this.database = database;
    }

    /// A vault with small chunks, four cells a tick and a chunk every second one.
    static VaultFixture on(StoreKind kind, Path parent) throws IOException, SQLException {
        return on(kind, parent, standard());
    }

    static VaultFixture on(StoreKind kind, Path parent, VaultSettings settings) throws IOException, SQLException {
        return on(kind, parent, settings, VaultParts.standard());
    }

    static VaultFixture on(StoreKind kind, Path parent, VaultSettings settings, VaultParts parts)
            throws IOException, SQLException {
        Path folder = parent.resolve("vault");
        VaultFixture fixture;
        VaultSettings complete = settings;
        if (kind == StoreKind.SQLITE) {
            fixture = new VaultFixture(folder, settings.address(folder), null);
        } else {
            Database database = Database.withStore(settings.boxLength());
            complete = settings.withStore(database.asApplication().url());
            fixture = new VaultFixture(folder, database.asOwner(), database);
        }
        fixture.parts = parts;
        fixture.vault = Vault.create(folder, complete, fixture.root, parts);
        return fixture;
    }

    static VaultSettings standard() {
        return VaultSettings.standard(ORIGIN)
                .withRate(4, Duration.ofMillis(10))
                .withChunks(2048, 2)
                .withKeyringSlots(32);
    }

    Vault vault() throws IOException {
        Vault known = vault;
        if (known == null) {
            known = Vault.open(folder, root, parts);
            vault = known;
        }
        return known;
    }

    Vault reopened() throws IOException {
        shut();
        return vault();
    }

    void shut() throws IOException {
        if (vault != null) {
            vault.close();
            vault = null;
        }
    }

    RootKey root() {
        return root;
    }

    CellAddress owner() {
        return owner;
    }

    AgencyId newAgency() throws IOException {
        return vault().keyring().newAgency();
    }

    /// Ticks until the result is there.
    <T> T await(CompletableFuture<T> future) throws IOException {
        while (!future.isDone()) {
            vault().tick();
        }
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    Position append(AgencyId agency, String event) throws IOException {
        return append(agency, bytes(event));
    }

    Position append(AgencyId agency, byte[] event) throws IOException {
        return await(vault().log(agency).append(event));
    }

    /// Appends events `prefix 0`, `prefix 1`, … one cell each.
    List<Position> appendMany(AgencyId agency, String prefix, int count) throws IOException {
        List<CompletableFuture<Position>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            futures.add(vault().log(agency).append(bytes(prefix + " " + i)));
        }
        List<Position> positions = new ArrayList<>();
        for (CompletableFuture<Position> future : futures) {
            positions.add(await(future));
        }
        return positions;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> texts(Reading reading) {
        return reading.events().stream()
                .map(event -> new String(event.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    /// The label of an event's cell; the vault must be shut.
    Label label(AgencyId agency, Position position) throws IOException {
        try (Keyring keyring = Keyring.open(folder.resolve("keys"), new KeyHierarchy(root))) {
            for (EpochKey key : keyring.epochs(agency)) {
                try (key) {
                    if (key.epoch() == position.epoch()) {
                        return new Labels(key.labelKey().bytes(), key.epoch()).event(position.cell());
                    }
                }
            }
        }
        throw new IllegalArgumentException("no such epoch");
    }

    /// A thief's or vandal's statement, as the store's owner or better; the vault must be shut.
    void vandalise(String sql, byte[]... arguments) throws SQLException {
        String url = switch (owner) {
            case SqliteFile file -> "jdbc:sqlite:" + file.path();
            case PostgresDatabase _ ->
                java.util.Objects.requireNonNull(database).as("postgres").url();
        };
        String text = owner instanceof SqliteFile ? sql : sql.replace(" cell ", " beholden.cell ");
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setBytes(i + 1, arguments[i]);
            }
            if (statement.executeUpdate() == 0) {
                throw new SQLException("nothing was vandalised by: " + sql.toLowerCase(Locale.ROOT));
            }
        }
    }

    /// Every cell of the store; the vault must be shut.
    List<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        try (CellKeeper keeper = CellStores.keep(owner, VaultFixture.standard().boxLength())) {
            keeper.forEach(cells::add);
        }
        return cells;
    }

    @Override
    public void close() throws IOException {
        shut();
        root.close();
    }
}
