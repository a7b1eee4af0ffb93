package beholden.vault.tick;

import beholden.vault.seal.CommittingSealer;
import beholden.vault.seal.Sealer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// How many cells each epoch of each agency has: so that the removal of the last ones is noticed.
///
/// Kept in the pending file as one sealed table of fixed size, written anew with every batch, whatever
/// changed. An epoch stands there under the tag of its key ([Labels#tag()]), not under its agency. Safe for
/// use by many threads.
///
/// The table is sealed for the batch that it stands beside ([Batch#digest()], as associated data): so it opens
/// beside a batch of the vault's alone, not beside one that somebody else wrote or changed.
///
/// ```
/// tag 16 bytes ‖ events 8 bytes ‖ snapshot notes 8 bytes      as often as the keyring has slots, zeros where
/// unused
/// ```
public final class Heads {

    /// The two numberings of cells within an epoch.
    public enum Stream {
        EVENTS,
        SNAPSHOTS
    }

    private static final int ENTRY = 32;
    private static final byte[] PURPOSE = "beholden heads 2".getBytes(StandardCharsets.US_ASCII);

    private final Sealer sealer = new CommittingSealer();
    private final int slots;
    private Sealer.Keyed keyed;
    private final Map<ByteBuffer, long[]> counts = new LinkedHashMap<>(64, 0.75f, true);

    /// @param key   32 bytes, copied
    /// @param slots how many epochs can be live at once
    public Heads(byte[] key, int slots) {
        this.keyed = sealer.under(key);
        this.slots = slots;
    }

    /// Seals the table under another key from now on.
    public synchronized void rekey(byte[] key) {
        keyed = sealer.under(key);
    }

    public static int sealedLength(int slots) {
        return slots * ENTRY + new CommittingSealer().overhead();
    }

    /// How many cells the stream has, as far as is known.
    public synchronized long count(byte[] tag, Stream stream) {
        long[] known = counts.get(ByteBuffer.wrap(tag));
        return known == null ? 0 : known[stream.ordinal()];
    }

    /// The stream has at least `count` cells.
    public synchronized void raise(byte[] tag, Stream stream, long count) {
        long[] known = counts.computeIfAbsent(ByteBuffer.wrap(tag.clone()), _ -> new long[Stream.values().length]);
        known[stream.ordinal()] = Math.max(known[stream.ordinal()], count);
    }

    /// Forgets all epochs but these.
    public synchronized void keepOnly(Set<ByteBuffer> tags) {
        counts.keySet().retainAll(tags);
    }

    /// The table as it is now, [#sealedLength(int)] bytes, to stand beside this batch alone.
    public synchronized byte[] seal(Batch batch) {
        // more than the keyring's slots are here only if it forgot some: those that nobody touched for longest
        Iterator<ByteBuffer> longestUntouched = counts.keySet().iterator();
        while (counts.size() > slots) {
            longestUntouched.next();
            longestUntouched.remove();
        }
        ByteBuffer table = ByteBuffer.allocate(slots * ENTRY);
        counts.forEach(
                (tag, known) -> table.put(tag.duplicate()).putLong(known[0]).putLong(known[1]));
        return keyed.seal(table.array(), sealedLength(slots), associated(batch));
    }

    /// Takes over what a table says of these epochs; of others, whose keys are gone, it may say something still.
    ///
    /// @throws GeneralSecurityException if it was sealed under another key or for another batch, or altered
    public synchronized void unseal(byte[] box, Batch batch, Set<ByteBuffer> tags) throws GeneralSecurityException {
        ByteBuffer table = ByteBuffer.wrap(keyed.open(box, associated(batch)));
        while (table.remaining() >= ENTRY) {
            byte[] tag = new byte[16];
            table.get(tag);
            long events = table.getLong();
            long snapshots = table.getLong();
            if (tags.contains(ByteBuffer.wrap(tag))) {
                raise(tag, Stream.EVENTS, events);
                raise(tag, Stream.SNAPSHOTS, snapshots);
            }
        }
    }

    private static byte[] associated(Batch batch) {
        byte[] digest = batch.digest();
        return ByteBuffer.allocate(PURPOSE.length + digest.length)
                .put(PURPOSE)
                .put(digest)
                .array();
    }
}
