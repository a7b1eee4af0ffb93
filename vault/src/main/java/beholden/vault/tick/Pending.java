package beholden.vault.tick;

import beholden.ground.DurableFile;
import beholden.ground.Sha256;
import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.setup.VaultException;
import beholden.vault.setup.VaultSettings;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file `pending`: the batch being written, so that a crash neither loses half of it nor writes it
/// twice.
///
/// Of fixed length, with room for two batches that take turns, so that a torn write leaves the batch before
/// it, whose work is done. Opening the vault and shredding write one batch into both places. All numbers are
/// big-endian.
///
/// ```
/// header   "beholden pending" ‖ format 4 = 2 ‖ cells 4 ‖ box 4 ‖ chunk 4 ‖ heads 4 ‖ zeros      512 bytes
/// twice:   sequence 8 ‖ ledger size before 8 ‖ cells 4 ‖ chunks 4
///          ‖ (label 16 ‖ box) for each cell, as they are written ‖ the same for a chunk, if the tick has one
///          ‖ heads, sealed for this batch ‖ SHA-256 of all that 32
/// ```
///
/// The SHA-256 tells a torn batch from a whole one, the sealed heads ([Heads]) one of the vault's from another's.
public final class Pending implements AutoCloseable {

    private static final byte[] MAGIC = "beholden pending".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 2;
    private static final int HEADER = 512;
    private static final int BATCH_HEADER = 24;
    private static final int DIGEST = 32;
    private static final int MOST_CELLS = VaultSettings.MAX_CELLS;
    private static final String REMEDY = "put back the file of a backup made together with the ledger, or move it away:"
            + " the vault then goes on, and an audit tells whether the last tick is complete";

    private final Path file;
    private final FileChannel channel;
    private final Layout layout;
    private @Nullable Last last;

    /// Sizes that decide where things lie in the file.
    ///
    /// @param cells a batch has at most
    /// @param box   bytes of a cell's box
    /// @param chunk bytes of a chunk's box
    /// @param heads bytes of the sealed heads
    public record Layout(int cells, int box, int chunk, int heads) {

        long slot() {
            return (long) BATCH_HEADER + (long) cells * (Label.LENGTH + box) + (Label.LENGTH + chunk) + heads + DIGEST;
        }

        long file() {
            return HEADER + 2 * slot();
        }
    }

    /// Batch that was written last, as the file says.
    public record Last(Batch batch, byte[] heads) {}

    private Pending(Path file, FileChannel channel, Layout layout) {
        this.file = file;
        this.channel = channel;
        this.layout = layout;
    }

    /// Writes a file, in place of an old one if there is one, that says that `batch` was written last.
    public static Pending create(Path file, Layout layout, Batch batch, byte[] heads) throws IOException {
        if (layout.cells > MOST_CELLS) {
            throw new VaultException("a tick writes at most " + MOST_CELLS + " cells, not " + layout.cells
                    + "; choose fewer cells per tick and a shorter tick");
        }
        DurableFile.replacePrivately(file, out -> {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            header.put(MAGIC).putInt(FORMAT);
            header.putInt(layout.cells).putInt(layout.box).putInt(layout.chunk).putInt(layout.heads);
            WholeBuffers.writeAll(out, header.rewind(), 0);
            ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
            for (long at = HEADER; at < layout.file(); at += zeros.capacity()) {
                WholeBuffers.writeAll(
                        out, zeros.clear().limit((int) Math.min(zeros.capacity(), layout.file() - at)), at);
            }
            WholeBuffers.writeAll(out, bytes(layout, batch, heads), place(layout, batch.sequence()));
        });
        return open(file);
    }

