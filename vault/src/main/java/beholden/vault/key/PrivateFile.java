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

/// Files that their owner alone may read, replaced as a whole or not at all, so that they outlast a crash.
public final class PrivateFile {
    /// How the name of a file ends that is being written.
    public static final String UNFINISHED = ".tmp";

    private PrivateFile() {}

    /// Writes into an open file.
    @FunctionalInterface
    public interface Writing {
        void to(FileChannel out) throws IOException;
    }

    /// Puts `bytes` in place of the file, or makes it; on disk when this returns, and never half.
    public static void replace(Path file, byte[] bytes) throws IOException {
        replace(file, out -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        });
    }

    /// The same for what is not in memory as a whole.
    public static void replace(Path file, Writing writing) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (FileChannel out = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersAlone(file))) {
            writing.to(out);
            out.force(true);
        }
        move(unfinished, file);
    }

    /// Puts one file in the place of another at once; on disk when this returns.
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folderOf(to));
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

    /// Makes a folder that only its owner enters, in one that is there, durably; one that is there stays as it is.
    public static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return;
        Files.createDirectory(folder, privately(folder, "rwx------"));
        force(folderOf(folder));
    }

    /// Makes a folder that only its owner enters, and those that lead to it; one that is there stays as it is.
    static void makeFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return;
        Files.createDirectories(folder, privately(folder, "rwx------"));
    }

    /// What to make a file with that no other may open: between making it and closing it to others, they could.
    public static FileAttribute<?>[] ownersAlone(Path file) {
        return privately(file, "rw-------");
    }

    public static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    /// Makes the names in a folder durable.
    private static void force(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static FileAttribute<?>[] privately(Path path, String permissions) {
        return hasPosixPermissions(folderOf(path))
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
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

    private static boolean hasPosixPermissions(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
