package beholden.vault.key;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `keyring.key`: the key of the keyring, wrapped under the operational key.
///
/// ```
/// "BHKRKEY1"
/// twice:  generation of the operational key (4 bytes, big endian)
///         XAES-256-GCM box of the keyring's key (32 + 40), magic and generation as associated data
/// ```
///
/// Two places, so that a change of the keyring's key or of the operational key can go through a state in which
/// old and new both open. One that is not used holds random bytes and looks the same.
final class KeyringKeyFile {
    static final String NAME = "keyring.key";

    private static final byte[] MAGIC = "BHKRKEY1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int BOX_BYTES = KEY_BYTES + Sealing.OVERHEAD;
    private static final int PLACES = 2;
    private static final int BYTES = MAGIC.length + PLACES * (Integer.BYTES + BOX_BYTES);

    private final Path file;

    KeyringKeyFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// One way to open: the operational key that wraps, and what is wrapped.
    record Place(KeyHierarchy keys, int generation, Secret keyringKey) {}

    /// Writes one or two ways to open; on disk when this returns.
    void write(Place... places) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(BYTES).put(MAGIC);
        for (int i = 0; i < PLACES; i++) {
            Place place = places[Math.min(i, places.length - 1)];
            byte[] box;
            if (i < places.length) {
                try (Secret operational = place.keys().operational(place.generation())) {
                    box = Sealing.seal(operational, place.keyringKey().bytes(), associated(place.generation()));
                }
            } else {
                box = Secret.random(BOX_BYTES).bytes();
            }
            out.putInt(place.generation()).put(box);
        }
        DurableFile.replacePrivately(file, out.array());
    }

    /// The ways that `keys` opens: none, one or two; the caller closes their keyring keys.
    ///
    /// @throws DamagedKeyException if it is no such file
    List<Place> open(KeyHierarchy keys) throws IOException {
        byte[] all = PrivateFile.read(file, BYTES);
        if (all.length != BYTES || !Arrays.equals(all, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DamagedKeyException(file + ": damaged, or not a keyring's key; put it back from its copy");
        }
        List<Place> found = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(all, MAGIC.length, BYTES - MAGIC.length);
        for (int i = 0; i < PLACES; i++) {
            int generation = in.getInt();
            byte[] box = new byte[BOX_BYTES];
            in.get(box);
            if (generation < 1) {
                throw new DamagedKeyException(
                        file + ": damaged (generation " + generation + "); put it back from its" + " copy");
            }
            try (Secret operational = keys.operational(generation)) {
                byte[] key = Sealing.open(operational, box, associated(generation));
                if (key != null) found.add(new Place(keys, generation, Secret.taking(key)));
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static byte[] associated(int generation) {
        return ByteBuffer.allocate(MAGIC.length + Integer.BYTES)
                .put(MAGIC)
                .putInt(generation)
                .array();
    }
}
