package beholden.vault;

import beholden.ground.DurableFile;
import beholden.ledger.CellSource;
import beholden.vault.cell.Label;
import beholden.vault.check.StoreCheck;
import beholden.vault.setup.VaultSettings;
import beholden.vault.tick.ChunkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Goes through a folder of chunks and tells the chunks from everything else that lies there.
///
/// A chunk is where [ChunkFolder] looks for it, since one in another place is as good as removed. It is not as long
/// as a cell's box, since a removed cell would pass for a chunk, and all are of one length.
final class RecordedChunks extends SimpleFileVisitor<Path> {

    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}(/[0-9a-f]{2})?");
    private static final Pattern TOP = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + 2 * Label.LENGTH + "}");
    private static final String NO_PLACE =
            "no chunk has this name or place, so the vault does not read it; it was put" + " there, or moved";

    /// The chunks of a vault in use, which a comparison takes some at a time: by the folders that they lie in.
    ///
    /// @param boxLength length of the box of a cell
    record InFolder(Path root, int boxLength) implements StoreCheck.Chunks {
        private static final int FOLDERS = 256;

        @Override
        public int steps() {
            return FOLDERS + 1;
        }

        @Override
        public void some(int step, CellSource.Sink sink) throws IOException {
            Path real = root.toRealPath();
            RecordedChunks visitor = new RecordedChunks(real, boxLength, sink);
            if (step < FOLDERS) {
                Path folder = real.resolve(HexFormat.of().toHexDigits((byte) step));
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) Files.walkFileTree(folder, visitor);
                return;
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(real)) {
                for (Path entry : entries) {
                    if (!TOP.matcher(entry.getFileName().toString()).matches()
                            || !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                        sink.noRecord(visitor.named(entry), NO_PLACE);
                    }
                }
            }
        }
    }

    private final Path root;
    private final int boxLength;
    private final CellSource.Sink sink;
    // of the first chunk
    private int chunkLength;

    RecordedChunks(Path root, int boxLength, CellSource.Sink sink) {
        this.root = root;
        this.boxLength = boxLength;
        this.sink = sink;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (!folder.equals(root) && !FOLDER.matcher(inside(folder)).matches()) {
            sink.noRecord(named(folder), NO_PLACE);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String name = file.getFileName().toString();
        // what a crash leaves of a chunk; the next opening of the vault writes it again
        boolean unfinished = name.endsWith(DurableFile.UNFINISHED);
        String label = unfinished ? name.substring(0, name.length() - DurableFile.UNFINISHED.length()) : name;
        if (!NAME.matcher(label).matches() || !ChunkFolder.place(root, label).equals(file.resolveSibling(label))) {
            sink.noRecord(named(file), NO_PLACE);
        } else if (!attributes.isRegularFile()) {
            sink.noRecord(named(file), "this is no plain file");
        } else if (!unfinished) {
            chunk(file, HexFormat.of().parseHex(label));
        }
        return FileVisitResult.CONTINUE;
    }

    /// Passes over what has gone since its folder was listed: the vault renames a chunk when it is whole. A chunk that
    /// was
    /// there and is gone is missed by its entry in the ledger.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
        throw failure;
    }

    private void chunk(Path file, byte[] label) throws IOException {
        byte[] box;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            box = in.readNBytes(VaultSettings.MAX_CHUNK + 1);
        }
        if (box.length == boxLength) {
            sink.noRecord(named(file), "it is as long as the box of a cell, and a chunk is not");
        } else if (box.length < VaultSettings.MIN_CHUNK || box.length > VaultSettings.MAX_CHUNK) {
            sink.noRecord(
                    named(file),
                    "a chunk has %,d to %,d bytes".formatted(VaultSettings.MIN_CHUNK, VaultSettings.MAX_CHUNK));
        } else if (chunkLength != 0 && box.length != chunkLength) {
            sink.noRecord(named(file), "it has %,d bytes, others have %,d".formatted(box.length, chunkLength));
        } else {
            chunkLength = box.length;
            sink.cell(label, box);
        }
    }

    private String inside(Path path) {
        return root.relativize(path).toString();
    }

    private String named(Path path) {
        return "chunks/" + inside(path);
    }
}
