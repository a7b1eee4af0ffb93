package beholden.vault.file;

import beholden.vault.cell.Label;
import beholden.vault.key.AgencyId;
import beholden.vault.key.FolderId;
import beholden.vault.key.Keyring;
import beholden.vault.key.KeyringFullException;
import beholden.vault.key.Secret;
import beholden.vault.seal.Labels;
import beholden.vault.seal.Sealer;
import beholden.vault.setup.VaultParts;
import beholden.vault.tick.Chunk;
import beholden.vault.tick.ChunkFolder;
import beholden.vault.tick.ChunkRoom;
import beholden.vault.tick.NoRoomException;
import beholden.vault.tick.NotRecordedException;
import beholden.vault.tick.Receipt;
import beholden.vault.tick.Ticker;
import beholden.vault.tick.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Photos and snapshots in chunks of one size, written at a constant rate among dummies.
///
/// Each file has a random key of its own, from which come its chunks' labels and the seal of their boxes;
/// the key is in the [FileRef], and whoever put the file keeps that in an event. The files of a folder need the
/// folder's key beside their own, which the keyring alone has: it is destroyed where events cannot be. Safe for use
/// by many threads.
public final class SealedFiles {

    /// Longest file, in bytes.
    public static final int MAX_FILE = 32 << 20;

    private final VaultParts parts;
    private final Keyring keyring;
    private final ChunkFolder chunks;
    private final Ticker ticker;
    private final int chunkLength;

    public SealedFiles(VaultParts parts, Keyring keyring, ChunkFolder chunks, Ticker ticker, int chunkLength) {
        this.parts = parts;
        this.keyring = keyring;
        this.chunks = chunks;
        this.ticker = ticker;
        this.chunkLength = chunkLength;
    }

