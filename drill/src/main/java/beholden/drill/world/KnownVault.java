package beholden.drill.world;

import beholden.drill.search.KnownSecret;
import beholden.ground.Folders;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.EpochKey;
import beholden.vault.key.KeyFile;
import beholden.vault.key.KeyHierarchy;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.registrar.Directory;
import beholden.vault.registrar.RegistrarKey;
import beholden.vault.registrar.Share;
import beholden.vault.setup.VaultParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A vault as an installation would have it (root key in a sealed file, a registrar, a directory), in which
/// everything is known that a thief must not find. Open, as it would be when the thief comes.
public final class KnownVault implements AutoCloseable {
    private static final String PASSPHRASE = "gravel-otter-lantern-thimble-orchard";
    private static final String ROOT_KEY = "root.key";

    /// Ticks before the first of the two copies.
    public static final int TICKS_AT_FIRST_COPY = Timeline.TICKS / 2;

    private final Victim victim;
    private final RootKey root;
    private final Vault vault;
    private final History history;
    private final RegistrarKey registrar;
    private final List<Share> shares;
    private final Path firstCopy;
    private int ticks;

    private KnownVault(
            Victim victim, RootKey root, Vault vault, History history, RegistrarKey.Founding founding, Path firstCopy) {
        this.victim = victim;
        this.root = root;
        this.vault = vault;
        this.history = history;
        this.registrar = founding.key();
        this.shares = founding.shares();
        this.firstCopy = firstCopy;
        this.ticks = Timeline.TICKS;
    }

    /// Makes the vault and lets the uneven world happen in it.
    ///
    /// @param victim its folder is absent; removed by [#close()]
    public static KnownVault of(Victim victim, long seed) throws IOException {
        Path keys = victim.folder().resolve("keys");
        Files.createDirectories(keys);
        RootKey root;
        try (Secret passphrase = passphrase()) {
            root = KeyFile.create(keys.resolve(ROOT_KEY), passphrase, Argon2Cost.LEAST);
        }
        Vault vault = victim.create(root, VaultParts.standard());
        RegistrarKey.Founding founding = RegistrarKey.found(3, 2);
        founding.key().save(keys.resolve(RegistrarKey.FILE));
        History history = new History(vault, World.UNEVEN, seed);
        Path copy = victim.folder().resolveSibling(victim.folder().getFileName() + "-a-week-ago");
        for (int tick = 0; tick < Timeline.TICKS; tick++) {
            if (tick == TICKS_AT_FIRST_COPY) victim.copy(copy);
            history.advance(tick);
        }
        KnownVault known = new KnownVault(victim, root, vault, history, founding, copy);
        known.fillDirectory();
        history.end();
        return known;
    }

    private void fillDirectory() throws IOException {
        Directory directory = new Directory(vault.log(AgencyId.DIRECTORY), InstantSource.system());
        List<Client> clients = history.clients();
        for (int i = 0; i < clients.size(); i++) {
            AgencyId id = history.id(i);
            Client client = clients.get(i);
            // An entry waits until it is recorded, so somebody else must tick.
            FutureTask<Void> entry = new FutureTask<>(() -> {
                directory.add(registrar, id, client.name(), client.contact());
                return null;
            });
            Thread.ofVirtual().start(entry);
            while (!entry.isDone()) {
                vault.tick();
                ticks++;
            }
            try {
                entry.get();
            } catch (ExecutionException e) {
                throw new IOException("the directory took no entry", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the directory was filled", e);
            }
        }
    }

    public Vault vault() {
        return vault;
    }

    public Victim victim() {
        return victim;
    }

    /// A copy of the vault from half the run earlier: [Victim#copy(Path)].
    public Path firstCopy() {
        return firstCopy;
    }

    /// Ticks from the vault's first day until now.
    public int ticks() {
        return ticks;
    }

    public Path rootKeyFile() {
        return victim.folder().resolve("keys").resolve(ROOT_KEY);
    }

    /// Id of an agency, 0 being the first.
    public AgencyId agency(int number) {
        return history.id(number);
    }

    public RegistrarKey registrar() {
        return registrar;
    }

    /// All of them; two open the directory.
    public List<Share> shares() {
        return shares;
    }

    /// Who the clients are, what they did, and every key.
    public List<KnownSecret> secrets() throws IOException {
        List<KnownSecret> secrets = new ArrayList<>(history.secrets());
        secrets.add(new KnownSecret.Words("passphrase of the root key", PASSPHRASE));
        KeyHierarchy keys = new KeyHierarchy(root);
        try (Secret operational = keys.operational(1);
                Secret ledger = keys.ledgerEd25519Seed();
                Secret gallery = keys.gallery()) {
            secrets.add(new KnownSecret.Octets("operational key", operational.bytes()));
            secrets.add(new KnownSecret.Octets("seed of the ledger's signing key", ledger.bytes()));
            secrets.add(new KnownSecret.Octets("gallery key", gallery.bytes()));
        }
        for (EpochKey key : vault.keyring().epochs(AgencyId.DIRECTORY)) {
            try (key) {
                secrets.add(new KnownSecret.Octets(
                        "box key of the directory", key.boxKey().bytes()));
                secrets.add(new KnownSecret.Octets(
                        "label key of the directory", key.labelKey().bytes()));
            }
        }
        return secrets;
    }

    /// Labels of the agencies' cells: in a store they must be, in a log they must not.
    public List<KnownSecret> labels() throws IOException {
        return history.labels();
    }

    /// Passphrase that the holder of the root key's file types in.
    public static Secret passphrase() {
        return Secret.taking(PASSPHRASE.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        shares.forEach(Share::close);
        vault.close();
        root.close();
        Folders.remove(victim.folder());
        Folders.remove(firstCopy);
        if (victim.server() != null) victim.server().drop(victim.name());
    }
}
