package beholden.vault.key;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `keyring`: the keys of all epochs and of all folders of all agencies, sealed as one.
///
/// ```
/// "BHKRING2"
/// capacity: number of slots (4 bytes, big endian)
/// XAES-256-GCM box under the keyring's key, all above as associated data:
///     capacity × 64 bytes: 1 if the slot is used (1 byte), agency id (16), epoch (4, big endian), key (32), zeros
///     (11) folders × 64 bytes: agency id (16; zeros where unused), number (16), key (32)
/// ```
///
/// There are 16 times as many folders as slots, and 65,536 at most. "BHKRING1", which is still read, has none.
///
/// Its length tells the capacity and nothing of how much of it is used; each writing is wholly new bytes.
final class KeyringFile {
    static final String NAME = "keyring";
    static final int MOST_SLOTS = 1 << 20;

    private static final byte[] MAGIC = "BHKRING2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAGIC_WITHOUT_FOLDERS = "BHKRING1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES;
    private static final int SLOT_BYTES = 64;
    private static final int FOLDER_BYTES = 64;
    private static final int FOLDERS_PER_SLOT = 16;
    private static final int MOST_FOLDERS = 1 << 16;
    private static final int KEY_BYTES = 32;
    private static final byte USED = 1;

    private final Path file;

    KeyringFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// The key of one epoch of one agency.
    record Slot(AgencyId agency, int epoch, Secret key) {}

    /// Content of a keyring.
    record Content(int capacity, List<Slot> slots, Map<FolderId, Secret> folders) {
        Content {
            slots = List.copyOf(slots);
            folders = Map.copyOf(folders);
        }

        Content with(List<Slot> others) {
            return new Content(capacity, others, folders);
        }

        Content with(Map<FolderId, Secret> others) {
            return new Content(capacity, slots, others);
        }

        int mostFolders() {
            return KeyringFile.folders(capacity);
        }

        Stream<Secret> keys() {
            return Stream.concat(slots.stream().map(Slot::key), folders.values().stream());
        }
    }

    private static int folders(int capacity) {
        return (int) Math.min((long) capacity * FOLDERS_PER_SLOT, MOST_FOLDERS);
    }

    private static int length(int capacity, int folders) {
        return capacity * SLOT_BYTES + folders * FOLDER_BYTES;
    }

    /// Replaces the file; on disk when this returns.
    void write(Content content, Secret keyringKey) throws IOException {
        byte[] header = header(MAGIC, content.capacity());
        try (Secret plain = Secret.taking(new byte[length(content.capacity(), content.mostFolders())])) {
            ByteBuffer out = ByteBuffer.wrap(plain.bytes());
            for (int i = 0; i < content.slots().size(); i++) {
                Slot slot = content.slots().get(i);
                out.position(i * SLOT_BYTES)
                        .put(USED)
                        .put(slot.agency().bytes())
                        .putInt(slot.epoch())
                        .put(slot.key().bytes());
            }
            out.position(content.capacity() * SLOT_BYTES);
            content.folders()
                    .forEach((id, key) -> out.put(id.agency().bytes())
                            .putLong(id.number().getMostSignificantBits())
                            .putLong(id.number().getLeastSignificantBits())
                            .put(key.bytes()));
            byte[] box = Sealing.seal(keyringKey, plain.bytes(), header);
            DurableFile.replacePrivately(
                    file,
                    ByteBuffer.allocate(header.length + box.length)
                            .put(header)
                            .put(box)
                            .array());
        }
    }

    /// Reads the content of the file; null if `keyringKey` does not open it.
    ///
    /// @throws DamagedKeyException if it is no keyring
    @Nullable
    Content read(Secret keyringKey) throws IOException {
        byte[] all = PrivateFile.read(file, HEADER_BYTES + length(MOST_SLOTS, MOST_FOLDERS) + Sealing.OVERHEAD);
        byte[] magic = all.length < HEADER_BYTES ? new byte[0] : Arrays.copyOf(all, MAGIC.length);
        boolean hasFolders = Arrays.equals(magic, MAGIC);
        if (!hasFolders && !Arrays.equals(magic, MAGIC_WITHOUT_FOLDERS)) {
            throw new DamagedKeyException(file + ": not a keyring, or damaged; put it back from its copy");
        }
        int capacity = ByteBuffer.wrap(all).getInt(MAGIC.length);
        boolean possible = capacity >= 1 && capacity <= MOST_SLOTS;
        int folders = possible && hasFolders ? folders(capacity) : 0;
        if (!possible || all.length != HEADER_BYTES + length(capacity, folders) + Sealing.OVERHEAD) {
            throw new DamagedKeyException(
                    "%s: damaged: %,d bytes are no keyring of %,d slots; put it back from its copy"
                            .formatted(file, all.length, capacity));
        }
        byte[] opened =
                Sealing.open(keyringKey, Arrays.copyOfRange(all, HEADER_BYTES, all.length), header(magic, capacity));
        if (opened == null) return null;
        try (Secret plain = Secret.taking(opened)) {
            ByteBuffer in = ByteBuffer.wrap(plain.bytes());
            return new Content(capacity, slots(in, capacity), folders(in.position(capacity * SLOT_BYTES), folders));
        }
    }

    private static List<Slot> slots(ByteBuffer in, int capacity) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < capacity; i++) {
            in.position(i * SLOT_BYTES);
            if (in.get() == USED) slots.add(new Slot(agency(in), in.getInt(), key(in)));
        }
        return slots;
    }

    private static Map<FolderId, Secret> folders(ByteBuffer in, int places) {
        Map<FolderId, Secret> folders = new HashMap<>();
        for (int i = 0; i < places; i++) {
            AgencyId agency = agency(in);
            UUID number = new UUID(in.getLong(), in.getLong());
            Secret key = key(in);
            if (!agency.equals(AgencyId.DIRECTORY)) folders.put(new FolderId(agency, number), key);
        }
        return folders;
    }

    private static AgencyId agency(ByteBuffer in) {
        byte[] agency = new byte[AgencyId.BYTES];
        in.get(agency);
        return new AgencyId(agency);
    }

    private static Secret key(ByteBuffer in) {
        byte[] key = new byte[KEY_BYTES];
        in.get(key);
        return Secret.taking(key);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static byte[] header(byte[] magic, int capacity) {
        return ByteBuffer.allocate(HEADER_BYTES).put(magic).putInt(capacity).array();
    }
}
