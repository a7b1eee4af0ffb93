package beholden.vault;

import beholden.ground.DurableFile;
import beholden.ledger.Ledger;
import beholden.ledger.note.LogKeyFile;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellStore;
import beholden.vault.cell.CellStores;
import beholden.vault.check.StoreCheck;
import beholden.vault.key.AgencyId;
import beholden.vault.key.EpochKey;
import beholden.vault.key.KeyHierarchy;
import beholden.vault.key.Keyring;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyChange;
import beholden.vault.key.RootRotation;
import beholden.vault.key.Secret;
import beholden.vault.seal.Labels;
import beholden.vault.setup.SettingsFile;
import beholden.vault.setup.VaultException;
import beholden.vault.setup.VaultParts;
import beholden.vault.setup.VaultSettings;
import beholden.vault.tick.Batch;
import beholden.vault.tick.ChunkFolder;
import beholden.vault.tick.Heads;
import beholden.vault.tick.Pending;
import beholden.vault.tick.Recorder;
import beholden.vault.tick.ReopenedLedger;
import beholden.vault.tick.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything a vault has open, put together and recovered at opening.
///
/// Opening finishes the batch in the pending file if a crash interrupted it, and otherwise checks that the
/// store still has that batch: a store that does not is an older copy, or was tampered with.
final class OpenVault implements AutoCloseable {

    static final String KEYS = "keys";

    private static final String PENDING = "pending";
    private static final String CHUNKS = "chunks";
    private static final String LEDGER = "ledger";
    /// Dummies that compaction adds at a time, if a tick does not write more.
    private static final int LEAST_BATCH = 256;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path folder;
    private final VaultSettings settings;
    private final Keyring keyring;
    private final ReopenedLedger ledger;
    private final CellStore store;
    private final ChunkFolder chunks;
    private final Heads heads;
    private final Ticker ticker;
    private final List<String> findings = new ArrayList<>();

    /// Makes what a vault consists of, the settings last: without those, it is none.
    static void create(Path folder, VaultSettings settings, RootKey root) throws IOException {
        KeyHierarchy keys = new KeyHierarchy(root);
        Keyring.create(folder.resolve(KEYS), keys, settings.keyringSlots()).close();
        if (settings.address(folder) instanceof CellAddress.SqliteFile file) {
            CellStores.create(file, settings.boxLength());
        }
        DurableFile.makePrivateFolders(folder.resolve(CHUNKS));
        Ledger.create(folder.resolve(LEDGER), settings.origin(), List.of(signer(keys, settings)))
                .close();
        SettingsFile.write(folder, settings);
    }

