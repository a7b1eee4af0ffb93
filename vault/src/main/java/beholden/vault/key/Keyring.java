package beholden.vault.key;

import beholden.ground.DurableFile;
import beholden.vault.key.KeyringFile.Content;
import beholden.vault.key.KeyringFile.Slot;
import beholden.vault.key.KeyringKeyFile.Place;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The random keys of all agencies' epochs and of their folders of sealed files, on disk in two files that tell
/// nothing of how many there are.
///
/// `keyring` holds the keys, sealed under the keyring's key; `keyring.key` holds that key, wrapped under the
/// operational key. Shredding writes both anew under a fresh keyring's key: an older `keyring` opens only with
/// the `keyring.key` of its own time. Every change is on disk when its method returns, and a process killed at
/// any moment leaves files that open as before the change or after it.
///
/// Held by one process at a time; safe for use by many threads. The root key behind it is closed by whoever
/// opened it, after the keyring, or once the keyring was handed over to another.
public final class Keyring implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    private final KeyringKeyFile keyFile;
    private final KeyringFile file;
    private final KeyringHold hold;
    private KeyHierarchy keys;
    /// The root key it was handed over to, if it was.
    private @Nullable RootKey own;

    private int generation;
    private Secret keyringKey;
    private Content content;

    private Keyring(Path folder, KeyringHold hold, Place place, Content content) {
        this.keyFile = new KeyringKeyFile(folder);
        this.file = new KeyringFile(folder);
        this.hold = hold;
        this.keys = place.keys();
        this.generation = place.generation();
        this.keyringKey = place.keyringKey();
        this.content = content;
    }

    /// Makes a keyring with keys for the registrar's directory alone.
    ///
    /// @param folder   made if it is absent
    /// @param capacity how many epochs of all agencies together it holds at most: 2 to 1,048,576. It shows in
    ///                 the file's length, so choose it once, for years
    /// @throws FileAlreadyExistsException if the folder holds a keyring
    public static Keyring create(Path folder, KeyHierarchy keys, int capacity) throws IOException {
        if (capacity < 2 || capacity > KeyringFile.MOST_SLOTS) {
            throw new IllegalArgumentException(
                    "a keyring has 2 to %,d slots, not %,d".formatted(KeyringFile.MOST_SLOTS, capacity));
        }
        DurableFile.makePrivateFolders(folder);
        KeyringHold hold = KeyringHold.take(folder);
        try {
            if (Files.exists(folder.resolve(KeyringFile.NAME))) {
                throw new FileAlreadyExistsException(
                        folder.resolve(KeyringFile.NAME) + ": exists already; a keyring is never overwritten");
            }
            List<Slot> slots = List.of(new Slot(AgencyId.DIRECTORY, 1, Secret.random(KEY_BYTES)));
            Place place = new Place(keys, 1, Secret.random(KEY_BYTES));
            Keyring keyring = new Keyring(folder, hold, place, new Content(capacity, slots, Map.of()));
            keyring.keyFile.write(place);
            keyring.file.write(keyring.content, keyring.keyringKey);
            return keyring;
        } catch (IOException | RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    /// Opens a keyring, finishes what an interrupted change left, and writes both files anew, so that two
    /// copies of them differ whether or not keys were added in between.
    ///
    /// @throws WrongRootKeyException   if it was made under another root key
    /// @throws DamagedKeyException     if a file is damaged, or the two are not of one time
    /// @throws KeyringInUseException   if it is open elsewhere
    /// @throws KeyException            if there is none
    public static Keyring open(Path folder, KeyHierarchy keys) throws IOException {
        KeyringHold hold = KeyringHold.take(folder);
        List<Place> places = List.of();
        try {
            KeyringKeyFile keyFile = new KeyringKeyFile(folder);
            places = keyFile.open(keys);
            if (places.isEmpty()) {
                throw new WrongRootKeyException(keyFile + ": made under another root key; open it with the right one,"
                        + " or put back the file's copy if it was damaged");
            }
            for (Place place : places) {
                Content content = new KeyringFile(folder).read(place.keyringKey());
                if (content == null) continue;
                places.stream()
                        .filter(other -> other != place)
                        .forEach(other -> other.keyringKey().close());
                Keyring keyring = new Keyring(folder, hold, place, content);
                keyring.refresh();
                return keyring;
            }
            throw new DamagedKeyException(folder.resolve(KeyringFile.NAME) + ": " + KeyringKeyFile.NAME
                    + " does not open it: it is damaged, or a copy from before keys were shredded; put back the latest"
                    + " copies of both");
        } catch (IOException | RuntimeException e) {
            places.forEach(place -> place.keyringKey().close());
            hold.close();
            throw e;
        }
    }

    /// Makes an agency with its first epoch, and tells its id, which nothing else can tell later.
    ///
    /// @throws KeyringFullException if no slot is free
    public AgencyId newAgency() throws IOException {
        AgencyId agency = AgencyId.random();
        addAgency(agency);
        return agency;
    }

    /// Makes an agency under an id that was written down elsewhere before, with its first epoch.
    ///
    /// @throws IllegalArgumentException if there are keys of this id
    /// @throws KeyringFullException     if no slot is free
    public synchronized void addAgency(AgencyId agency) throws IOException {
        if (knows(agency)) throw new IllegalArgumentException("the keyring has keys of this agency already");
        add(new Slot(agency, 1, Secret.random(KEY_BYTES)));
    }

    /// @throws KeyringFullException if no slot is free for another epoch or agency
    public synchronized void requireFreeSlot() throws KeyringFullException {
        if (content.slots().size() == content.capacity()) {
            throw new KeyringFullException(
                    "the keyring's %,d slots are all taken, one by each epoch of each agency; shred"
                                    .formatted(content.capacity())
                            + " past epochs that nobody needs any more");
        }
    }

    /// Whether there are keys of the agency.
    public synchronized boolean knows(AgencyId agency) {
        return content.slots().stream().anyMatch(slot -> slot.agency().equals(agency));
    }

    /// The keys of all epochs of an agency that were not shredded, oldest first. The caller closes them.
    ///
    /// @throws UnknownAgencyException if there are none
    public synchronized List<EpochKey> epochs(AgencyId agency) throws UnknownAgencyException {
        return slots(agency).stream()
                .map(slot -> new EpochKey(slot.epoch(), slot.key().copy()))
                .toList();
    }

    /// All agencies whose keys there are, in no order; the directory is one of them.
    public synchronized Set<AgencyId> agencies() {
        return content.slots().stream().map(Slot::agency).collect(Collectors.toUnmodifiableSet());
    }

    /// The keys of all epochs of all agencies, in no order. The caller closes them.
    public synchronized List<EpochKey> all() {
        return content.slots().stream()
                .map(slot -> new EpochKey(slot.epoch(), slot.key().copy()))
                .toList();
    }

    /// Starts the agency's next epoch, whose keys have nothing to do with those before. The caller closes the
    /// result.
    ///
    /// @throws UnknownAgencyException if the agency has no keys
    /// @throws KeyringFullException   if no slot is free
    public synchronized EpochKey startEpoch(AgencyId agency) throws IOException {
        int next = slots(agency).getLast().epoch() + 1;
        Slot slot = new Slot(agency, next, Secret.random(KEY_BYTES));
        add(slot);
        return new EpochKey(next, slot.key().copy());
    }

    /// Destroys the key of one past epoch: its cells stay and can never be read or told from dummies again.
    ///
    /// @throws UnknownAgencyException if there is no such epoch
    /// @throws KeyException           if it is the newest: start another first
    public synchronized void shred(AgencyId agency, int epoch) throws IOException {
        List<Slot> slots = slots(agency);
        if (slots.stream().noneMatch(slot -> slot.epoch() == epoch)) {
            throw new UnknownAgencyException("the keyring holds no epoch " + epoch + " of this agency");
        }
        if (slots.getLast().epoch() == epoch) {
            throw new KeyException("epoch " + epoch + " is the one the agency writes in; start a new epoch first, or"
                    + " shred the agency as a whole");
        }
        destroy(content.with(
                without(slots.stream().filter(slot -> slot.epoch() == epoch).toList())));
    }

    /// Destroys all keys of an agency.
    ///
    /// @throws UnknownAgencyException if there are none
    /// @throws KeyException           for the registrar's directory, without which no agency has a name
    public synchronized void shred(AgencyId agency) throws IOException {
        if (agency.equals(AgencyId.DIRECTORY)) {
            throw new KeyException("the registrar's directory cannot be shredded; shred its past epochs one by one");
        }
        List<Slot> slots = slots(agency);
        destroy(content.with(without(slots))
                .with(foldersWithout(folder -> folder.agency().equals(agency))));
    }

    /// The key of a folder of sealed files, made at random if there is none. The caller closes it.
    ///
    /// Making it changes nothing on disk, so that the time of no file tells of it: it is there with the next
    /// [#refresh()], and before any file of the folder is.
    ///
    /// @throws KeyringFullException if there is none and no room for another: one agency can have half of all
    public synchronized Secret folder(FolderId id) throws KeyringFullException {
        Secret known = content.folders().get(id);
        if (known == null) {
            requireFreeFolder(id.agency());
            known = Secret.random(KEY_BYTES);
            Map<FolderId, Secret> folders = new HashMap<>(content.folders());
            folders.put(id, known);
            content = content.with(folders);
        }
        return known.copy();
    }

    private void requireFreeFolder(AgencyId agency) throws KeyringFullException {
        int most = content.mostFolders();
        long own = content.folders().keySet().stream()
                .filter(folder -> folder.agency().equals(agency))
                .count();
        if (own >= most / 2 || content.folders().size() == most) {
            throw new KeyringFullException(
                    "the keyring has no room for another folder of sealed files of this agency: it holds %,d, and half as many of one agency; shred those that nobody needs any more"
                            .formatted(most));
        }
    }

    /// The key of a folder that has one: none was made yet, or it was shredded, if it is empty. The caller closes
    /// it.
    public synchronized Optional<Secret> knownFolder(FolderId id) {
        return Optional.ofNullable(content.folders().get(id)).map(Secret::copy);
    }

    /// Whether there is a key of a folder.
    public synchronized boolean hasFolder(FolderId id) {
        return content.folders().containsKey(id);
    }

    /// Destroys the key of a folder, if there is one: its files stay and can never be read or told from dummies
    /// again.
    public synchronized void shredFolder(FolderId id) throws IOException {
        if (hasFolder(id)) destroy(content.with(foldersWithout(id::equals)));
    }

    /// Wraps the keyring under the next generation of the operational key.
    public synchronized void rotateOperational() throws IOException {
        Secret fresh = Secret.random(KEY_BYTES);
        replaceKeyringKey(content, fresh, generation + 1);
    }

    /// Step that makes another root key count.
    @FunctionalInterface
    public interface HandOver {
        void take() throws IOException;
    }

    /// Hands the keyring over to another root key. The next one opens it beside the present one; then `moment`
    /// happens; from then on the next alone opens it. Nothing else changes in between.
    ///
    /// If `moment` throws, all stays as it was. Killed meanwhile, the keyring opens with either.
    ///
    /// @param next belongs to the keyring from now on, which closes it
    public synchronized void handOver(RootKey next, HandOver moment) throws IOException {
        KeyHierarchy hierarchy = new KeyHierarchy(next);
        boolean taken = false;
        try {
            keyFile.write(here(), new Place(hierarchy, 1, keyringKey));
            moment.take();
            taken = true;
        } finally {
            if (!taken) next.close();
        }
        keys = hierarchy;
        if (own != null) own.close();
        own = next;
        replaceKeyringKey(content, Secret.random(KEY_BYTES), 1);
    }

    /// @throws WrongRootKeyException if this is not the root key that the keyring hangs on now
    public synchronized void requireHangingOn(RootKey root) throws WrongRootKeyException {
        try (Secret asked = new KeyHierarchy(root).operational(generation);
                Secret present = keys.operational(generation)) {
            if (!asked.sameAs(present)) {
                throw new WrongRootKeyException("the root key that " + RootKeyPlace.FILE
                        + " names is not the one that the vault is open with; put the right one back");
            }
        }
    }

    /// Writes both files anew with the same keys; those of new folders are on disk only then. On a schedule, it
    /// hides when keys were really made, rotated or shredded.
    public synchronized void refresh() throws IOException {
        // in this order: where a change broke off, the keyring on disk may need the other key of the file still
        file.write(content, keyringKey);
        keyFile.write(here());
    }

    /// How many epochs of all agencies together it holds at most.
    public synchronized int capacity() {
        return content.capacity();
    }

    /// Overwrites all keys in memory. Those handed out are closed by whoever asked for them.
    @Override
    public synchronized void close() throws IOException {
        content.keys().forEach(Secret::close);
        keyringKey.close();
        if (own != null) own.close();
        hold.close();
    }

    @Override
    public String toString() {
        return "Keyring[hidden]";
    }

    private List<Slot> slots(AgencyId agency) throws UnknownAgencyException {
        List<Slot> slots = content.slots().stream()
                .filter(slot -> slot.agency().equals(agency))
                .sorted(Comparator.comparingInt(Slot::epoch))
                .toList();
        if (slots.isEmpty()) {
            throw new UnknownAgencyException(
                    "the keyring holds no keys of this agency: the id is wrong, or its keys were shredded");
        }
        return slots;
    }

    private void add(Slot slot) throws IOException {
        try {
            requireFreeSlot();
            List<Slot> slots = new ArrayList<>(content.slots());
            slots.add(slot);
            Content more = content.with(slots);
            file.write(more, keyringKey);
            content = more;
        } catch (IOException | RuntimeException e) {
            slot.key().close();
            throw e;
        }
    }

    private List<Slot> without(List<Slot> gone) {
        return content.slots().stream()
                .filter(slot -> gone.stream().noneMatch(lost -> lost == slot))
                .toList();
    }

    private Map<FolderId, Secret> foldersWithout(Predicate<FolderId> gone) {
        Map<FolderId, Secret> kept = new HashMap<>(content.folders());
        kept.keySet().removeIf(gone);
        return kept;
    }

    /// @param next what is left
    private void destroy(Content next) throws IOException {
        Content before = content;
        try {
            replaceKeyringKey(next, Secret.random(KEY_BYTES), generation);
        } finally {
            // the last step may fail when the keys are gone already
            if (content == next) {
                Set<Secret> kept = next.keys().collect(Collectors.toSet());
                before.keys().filter(key -> !kept.contains(key)).forEach(Secret::close);
            }
        }
    }

    /// Three steps; after each of them the files open, before the second with the content of before.
    private void replaceKeyringKey(Content next, Secret fresh, int nextGeneration) throws IOException {
        Place after = new Place(keys, nextGeneration, fresh);
        keyFile.write(here(), after);
        file.write(next, fresh);
        Secret old = keyringKey;
        keyringKey = fresh;
        generation = nextGeneration;
        content = next;
        old.close();
        keyFile.write(after);
    }

    private Place here() {
        return new Place(keys, generation, keyringKey);
    }
}
