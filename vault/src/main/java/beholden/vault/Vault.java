package beholden.vault;

import beholden.ground.DurableFile;
import beholden.ledger.Ledger;
import beholden.ledger.note.NoteVerifier;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellKeeper;
import beholden.vault.cell.CellStores;
import beholden.vault.check.StoreCheck;
import beholden.vault.file.SealedFiles;
import beholden.vault.key.AgencyId;
import beholden.vault.key.EpochKey;
import beholden.vault.key.Keyring;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyChange;
import beholden.vault.log.EpochLog;
import beholden.vault.log.SealedLog;
import beholden.vault.setup.Schedule;
import beholden.vault.setup.SettingsFile;
import beholden.vault.setup.VaultException;
import beholden.vault.setup.VaultParts;
import beholden.vault.setup.VaultSettings;
import beholden.vault.tick.Receipt;
import beholden.vault.tick.Ticker;
import beholden.vault.tick.VaultHealth;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sealed logs and sealed files of many agencies, written at a constant rate into one store and one ledger.
///
/// A vault is a folder (and, if the settings say so, a PostgreSQL database); one process uses it at a time.
///
/// ```
/// vault.json      the settings
/// keys/           the keyring, and by default the root key
/// cells.sqlite    the store, if it is not a database
/// pending         the batch being written
/// chunks/         photos and snapshots
/// ledger/         the ledger: checkpoint, tiles
/// lock            held by the process that uses the vault
/// ```
///
/// Nothing is written before [#start()], which ticks on schedule, or [#tick()], which ticks once. Safe for
/// use by many threads. The root key is closed by whoever opened it, after the vault; once [#rotateRoot] has given
/// the vault another one, which is the vault's own, it is not needed any more.
public final class Vault implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private final VaultSettings settings;
    private final VaultParts parts;
    private final OpenVault inside;
    private final SealedFiles files;
    private final Map<AgencyId, SealedLog> logs = new HashMap<>();
    private Schedule.@Nullable Running schedule;
    private boolean closed;

    /// Held by a rotation of the root key, which closing waits for.
    private final Object rotating = new Object();

    private boolean ended;

    private Vault(VaultSettings settings, VaultParts parts, OpenVault inside) {
        this.settings = settings;
        this.parts = parts;
        this.inside = inside;
        this.files = new SealedFiles(parts, inside.keyring(), inside.chunks(), inside.ticker(), settings.chunkLength());
    }

    /// Makes a vault in a folder that is absent or empty but for `keys`, and opens it.
    ///
    /// An SQLite store is made with it; a PostgreSQL store must be there already (see [CellStores#create]).
    ///
    /// @throws VaultException if the folder holds anything else
    public static Vault create(Path folder, VaultSettings settings, RootKey root) throws IOException {
        return create(folder, settings, root, VaultParts.standard());
    }

    /// A vault with parts of the caller's.
    public static Vault create(Path folder, VaultSettings settings, RootKey root, VaultParts parts) throws IOException {
        requireRoom(folder);
        DurableFile.makePrivateFolders(folder);
        VaultHold hold = VaultHold.take(folder);
        try {
            OpenVault.create(folder, settings, root);
            return new Vault(settings, parts, new OpenVault(folder, settings, root, parts, hold));
        } catch (IOException | RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private static void requireRoom(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent == null || !Files.isDirectory(parent)) {
                throw new VaultException(folder + ": its parent folder does not exist; make that first");
            }
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new VaultException(folder + ": a file, not a folder; a vault is made in an empty folder");
        }
        if (Files.exists(folder.resolve(SettingsFile.NAME))) {
            throw new VaultException(folder + ": there is a vault already; open it instead");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.equals(OpenVault.KEYS) && !name.equals("lock")) {
                    throw new VaultException(folder + ": the folder holds other files (" + name
                            + "); a vault is made in an empty folder");
                }
            }
        }
    }

    /// The settings of the vault in a folder, whoever uses it.
    ///
    /// @throws VaultException if there is none, or they are not right
    public static VaultSettings settings(Path folder) throws IOException {
        return SettingsFile.read(folder);
    }

    /// Opens a vault and finishes what a crash interrupted.
    ///
    /// @throws VaultException if there is none, it is in use, or its parts are not of one time
    /// @throws beholden.vault.key.KeyException if the root key is another one
    /// @throws beholden.vault.cell.CellStoreException if the store does not answer
    public static Vault open(Path folder, RootKey root) throws IOException {
        return open(folder, root, VaultParts.standard());
    }

    /// A vault with parts of the caller's.
    public static Vault open(Path folder, RootKey root, VaultParts parts) throws IOException {
        VaultSettings settings = SettingsFile.read(folder);
        VaultHold hold = VaultHold.take(folder);
        try {
            return new Vault(settings, parts, new OpenVault(folder, settings, root, parts, hold));
        } catch (IOException | RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    /// Rewrites the store in the order of labels, so that nothing tells any more in which order cells came.
    ///
    /// First dummies are added, into the ledger like all cells, until their number is a power of two.
    /// The vault must not be
    /// in use. A crash loses nothing: compact again.
    ///
    /// @param owner where the store is, with its owner's rights; for an SQLite file that is
    ///              [VaultSettings#address]
    public static void compact(Path folder, RootKey root, CellAddress owner) throws IOException {
        VaultSettings settings = SettingsFile.read(folder);
        VaultHold hold = VaultHold.take(folder);
        try {
            for (long missing = compactIfFull(owner, settings); missing > 0; missing = compactIfFull(owner, settings)) {
                try (OpenVault inside = new OpenVault(folder, settings, root, VaultParts.standard(), () -> {})) {
                    Ticker ticker = inside.ticker();
                    for (long left = missing; left > 0; left -= ticker.most()) {
                        ticker.pad((int) Math.min(left, ticker.most()));
                    }
                }
            }
        } finally {
            hold.close();
        }
    }

    /// How many dummies are missing; if none, the store is compacted.
    private static long compactIfFull(CellAddress owner, VaultSettings settings) throws IOException {
        try (CellKeeper keeper = CellStores.keep(owner, settings.boxLength())) {
            long missing = keeper.padding();
            if (missing == 0) {
                keeper.compact();
            }
            return missing;
        }
    }

    public VaultSettings settings() {
        return settings;
    }

    /// The keys of all agencies: agencies are made there. Shred with [#shred(AgencyId)], so that open logs
    /// forget too.
    public Keyring keyring() {
        return inside.keyring();
    }

    /// The ledger as it is open now. After a tick that failed it may be another one: do not keep it.
    public Ledger ledger() {
        return inside.ledger();
    }

    /// Verifiers of the signatures on the ledger's checkpoints.
    public List<NoteVerifier> verifiers() {
        return inside.verifiers();
    }

    /// Faults of the vault as it was found at opening, in sentences; empty if there are none.
    public List<String> findings() {
        return inside.findings();
    }

    /// The log of one agency: always the same one.
    ///
    /// @throws beholden.vault.key.UnknownAgencyException if there are no keys of it
    /// @throws IOException if the store does not answer
    public SealedLog log(AgencyId agency) throws IOException {
        synchronized (logs) {
            SealedLog known = logs.get(agency);
            if (known != null) {
                return known;
            }
            List<EpochLog> epochs = new ArrayList<>();
            for (EpochKey key : keyring().epochs(agency)) {
                try (key) {
                    epochs.add(new EpochLog(key, parts.sealer(), inside.store(), inside.heads()));
                }
            }
            SealedLog log = new SealedLog(agency, parts, inside.store(), inside.ticker(), files, epochs);
            logs.put(agency, log);
            return log;
        }
    }

    /// Photos and other large things.
    public SealedFiles files() {
        return files;
    }

    /// Starts the agency's next epoch: later events are sealed under keys of their own, and earlier ones
    /// can be shredded.
    ///
    /// @return its number
    public int startEpoch(AgencyId agency) throws IOException {
        synchronized (logs) {
            // before the keys change, since it fails if the store does not answer
            SealedLog log = log(agency);
            try (EpochKey key = keyring().startEpoch(agency)) {
                log.add(EpochLog.begun(key, parts.sealer()));
                return key.epoch();
            }
        }
    }

    /// Gives the vault a new root key and destroys the old one, while it goes on: see [RootRotation]. The ledger's
    /// signer changes with it, and with it [#verifiers()]; a tick waits while the new root key takes the old one's
    /// place, for some milliseconds.
    ///
    /// @return what verifies the ledger's checkpoints from now on
    /// @throws beholden.vault.key.WrongPassphraseException if the present passphrase is refused
    /// @throws beholden.vault.key.KeyException if `keys/root.json` does not name the vault's root key, or there is
    ///         another file where the new one is to be
    public NoteVerifier rotateRoot(RootKeyChange change) throws IOException {
        synchronized (rotating) {
            if (ended) {
                throw new IllegalStateException("the vault is closed");
            }
            return inside.rotateRoot(change);
        }
    }

    /// Destroys the keys of a past epoch: its events can never be read again, and nothing tells how many
    /// there were.
    ///
    /// @throws beholden.vault.key.KeyException if there are no such keys, or it is the agency's newest epoch
    /// @throws VaultException if the agency's open log writes in it still
    public void shred(AgencyId agency, int epoch) throws IOException {
        synchronized (logs) {
            SealedLog log = logs.get(agency);
            if (log != null && log.head().epoch() == epoch) {
                throw new VaultException(
                        "epoch " + epoch + " is the one the agency's open log writes in; start a new epoch"
                                + " first, or shred the agency as a whole");
            }
            try {
                keyring().shred(agency, epoch);
            } finally {
                forgetShredded();
            }
        }
    }

    /// Destroys all keys of an agency.
    public void shred(AgencyId agency) throws IOException {
        synchronized (logs) {
            try {
                keyring().shred(agency);
            } finally {
                forgetShredded();
            }
        }
    }

    /// Shredding may fail when the keys are gone already, so this asks the keyring what there is still.
    private void forgetShredded() throws IOException {
        Set<ByteBuffer> live = inside.liveTags();
        logs.values().forEach(log -> log.keepOnly(live));
        logs.keySet().removeIf(agency -> !keyring().knows(agency));
        inside.keepHeads(live);
    }

    /// Starts ticking on schedule, in a thread of its own.
    public synchronized void start() {
        if (schedule != null || closed) {
            throw new IllegalStateException("the vault was started already, or closed");
        }
        schedule = parts.schedule().begin(settings.tick(), this::tickOnSchedule);
    }

    private void tickOnSchedule() {
        boolean ailing = health().trouble() != null;
        try {
            List<Receipt<?>> receipts = inside.ticker().tick();
            if (ailing) {
                LOG.info("the vault writes again");
            }
            // what hangs on a receipt must not delay the next tick
            Thread.ofVirtual().start(() -> receipts.forEach(Receipt::hand));
        } catch (Throwable e) {
            // an Error too: whatever leaves here would end the schedule without a word
            if (!ailing) {
                LOG.warn(
                        "a tick of the vault did not succeed and will be carried on with: {}",
                        e instanceof Error ? e.toString() : e.getMessage());
            }
        }
    }

    /// One tick, now: for those who hold the clock themselves. When it returns, what it wrote is recorded
    /// and read.
    ///
    /// @throws IOException if it did not succeed; the next tick goes on with what it was to write
    public void tick() throws IOException {
        inside.ticker().tick().forEach(Receipt::hand);
    }

    /// Comparison of all that is stored with the ledger, to be made while the vault ticks on schedule.
    public StoreCheck check() {
        return inside.check();
    }

    public VaultHealth health() {
        return inside.ticker().health();
    }

    /// Ends the tick under way; whatever waits still is not recorded, and whoever waits for it is told so.
    @Override
    public void close() throws IOException {
        Schedule.Running running;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            running = schedule;
        }
        if (running != null) {
            running.close();
        }
        synchronized (rotating) {
            ended = true;
            inside.close();
        }
    }

    @Override
    public String toString() {
        return "vault";
    }
}
