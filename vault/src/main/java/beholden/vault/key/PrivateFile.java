package beholden.vault.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Key files, which are read only if nobody but their owner may read them.
final class PrivateFile {
    private PrivateFile() {}

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
