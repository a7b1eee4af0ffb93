package beholden.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right of one process to use a vault: a lock on the file `lock`, given back by the system if the
/// process dies.
record VaultHold(FileChannel channel) implements AutoCloseable {

    /// @throws VaultException if it is taken
    static VaultHold take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // held by another part of this process
        } finally {
            if (!held) {
                channel.close();
            }
        }
        if (!held) {
            throw new VaultException(folder
                    + ": the vault is in use by another process or another part of this one; wait until that ends, or"
                    + " close it, and try again");
        }
        return new VaultHold(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
