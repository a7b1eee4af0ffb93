package beholden.vault.key;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right of one process to use a keyring, or to change its root key: a lock on a file beside it, given back by
/// the system if the process dies.
final class KeyringHold implements AutoCloseable {
    private final FileChannel channel;

    private KeyringHold(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws KeyringInUseException if it is taken
    /// @throws KeyException          if there is no such folder
    static KeyringHold take(Path folder) throws IOException {
        return take(folder, "lock", "the keys are in use by another process; end that one, or let it do this");
    }

    /// Takes hold of the keyring for as long as the root key or its passphrase is changed, whoever uses it.
    ///
    /// @throws KeyringInUseException if it is taken
    /// @throws KeyException          if there is no such folder
    static KeyringHold ofRootKey(Path folder) throws IOException {
        return take(
                folder,
                "root.lock",
                "the root key or its passphrase is being changed by another command; wait for that one, and try again");
    }

    private static KeyringHold take(Path folder, String file, String taken) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException _) {
            throw new KeyException(folder + ": no such folder of keys; name the folder of a vault");
        }
        boolean held = false;
        try {
            held = channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // another part of this process
        } finally {
            if (!held) channel.close();
        }
        if (!held) {
            throw new KeyringInUseException(folder + ": " + taken);
        }
        return new KeyringHold(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
