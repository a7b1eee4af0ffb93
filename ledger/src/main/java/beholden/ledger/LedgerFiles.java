package beholden.ledger;

import beholden.ledger.note.NoteException;
import beholden.ledger.note.SignedNote;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The folder of a ledger: reads its files with a limit on each, and replaces them so that a reader sees the
/// old file or the new one.
final class LedgerFiles {
    static final String CHECKPOINT = "checkpoint";
    static final String JOURNAL = "journal";
    static final String LOCK = "lock";

    /// File that is written before it takes another's name: one, since there is one writer.
    private static final String WRITING = "writing";

    private final Path folder;
    private final Disk disk;

    LedgerFiles(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /// A file of the tile layout and its content.
    ///
    /// @param durable whether it must be durable before the journal forgets its entries
    record TileFile(TileName name, byte[] content, boolean durable) {}

    SignedNote checkpoint() throws IOException {
        try {
            return SignedNote.parse(read(CHECKPOINT, SignedNote.MOST_BYTES));
        } catch (NoteException e) {
            throw new DamagedLedgerException("checkpoint: " + e.getMessage());
        }
    }

    Journal journal() throws IOException {
        return Journal.parse(read(JOURNAL, Journal.MAX_BYTES));
    }

    byte[] fullTile(TileName name) throws IOException {
        try {
            return TileHashes.parse(read(name.path(), name.maxBytes()), name);
        } catch (MalformedTileException e) {
            throw new DamagedLedgerException(name.path() + ": " + e.getMessage());
        }
    }

    /// The edge of the tree at a size for which every tile above the leaves' is durable.
    ///
    /// @param size a multiple of 256
    RightEdge edge(long size) throws IOException {
        List<byte[]> levels = new ArrayList<>();
        for (int level = 0; level <= TileName.MAX_LEVEL && TileName.hashes(size, level) > 0; level++) {
            long hashes = TileName.hashes(size, level);
            boolean none = hashes % TileName.WIDTH == 0;
            levels.add(none ? new byte[0] : fullTile(TileName.holding(level, hashes - 1, size)));
        }
        return RightEdge.of(size, levels);
    }

    void writeCheckpoint(SignedNote note) throws IOException {
        replace(folder.resolve(CHECKPOINT), note.bytes(), true);
        disk.syncFolder(folder);
    }

    void appendToJournal(byte[] record) throws IOException {
        Path journal = folder.resolve(JOURNAL);
        disk.append(journal, record);
        disk.sync(journal);
    }

    void writeJournal(byte[] content) throws IOException {
        replace(folder.resolve(JOURNAL), content, true);
        disk.syncFolder(folder);
    }

    void writeTiles(List<TileFile> tiles) throws IOException {
        Set<Path> changed = new LinkedHashSet<>();
        for (TileFile tile : tiles) {
            Path file = folder.resolve(tile.name().path());
            disk.createFolders(parent(file));
            replace(file, tile.content(), tile.durable());
            if (tile.durable()) {
                for (Path above = parent(file); !above.equals(folder); above = parent(above)) {
                    changed.add(above);
                }
                changed.add(folder);
            }
        }
        for (Path above : changed) {
            disk.syncFolder(above);
        }
    }

    /// Deletes the partial versions of full tiles, durably.
    void deletePartials(List<TileName> full) throws IOException {
        Set<Path> changed = new LinkedHashSet<>();
        for (TileName name : full) {
            Path partials = folder.resolve(name.partialsPath());
            if (Files.exists(partials)) {
                disk.deleteFolder(partials);
                changed.add(parent(partials));
            }
        }
        for (Path above : changed) {
            disk.syncFolder(above);
        }
    }

    /// The partial versions of a tile that are there.
    List<TileName> partials(TileName full) throws IOException {
        Path partials = folder.resolve(full.partialsPath());
        if (!Files.isDirectory(partials)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(partials)) {
            return files.flatMap(file -> TileName.parse(folder.relativize(file).toString()).stream())
                    .toList();
        }
    }

    void delete(TileName name) throws IOException {
        disk.delete(folder.resolve(name.path()));
    }

    private void replace(Path file, byte[] content, boolean durable) throws IOException {
        Path writing = folder.resolve(WRITING);
        disk.write(writing, content);
        if (durable) {
            disk.sync(writing);
        }
        disk.rename(writing, file);
    }

    private byte[] read(String path, int limit) throws IOException {
        return read(folder.resolve(path), path, limit);
    }

    /// The content of a file, never more than `limit` bytes of memory.
    ///
    /// @param path names the file in messages
    static byte[] read(Path file, String path, int limit) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] read = content.readNBytes(limit + 1);
            if (read.length > limit) {
                throw new DamagedLedgerException("%s: it is longer than the limit of %,d bytes".formatted(path, limit));
            }
            return read;
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new DamagedLedgerException(path + ": the file is missing");
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " lies in no folder");
        }
        return parent;
    }
}
