package beholden.vault.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;

/// The socket of a vault: `control/socket` in its folder. The folder `control` is its owner's alone from the first
/// moment on,
/// so that nobody else can connect, nor put a socket of his own there and be told a passphrase.
record ControlSocket(Path folder) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    /// Linux has room for 107 bytes, macOS for 103.
    private static final int MOST_BYTES = 100;

    static ControlSocket of(Path vault) {
        return new ControlSocket(shorter(vault).resolve("control"));
    }

    private static Path shorter(Path vault) {
        Path absolute = vault.toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        if (!here.getRoot().equals(absolute.getRoot())) return absolute;
        Path relative = here.relativize(absolute);
        return relative.toString().length() < absolute.toString().length() ? relative : absolute;
    }

    Path file() {
        return folder.resolve("socket");
    }

    /// Whether the path has room in an address of a socket.
    boolean fits() {
        return file().toString().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(file());
    }

    void makeFolder() throws IOException {
        if (!fits()) {
            throw new ControlException(file()
                    + ": over the limit of %d bytes for a socket's path, so no command reaches the vault while it is in use;"
                            .formatted(MOST_BYTES)
                    + " name the vault's folder by a shorter path, or start in a folder near it");
        }
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
            Files.createDirectory(folder, owner);
        }
        requirePrivate();
    }

    /// @throws ControlException if others than the vault's owner may use the folder
    void requirePrivate() throws IOException {
        PosixFileAttributes found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Path vault = Objects.requireNonNull(folder.toAbsolutePath().getParent(), "it lies in the vault's folder");
        boolean trusted =
                found.owner().equals(Files.getOwner(vault)) || found.owner().equals(root());
        if (!found.isDirectory() || !trusted || !found.permissions().equals(OWNER_ONLY)) {
            throw new ControlException(folder
                    + ": not a folder that the vault's owner alone may use, so no passphrase is sent there; delete it, and"
                    + " start the vault's process again");
        }
    }

    private UserPrincipal root() throws IOException {
        return Files.getOwner(folder.getFileSystem().getPath("/"));
    }

    /// Reads until the other side has said all.
    ///
    /// @param room for the longest message and one byte more
    /// @return how many bytes it was
    static int readAll(SocketChannel channel, byte[] room) throws IOException {
        // a buffer of our own, which can be overwritten, where the channel would use one of its own and keep it
        ByteBuffer buffer = ByteBuffer.allocateDirect(room.length);
        try {
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // on to the next
            }
            buffer.flip().get(room, 0, buffer.limit());
            return buffer.limit();
        } finally {
            overwrite(buffer);
        }
    }

    /// Writes a message and says that it is all.
    static void writeAll(SocketChannel channel, byte[] message) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(message.length).put(message).flip();
        try {
            while (buffer.hasRemaining()) channel.write(buffer);
            channel.shutdownOutput();
        } finally {
            overwrite(buffer);
        }
    }

    private static void overwrite(ByteBuffer buffer) {
        buffer.clear().put(new byte[buffer.capacity()]);
    }
}