    /// @param hold closed with the vault, or if it cannot be opened
    OpenVault(Path folder, VaultSettings settings, RootKey root, VaultParts parts, AutoCloseable hold)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        open.push(hold);
        try {
            KeyHierarchy keys = new KeyHierarchy(root);
            this.keyring = keep(Keyring.open(folder.resolve(KEYS), keys));
            this.ledger = keep(new ReopenedLedger(folder.resolve(LEDGER), List.of(signer(keys, settings))));
            LogKeyFile.write(folder.resolve(LEDGER), verifiers());
            String undone =
                    RootRotation.finish(folder.resolve(KEYS), verifiers().getFirst());
            if (undone != null) findings.add(undone);
            this.store = keep(CellStores.open(settings.address(folder), settings.boxLength()));
            this.chunks = new ChunkFolder(folder.resolve(CHUNKS), settings.chunkLength());
            try (Secret key = headsKey()) {
                this.heads = new Heads(key.bytes(), settings.keyringSlots());
            }
            Recorder recorder = new Recorder(store, chunks, ledger);
            Pending pending = keep(recovered(folder.resolve(PENDING), parts, recorder));
            long sequence = pending.last().batch().sequence();
            this.ticker = new Ticker(settings, parts, heads, pending, recorder, keyring, sequence);
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    private Pending recovered(Path file, VaultParts parts, Recorder recorder) throws IOException {
        Pending.Layout wanted = new Pending.Layout(
                Math.max(parts.pace().most(settings.cellsPerTick()), LEAST_BATCH),
                settings.boxLength(),
                settings.chunkLength(),
                Heads.sealedLength(settings.keyringSlots()));
        if (!Files.exists(file)) {
            if (ledger.size() > 0) {
                findings.add(
                        "the pending file is missing: removals of the last events of a log are not noticed by the vault"
                                + " until it wrote on; an audit notices them");
            }
            return createPending(file, wanted, 0);
        }
        Pending found = Pending.open(file);
        try {
            Pending.Last last = found.last();
            boolean own = isOwn(found, recorder);
            if (own) {
                recover(last.batch(), recorder);
                if (found.layout().equals(wanted)) {
                    // an epoch may have been shredded just before the vault was used last
                    found.rewrite(heads);
                    return found;
                }
            }
            found.close();
            // the batch is carried out, so its cells are not needed any more; a number that somebody else may have
            // written is not trusted beyond what there can be
            return createPending(file, wanted, Math.min(last.batch().sequence(), ledger.size()));
        } catch (IOException | RuntimeException e) {
            found.close();
            throw e;
        }
    }

    private Pending createPending(Path file, Pending.Layout layout, long sequence) throws IOException {
        Batch done = new Batch(sequence, ledger.size(), List.of(), null);
        return Pending.create(file, layout, done, heads.seal(done));
    }

    /// Whether the batch is known to be of the vault's own writing. If not, it is not carried out.
    ///
    /// @throws VaultException if somebody else wrote it, or it would have to be carried out
    private boolean isOwn(Pending pending, Recorder recorder) throws IOException {
        Pending.Last last = pending.last();
        try {
            heads.unseal(last.heads(), last.batch(), liveTags());
            return true;
        } catch (GeneralSecurityException _) {
            boolean keyMayBeGone = headsKeyMayBeGone();
            if (!keyMayBeGone || !recorder.wasCarriedOut(last.batch())) {
                throw pending.refused("the batch in it was written or changed by somebody else"
                        + (keyMayBeGone ? ", or the directory's epoch that vouched for it was shredded since" : "")
                        + "; nothing of it was stored or signed; find out who can write to this disk, then");
            }
            findings.add(
                    "the ends of the logs as noted in the pending file cannot be read: removals of the last events of a"
                            + " log are not noticed by the vault until it wrote on; an audit notices them");
            return false;
        }
    }

    private void recover(Batch last, Recorder recorder) throws IOException {
        if (!recorder.wasCarriedOut(last)) {
            recorder.record(last);
            return;
        }
        int missing = recorder.missing(last);
        if (missing > 0) {
            findings.add(
                    "%,d of the %,d cells and chunks that the last tick recorded are missing or altered: an older copy of"
                                    .formatted(missing, last.entries().size())
                            + " the store was put back, or it was tampered with; put back the latest copy, and have the ledger"
                            + " audited against the store");
        }
    }

    private static NoteSigner signer(KeyHierarchy keys, VaultSettings settings) {
        try (Secret seed = keys.ledgerEd25519Seed()) {
            return NoteSigner.ed25519(settings.origin(), seed.bytes());
        }
    }

    // From a key that neither a rotation nor the shredding of any agency changes.
    private Secret headsKey() throws IOException {
        List<EpochKey> keys = keyring.epochs(AgencyId.DIRECTORY);
        try {
            return keys.getFirst().derive("beholden heads key 1");
        } finally {
            keys.forEach(EpochKey::close);
        }
    }

    // The directory's first epoch was shredded, and the vault perhaps killed before it sealed the heads anew.
    private boolean headsKeyMayBeGone() throws IOException {
        List<EpochKey> keys = keyring.epochs(AgencyId.DIRECTORY);
        keys.forEach(EpochKey::close);
        return keys.getFirst().epoch() > 1;
    }

    /// The tags of all epochs whose keys there are.
    Set<ByteBuffer> liveTags() {
        List<EpochKey> keys = keyring.all();
        try {
            return keys.stream()
                    .map(key -> new Labels(key.labelKey().bytes(), key.epoch()).tag())
                    .map(ByteBuffer::wrap)
                    .collect(Collectors.toSet());
        } finally {
            keys.forEach(EpochKey::close);
        }
    }

    /// Keys were destroyed, perhaps the one that the heads are sealed under: only these epochs are counted now.
    void keepHeads(Set<ByteBuffer> tags) throws IOException {
        try (Secret key = headsKey()) {
            ticker.keepHeads(tags, key.bytes());
        }
    }

    Keyring keyring() {
        return keyring;
    }

    Ledger ledger() {
        return ledger.ledger();
    }

    List<NoteVerifier> verifiers() {
        return ledger.verifiers();
    }

    NoteVerifier rotateRoot(RootKeyChange change) throws IOException {
        return new RootRotation(folder, settings.origin()).rotate(change, keyring, ledger::handOver);
    }

    StoreCheck check() {
        return new StoreCheck(
                folder.resolve(LEDGER),
                this::verifiers,
                store,
                new RecordedChunks.InFolder(folder.resolve(CHUNKS), store.boxLength()));
    }

    CellStore store() {
        return store;
    }

    ChunkFolder chunks() {
        return chunks;
    }

    Heads heads() {
        return heads;
    }

    Ticker ticker() {
        return ticker;
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    @Override
    public void close() throws IOException {
        ticker.close();
        IOException failure = new IOException("closing the vault");
        closeAfter(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void closeAfter(Exception failure) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