    /// @throws VaultException if the file is damaged or another version's
    public static Pending open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            WholeBuffers.readAll(channel, header, 0);
            header.flip();
            byte[] magic = new byte[MAGIC.length];
            header.get(magic);
            if (!Arrays.equals(magic, MAGIC)) {
                throw damaged(file, "it is not a pending file");
            }
            int format = header.getInt();
            if (format != FORMAT) {
                throw new VaultException(file + ": format " + format + "; this version reads " + FORMAT
                        + "; use the version that wrote it");
            }
            Layout layout = new Layout(header.getInt(), header.getInt(), header.getInt(), header.getInt());
            if (layout.cells < 1
                    || layout.cells > MOST_CELLS
                    || layout.box < 1
                    || layout.box > Cell.MAX_BOX
                    || layout.chunk < 1
                    || layout.chunk > VaultSettings.MAX_CHUNK
                    || layout.heads < 1
                    || layout.heads > Heads.sealedLength(VaultSettings.MAX_SLOTS)
                    || layout.file() != channel.size()) {
                throw damaged(file, "its length does not fit what it says of itself");
            }
            return new Pending(file, channel, layout);
        } catch (EOFException _) {
            channel.close();
            throw damaged(file, "it is cut off");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public Layout layout() {
        return layout;
    }

    /// Writes a batch; durable when this returns. May be repeated.
    public void write(Batch batch, byte[] heads) throws IOException {
        WholeBuffers.writeAll(channel, bytes(layout, batch, heads), place(layout, batch.sequence()));
        channel.force(false);
        last = new Last(batch, heads);
    }

    /// Writes other heads beside the batch that was written last, and nothing else: into both places, one after
    /// the other, so that one of them is whole at any time.
    public void rewrite(Heads now) throws IOException {
        Batch batch = last().batch();
        byte[] heads = now.seal(batch);
        for (long place : new long[] {batch.sequence() + 1, batch.sequence()}) {
            WholeBuffers.writeAll(channel, bytes(layout, batch, heads), place(layout, place));
            channel.force(false);
        }
        last = new Last(batch, heads);
    }

    private static ByteBuffer bytes(Layout layout, Batch batch, byte[] heads) {
        if (batch.cells().size() > layout.cells || heads.length != layout.heads) {
            throw new IllegalArgumentException(batch.cells().size() + " cells; a batch has at most " + layout.cells);
        }
        Chunk chunk = batch.chunk();
        int length = BATCH_HEADER
                + batch.cells().size() * (Label.LENGTH + layout.box)
                + (chunk == null ? 0 : Label.LENGTH + layout.chunk)
                + heads.length;
        ByteBuffer bytes = ByteBuffer.allocate(length + DIGEST);
        bytes.putLong(batch.sequence()).putLong(batch.base());
        bytes.putInt(batch.cells().size()).putInt(chunk == null ? 0 : 1);
        for (Cell cell : batch.cells()) {
            put(bytes, cell.label(), cell.box(), layout.box);
        }
        if (chunk != null) {
            put(bytes, chunk.label(), chunk.box(), layout.chunk);
        }
        bytes.put(heads);
        bytes.put(sha256(bytes.array(), length));
        return bytes.flip();
    }

    private static void put(ByteBuffer bytes, Label label, byte[] box, int boxLength) {
        if (box.length != boxLength) {
            throw new IllegalArgumentException("a box of " + box.length + " bytes; it has " + boxLength);
        }
        bytes.put(label.bytes()).put(box);
    }

    /// The batch that was written last. The file is read once: what is written into it behind the vault's back
    /// later is not taken for the vault's.
    ///
    /// @throws VaultException if both places are damaged
    public Last last() throws IOException {
        Last known = last;
        if (known == null) {
            known = read();
            last = known;
        }
        return known;
    }

    private Last read() throws IOException {
        Last even = read(HEADER);
        Last odd = read(HEADER + layout.slot());
        if (even != null && (odd == null || even.batch.sequence() > odd.batch.sequence())) {
            return even;
        }
        if (odd == null) {
            throw damaged(file, "neither of its two batches is whole");
        }
        return odd;
    }

    private @Nullable Last read(long at) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) layout.slot());
        WholeBuffers.readAll(channel, bytes, at);
        bytes.flip();
        long sequence = bytes.getLong();
        long base = bytes.getLong();
        int count = bytes.getInt();
        int chunks = bytes.getInt();
        if (count < 0 || count > layout.cells || chunks < 0 || chunks > 1 || sequence < 0 || base < 0) {
            return null;
        }
        int length = BATCH_HEADER
                + count * (Label.LENGTH + layout.box)
                + chunks * (Label.LENGTH + layout.chunk)
                + layout.heads;
        byte[] digest = Arrays.copyOfRange(bytes.array(), length, length + DIGEST);
        if (!MessageDigest.isEqual(digest, sha256(bytes.array(), length))) {
            return null;
        }
        List<Cell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Label label = new Label(take(bytes, Label.LENGTH));
            cells.add(new Cell(label, take(bytes, layout.box)));
        }
        Chunk chunk = null;
        if (chunks == 1) {
            Label label = new Label(take(bytes, Label.LENGTH));
            chunk = new Chunk(label, take(bytes, layout.chunk));
        }
        return new Last(new Batch(sequence, base, cells, chunk), take(bytes, layout.heads));
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    private static long place(Layout layout, long sequence) {
        return HEADER + (sequence % 2) * layout.slot();
    }

    private static byte[] sha256(byte[] bytes, int length) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(bytes, 0, length);
        return sha256.digest();
    }

    /// Not to be carried out.
    ///
    /// @param why ends where what can be done follows
    public VaultException refused(String why) {
        return new VaultException(file + ": " + why + " " + REMEDY);
    }

    private static VaultException damaged(Path file, String fact) {
        return new VaultException(file + ": " + fact + "; " + REMEDY);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
