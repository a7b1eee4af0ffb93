package beholden.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import beholden.server.installation.GuardedClock;
import beholden.server.installation.Installation;
import beholden.vault.Vault;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A real server on a port of its own, over a real vault that ticks fast, with the default pack.
public final class TestServer implements AutoCloseable {
    private static final VaultSettings FAST = VaultSettings.standard("example.org/vault")
            .withRate(16, Duration.ofMillis(4))
            .withChunks(64 << 10, 1);

    /// Without a port for management; with identity providers on this machine.
    static final ServerSettings SETTINGS = new ServerSettings(0, null, null, null, true);

    private final Path folder;
    private final ServerSettings settings;
    private final TestClock clock;
    private boolean guarded;
    private final RootKey root;
    private final List<Share> shares;
    private @Nullable Installation installation;
    private @Nullable Server server;

    /// Makes an installation in `folder`, which is empty, and starts a server on it.
    public static TestServer start(Path folder) throws IOException {
        return start(folder, SETTINGS);
    }

    /// Starts a server with settings of the caller's.
    public static TestServer start(Path folder, ServerSettings settings) throws IOException {
        Path vault = Installation.vaultOf(folder);
        Files.createDirectories(vault.resolve("keys"));
        RegistrarKey.Founding founding = RegistrarKey.found(3, 2);
        RootKey root = RootKey.of(Secret.random(32));
        Vault.create(vault, FAST, root).close();
        founding.key().save(vault.resolve("keys").resolve(RegistrarKey.FILE));
        TestServer server = new TestServer(folder, settings, root, founding.shares());
        server.restart();
        return server;
    }

    private TestServer(Path folder, ServerSettings settings, RootKey root, List<Share> shares) {
        this.folder = folder;
        this.settings = settings;
        this.root = root;
        this.shares = shares;
        this.clock = new TestClock();
    }

    /// Stops the server if it runs, and starts it with the guard that `beholden serve` puts before the machine's clock.
    public void restartGuarded() throws IOException {
        guarded = true;
        restart();
    }

    /// Stops the server if it runs, and starts it on what is on the disk.
    public void restart() throws IOException {
        stop();
        FaceEngine faces = FaceEngine.open(
                ModelPack.read(models()), Path.of("target", "prepared-weights"), FaceSettings.DEFAULT.withThreads(2));
        InstantSource believed =
                guarded ? GuardedClock.open(folder.resolve(GuardedClock.NOTE), clock, clock::nanos, false) : clock;
        installation = Installation.open(
                folder, Vault.open(Installation.vaultOf(folder), root), faces, believed, clock::nanos);
        server = Server.start(installation, settings);
    }

    /// What somebody does to an installation while its server is stopped.
    @FunctionalInterface
    public interface Stopped {
        void with(Path folder, RootKey root) throws Exception;
    }

    /// Stops the server, has something done to what is on the disk, and starts the server on it.
    public void restartAfter(Stopped work) throws Exception {
        stop();
        work.with(folder, root);
        restart();
    }

    /// The folder of the default pack; tests that need it are skipped where its weights are not installed.
    public static Path models() {
        Path beside = Path.of("..", "models");
        assumeTrue(
                Files.exists(beside.resolve("node_modules/faceplugin-face-recognition-js/model")),
                "skipped: no model weights; install them with: npm ci --ignore-scripts --prefix models");
        return beside;
    }

    private void stop() throws IOException {
        if (server != null) server.close();
        if (installation != null) installation.close();
        server = null;
        installation = null;
    }

    public URI origin() {
        return running().origin();
    }

    public Server running() {
        if (server == null) throw new IllegalStateException("the server is stopped");
        return server;
    }

    public Installation installation() {
        if (installation == null) throw new IllegalStateException("the server is stopped");
        return installation;
    }

    /// Clock of the server; tests move it.
    public TestClock clock() {
        return clock;
    }

    /// The registrar's shares.
    public List<Share> shares() {
        return shares;
    }

    @Override
    public void close() throws IOException {
        stop();
        root.close();
        shares.forEach(Share::close);
    }
}
