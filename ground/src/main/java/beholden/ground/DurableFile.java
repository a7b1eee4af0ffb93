package beholden.ground;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/// Files replaced as a whole or not at all, so that neither a crash nor a power cut leaves half of one.
///
/// `replace(file, bytes)` writes `file.tmp` beside the file, syncs it, gives it the file's name and syncs the
/// folder. When it returns, the new content is on disk; before that, the old one is untouched. A file that a
/// crash left under the unfinished name is overwritten by the next replacement. Threads of one process may
/// replace one file at once; processes take turns by a lock of their own. Every error names the file.
public final class DurableFile {
    /// The ending of the name of a file that is being written.
    public static final String UNFINISHED = ".tmp";

    // Two threads that replace one file would write one unfinished file.
    private static final Object[] TURNS =
            IntStream.range(0, 64).mapToObj(_ -> new Object()).toArray();

    private DurableFile() {}

    /// Writes content into an open, empty file.
    @FunctionalInterface
    public interface Content {
        void writeTo(FileChannel out) throws IOException;
    }

    /// Replaces or makes a file that everybody may read whom the process's umask admits.
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, all(content));
    }

    /// Replaces or makes a file whose content is not in memory as a whole.
    public static void replace(Path file, Content content) throws IOException {
        write(file, content);
    }

    /// Replaces or makes a file that its owner alone may read.
    public static void replacePrivately(Path file, byte[] content) throws IOException {
        replacePrivately(file, all(content));
    }

    /// Replaces or makes a file that its owner alone may read and whose content is not in memory as a whole.
    public static void replacePrivately(Path file, Content content) throws IOException {
        write(file, content, ownersAlone(file));
    }

    /// Moves a file to another name in place of what was there, durably; both lie in one file system.
    public static void move(Path from, Path to) throws IOException {
        rename(from, to);
        syncFolder(folderOf(to));
    }

    /// Gives a file or folder another name, in place of the file that had it. All or nothing, but until
    /// [#syncFolder(Path)] a power cut can undo it.
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Deletes a file if it exists, durably.
    ///
    /// @return whether it existed
    public static boolean delete(Path file) throws IOException {
        boolean existed = Files.deleteIfExists(file);
        if (existed) syncFolder(folderOf(file));
        return existed;
    }

    /// Makes a folder and those that lead to it, durably; folders that exist stay as they are.
    public static void makeFolders(Path folder, FileAttribute<?>... attributes) throws IOException {
        if (Files.isDirectory(folder)) return;
        Path above = folderOf(folder);
        makeFolders(above, attributes);
        Files.createDirectories(folder, attributes);
        syncFolder(above);
    }

    /// Makes a folder that its owner alone may enter and those that lead to it, durably; existing folders stay as
    /// they are.
    public static void makePrivateFolders(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) existing = folderOf(existing);
        makeFolders(folder, permissions(existing, "rwx------"));
    }

    /// Makes what was written to a file durable.
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw naming(file, e);
        }
    }

    /// Makes the names in a folder durable.
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            throw naming(folder, e);
        }
    }

    /// The attributes to make a file with that its owner alone may read: between making a file and closing it to
    /// others, they could open it. Empty where the file system knows no owners.
    public static FileAttribute<?>[] ownersAlone(Path file) {
        return permissions(folderOf(file), "rw-------");
    }

    /// The folder that a file lies in.
    public static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    private static void write(Path file, Content content, FileAttribute<?>... attributes) throws IOException {
        synchronized (TURNS[Math.floorMod(file.toAbsolutePath().hashCode(), TURNS.length)]) {
            Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
            try {
                Files.deleteIfExists(unfinished);
                try (FileChannel out = FileChannel.open(
                        unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
                    content.writeTo(out);
                    out.force(true);
                }
                rename(unfinished, file);
            } catch (IOException | RuntimeException e) {
                try {
                    Files.deleteIfExists(unfinished);
                } catch (IOException second) {
                    e.addSuppressed(second);
                }
                if (e instanceof IOException io) throw naming(file, io);
                throw e;
            }
            syncFolder(folderOf(file));
        }
    }

    private static Content all(byte[] content) {
        return out -> {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        };
    }

    // "No space left on device" comes from a channel without a word of where.
    private static IOException naming(Path file, IOException e) {
        if (e.getClass() != IOException.class) return e;
        FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }

    private static FileAttribute<?>[] permissions(Path where, String permissions) {
        return Files.getFileAttributeView(where, PosixFileAttributeView.class) == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                };
    }
}
