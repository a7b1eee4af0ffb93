package beholden.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that nobody but their owner reads, written so that they outlast a crash.
final class PrivateFiles {

    /// How the name of a file ends that is being written.
    static final String UNFINISHED = ".tmp";

    private PrivateFiles() {}

    /// Writes into an open file.
    @FunctionalInterface
    interface Writing {
        void to(FileChannel out) throws IOException;
    }

    /// Puts a new file in place of the old one, at once and durably.
    static void replace(Path file, Writing writing) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (FileChannel out = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                privately(file, "rw-------"))) {
            writing.to(out);
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folderOf(file));
    }

    /// Makes a folder that only its owner enters, durably; one that is there stays as it is.
    static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, privately(folder, "rwx------"));
            force(folderOf(folder));
        }
    }

    /// Makes the names in a folder durable.
    static void force(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    static void writeAll(FileChannel out, ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += out.write(bytes, to);
        }
    }

    /// Fills `bytes` from the file's place `at`.
    ///
    /// @throws EOFException if the file ends before
    static void readAll(FileChannel in, ByteBuffer bytes, long at) throws IOException {
        long from = at;
        while (bytes.hasRemaining()) {
            int read = in.read(bytes, from);
            if (read < 0) {
                throw new EOFException("the file ends at " + from);
            }
            from += read;
        }
    }

    static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " is in no folder");
        }
        return parent;
    }

    private static FileAttribute<?>[] privately(Path file, String permissions) {
        boolean posix = Files.getFileAttributeView(folderOf(file), PosixFileAttributeView.class) != null;
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
