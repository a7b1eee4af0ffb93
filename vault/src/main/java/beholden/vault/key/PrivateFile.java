package beholden.vault.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/// Small files that their owner alone may read, replaced as a whole or not at all.
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /// Puts `bytes` in place of the file, or makes it; on disk when this returns, and never half.
    static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(fresh);
        try (FileChannel out = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        move(fresh, file);
    }

    /// Puts one file in the place of another at once; on disk when this returns.
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(folderOf(to), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /// Reads a file of at most `limit` bytes.
    ///
    /// @throws DamagedKeyException if it is longer
    /// @throws KeyException        if it is absent, or others may read it
    static byte[] read(Path file, int limit) throws IOException {
        try {
            requireOwnerOnly(file);
            long size = Files.size(file);
            if (size > limit) {
                throw new DamagedKeyException(
                        file + ": %,d bytes, more than the %,d such a key file can have; it is".formatted(size, limit)
                                + " another file, or damaged");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw new KeyException(file + ": no such key file; name the right one, or put it back from its copy");
        }
    }

    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return;
        boolean posix = hasPosixPermissions(folderOf(folder));
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(folder, owner);
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (!hasPosixPermissions(file)) return;
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream()
                .anyMatch(p -> p.name().startsWith("GROUP_") || p.name().startsWith("OTHERS_"))) {
            throw new KeyException(file + ": others than its owner may use this key file ("
                    + PosixFilePermissions.toString(permissions) + "); run: chmod 600 " + file);
        }
    }

    private static FileAttribute<?>[] attributes(Path file) {
        return hasPosixPermissions(folderOf(file))
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    private static boolean hasPosixPermissions(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