    /// Puts a file; its chunks take their turn behind those of its kind that wait already.
    ///
    /// @param bytes 1 to [#MAX_FILE]
    /// @return completes with the file's reference once all of it is recorded, or with a
    /// [NotRecordedException]
    /// @throws IllegalArgumentException if the file is empty or longer
    public CompletableFuture<FileRef> put(byte[] bytes) {
        requireLength(bytes);
        try (Secret key = Secret.random(FileRef.KEY_LENGTH);
                ChunkRoom room = ticker.reserve(chunks(bytes.length))) {
            return put(null, bytes, new FileRef(key.bytes(), bytes.length), keys(key), room);
        } catch (NotRecordedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Puts a file into a folder, which [Keyring#shredFolder] destroys with all that is in it; its chunks take turns
    /// with those of other agencies, behind those of its own.
    ///
    /// @return completes as that of [#put(byte[])], and also with a [beholden.vault.key.KeyringFullException]
    /// @throws IllegalArgumentException if the file is empty or longer than [#MAX_FILE]
    public CompletableFuture<FileRef> put(FolderId folder, byte[] bytes) {
        requireLength(bytes);
        try (ChunkRoom room = ticker.reserve(chunks(bytes.length))) {
            return put(folder, bytes, room);
        } catch (NotRecordedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Puts a file into a folder and into room that was reserved for it.
    ///
    /// @return completes as that of [#put(FolderId, byte[])], and never for want of room
    /// @throws IllegalArgumentException if the file is empty, longer than [#MAX_FILE], or of more chunks than
    ///     reserved
    public CompletableFuture<FileRef> put(FolderId folder, byte[] bytes, ChunkRoom room) {
        requireLength(bytes);
        try (Secret key = Secret.random(FileRef.KEY_LENGTH);
                Secret ofFolder = keyring.folder(folder);
                Secret both = both(key, ofFolder)) {
            return put(folder.agency(), bytes, new FileRef(key.bytes(), bytes.length), keys(both), room);
        } catch (KeyringFullException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Reserves room for chunks, all or none, for files that are put later:
    ///
    /// ```
    /// try (ChunkRoom room = files.reserve(files.chunks(picture.length))) {
    ///     // do what the picture belongs to
    ///     files.put(folder, picture, room);
    /// }
    /// ```
    ///
    /// @throws NoRoomException      if there is not as much room now; it says after which time to come again
    /// @throws NotRecordedException if there never will be, or the vault is closed
    public ChunkRoom reserve(int chunks) throws NotRecordedException {
        return ticker.reserve(chunks);
    }

    /// How many chunks a file of `length` bytes takes.
    public int chunks(long length) {
        return (int) Math.ceilDiv(length, (long) room());
    }

    private static void requireLength(byte[] bytes) {
        if (bytes.length < 1 || bytes.length > MAX_FILE) {
            throw new IllegalArgumentException(
                    "a file of %,d bytes; a sealed file has 1 to %,d".formatted(bytes.length, MAX_FILE));
        }
    }

    private CompletableFuture<FileRef> put(
            @Nullable AgencyId agency, byte[] bytes, FileRef ref, Keys keys, ChunkRoom room) {
        CompletableFuture<FileRef> future = new CompletableFuture<>();
        List<Waiting.ForChunk> waiting = new ArrayList<>();
        int count = chunks(bytes.length);
        for (int i = 0; i < count; i++) {
            Label label = keys.labels.event(i);
            int from = i * room();
            byte[] part = new byte[Math.min(room(), bytes.length - from)];
            ByteBuffer.wrap(bytes).get(from, part);
            Chunk chunk = new Chunk(label, keys.seal.seal(part, chunkLength, label.bytes()));
            waiting.add(new Waiting.ForChunk(agency, chunk, i == count - 1 ? new Receipt<>(future, ref) : null));
        }
        try {
            ticker.addChunks(waiting, room);
        } catch (NotRecordedException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    /// The file as it was put.
    ///
    /// @throws DamagedFileException if chunks were removed or altered; the message says which
    /// @throws IOException          if the folder cannot be read
    public byte[] get(FileRef ref) throws IOException {
        try (Secret key = Secret.taking(ref.key())) {
            return get(ref, keys(key));
        }
    }

    /// A file of a folder as it was put.
    ///
    /// @throws DamagedFileException also if the keyring has no key of the folder
    public byte[] get(FolderId folder, FileRef ref) throws IOException {
        try (Secret key = Secret.taking(ref.key());
                Secret ofFolder = keyring.knownFolder(folder)
                        .orElseThrow(() -> new DamagedFileException("the file cannot be read: the key of its folder was"
                                + " destroyed, or the keyring is a copy from before it was made"));
                Secret both = both(key, ofFolder)) {
            return get(ref, keys(both));
        }
    }

    private byte[] get(FileRef ref, Keys keys) throws IOException {
        if (ref.length() > MAX_FILE) {
            throw new IllegalArgumentException(
                    "a reference to a file of %,d bytes; a sealed file has 1 to %,d".formatted(ref.length(), MAX_FILE));
        }
        int count = chunks(ref.length());
        ByteBuffer file = ByteBuffer.allocate((int) ref.length());
        List<String> damages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Label label = keys.labels.event(i);
            Optional<byte[]> box = chunks.fetch(label);
            int length = Math.min(room(), file.capacity() - i * room());
            if (box.isEmpty()) {
                damages.add("chunk " + (i + 1) + " was removed");
            } else {
                try {
                    file.put(i * room(), keys.seal.open(box.get(), label.bytes()), 0, length);
                } catch (GeneralSecurityException _) {
                    damages.add("chunk " + (i + 1) + " was altered");
                }
            }
        }
        if (!damages.isEmpty()) {
            throw new DamagedFileException("the file cannot be read whole: of its " + count + " chunks, "
                    + String.join(", ", damages) + "; put the chunks back from a backup");
        }
        return file.array();
    }

    private int room() {
        return chunkLength - parts.sealer().overhead();
    }

    /// The key that opens a file of a folder, made of both: neither alone does.
    private static Secret both(Secret file, Secret folder) {
        ByteBuffer joined = ByteBuffer.allocate(file.length() + folder.length());
        try (Secret ikm =
                Secret.taking(joined.put(file.bytes()).put(folder.bytes()).array())) {
            return ikm.derive("beholden folder file key 1", FileRef.KEY_LENGTH);
        }
    }

    private record Keys(Labels labels, Sealer.Keyed seal) {}

    private Keys keys(Secret key) {
        try (Secret labels = key.derive("beholden file label key 1", FileRef.KEY_LENGTH);
                Secret boxes = key.derive("beholden file box key 1", FileRef.KEY_LENGTH)) {
            // epoch 0, since a file has no epochs
            return new Keys(new Labels(labels.bytes(), 0), parts.sealer().under(boxes.bytes()));
        }
    }
}
