package beholden.vault.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `keyring`: the keys of all epochs of all agencies, sealed as one.
///
/// ```
/// "BHKRING1"
/// capacity: number of slots (4 bytes, big endian)
/// XAES-256-GCM box under the keyring's key, all above as associated data, of capacity × 64 bytes:
///     1 if the slot is used (1 byte), agency id (16), epoch (4, big endian), key (32), zeros (11)
/// ```
///
/// Its length tells the capacity and nothing of how much of it is used; each writing is wholly new bytes.
final class KeyringFile {
    static final String NAME = "keyring";
    static final int MOST_SLOTS = 1 << 20;

    private static final byte[] MAGIC = "BHKRING1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES;
    private static final int SLOT_BYTES = 64;
    private static final int KEY_BYTES = 32;
    private static final byte USED = 1;

    private final Path file;

    KeyringFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// The key of one epoch of one agency.
    record Slot(AgencyId agency, int epoch, Secret key) {}

    /// What a keyring holds.
    record Content(int capacity, List<Slot> slots) {}

    /// Replaces the file; on disk when this returns.
    void write(Content content, Secret keyringKey) throws IOException {
        byte[] header = header(content.capacity());
        try (Secret plain = Secret.taking(new byte[content.capacity() * SLOT_BYTES])) {
            ByteBuffer out = ByteBuffer.wrap(plain.bytes());
            for (int i = 0; i < content.slots().size(); i++) {
                Slot slot = content.slots().get(i);
                out.position(i * SLOT_BYTES)
                        .put(USED)
                        .put(slot.agency().bytes())
                        .putInt(slot.epoch())
                        .put(slot.key().bytes());
            }
            byte[] box = Sealing.seal(keyringKey, plain.bytes(), header);
            PrivateFile.replace(
                    file,
                    ByteBuffer.allocate(header.length + box.length)
                            .put(header)
                            .put(box)
                            .array());
        }
    }

    /// What the file holds; null if `keyringKey` does not open it.
    ///
    /// @throws DamagedKeyException if it is no keyring
    @Nullable
    Content read(Secret keyringKey) throws IOException {
        byte[] all = PrivateFile.read(file, HEADER_BYTES + MOST_SLOTS * SLOT_BYTES + Sealing.OVERHEAD);
        if (all.length < HEADER_BYTES || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DamagedKeyException(file + ": not a keyring, or damaged; put it back from its copy");
        }
        int capacity = ByteBuffer.wrap(all).getInt(MAGIC.length);
        if (capacity < 1 || all.length != HEADER_BYTES + (long) capacity * SLOT_BYTES + Sealing.OVERHEAD) {
            throw new DamagedKeyException(
                    "%s: damaged: %,d bytes are no keyring of %,d slots; put it back from its copy"
                            .formatted(file, all.length, capacity));
        }
        byte[] opened = Sealing.open(keyringKey, Arrays.copyOfRange(all, HEADER_BYTES, all.length), header(capacity));
        if (opened == null) return null;
        try (Secret plain = Secret.taking(opened)) {
            List<Slot> slots = new ArrayList<>();
            ByteBuffer in = ByteBuffer.wrap(plain.bytes());
            for (int i = 0; i < capacity; i++) {
                in.position(i * SLOT_BYTES);
                if (in.get() != USED) continue;
                byte[] agency = new byte[AgencyId.BYTES];
                in.get(agency);
                int epoch = in.getInt();
                byte[] key = new byte[KEY_BYTES];
                in.get(key);
                slots.add(new Slot(new AgencyId(agency), epoch, Secret.taking(key)));
            }
            return new Content(capacity, slots);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static byte[] header(int capacity) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(capacity).array();
    }
}
