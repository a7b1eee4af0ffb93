package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.Audit;
import beholden.ledger.AuditReport;
import beholden.ledger.TileSource;
import beholden.ledger.note.CheckpointPolicy;
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
import beholden.vault.log.Position;
import beholden.vault.log.Reading;
import beholden.vault.seal.Labels;
import beholden.vault.setup.VaultParts;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A vault in a folder of the test's own: opened, ticked by hand, closed, tampered with, opened again.
final class VaultFixture implements AutoCloseable {

    static final String ORIGIN = "example.org/vault";

    final Path folder;
    final @Nullable Database database;
    private final CellAddress owner;
    private final byte[] key;
    private final RootKey root;
    private VaultParts parts = VaultParts.standard();
    private @Nullable Vault vault;

    private VaultFixture(Path folder, CellAddress owner, @Nullable Database database) {
        this(folder, owner, database, randomKey());
    }

    private VaultFixture(Path folder, CellAddress owner, @Nullable Database database, byte[] key) {
        this.key = key;
        this.root = RootKey.of(Secret.copyOf(key));
        this.folder = folder;
        this.owner = owner;
        this.database = database;
    }

    /// A vault with small chunks, four cells a tick, and a chunk and the keyring every second one.
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
                .withKeyringEvery(2)
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

    byte[] rootKey() {
        return key;
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

    private static byte[] randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> texts(Reading reading) {
        return reading.events().stream()
                .map(event -> new String(event.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    /// The same vault in another folder, of now; this one is shut. For SQLite.
    VaultFixture copy(Path parent) throws IOException {
        shut();
        Path target = parent.resolve("vault");
        Files.createDirectories(parent);
        copyFolder(folder, target);
        VaultFixture copy = new VaultFixture(target, standard().address(target), null, key);
        copy.parts = parts;
        return copy;
    }

    static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Makes `to` hold exactly what `from` holds.
    static void copyFolder(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            deleteFolder(to);
        }
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    /// The label of an event's cell; the vault must be shut.
    Label label(AgencyId agency, Position position) throws IOException {
        return labels(agency, List.of(position)).getFirst();
    }

    /// The labels of events' cells in the first epoch; the vault must be shut.
    List<Label> labels(AgencyId agency, List<Position> positions) throws IOException {
        try (Keyring keyring = Keyring.open(folder.resolve("keys"), new KeyHierarchy(root));
                EpochKey first = keyring.epochs(agency).getFirst()) {
            Labels labels = new Labels(first.labelKey().bytes(), first.epoch());
            return positions.stream()
                    .map(position -> labels.event(position.cell()))
                    .toList();
        }
    }

    /// A thief's or vandal's statement, as the store's owner or better; the vault must be shut.
    void vandalise(String sql, byte[]... arguments) throws SQLException {
        String url = switch (owner) {
            case SqliteFile file -> "jdbc:sqlite:" + file.path();
            case PostgresDatabase _ ->
                Objects.requireNonNull(database).as("postgres").url();
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

    /// The ledger is as it was signed, and covers exactly the cells and chunks that are there.
    void assertAudited() throws IOException, InterruptedException {
        AuditReport report = audited();
        assertThat(report.findings()).isEmpty();
        assertThat(report.cells()).isEqualTo(report.leaves()).isPositive();
    }

    /// What an auditor says to the ledger, the cells and the chunks; the vault is shut.
    AuditReport audited() throws IOException, InterruptedException {
        CheckpointPolicy policy = new CheckpointPolicy(vault().verifiers(), List.of(), 0);
        shut();
        try (CellKeeper keeper = CellStores.keep(owner, standard().boxLength())) {
            return new Audit(TileSource.folder(folder.resolve("ledger")), policy)
                    .cells(new RecordedCells(keeper, folder.resolve("chunks")))
                    .run();
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
