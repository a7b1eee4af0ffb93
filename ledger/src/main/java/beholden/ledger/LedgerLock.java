package beholden.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps every other process, and the rest of this one, from appending to a ledger. The system releases it when
/// the process ends, however it ends.
final class LedgerLock implements AutoCloseable {
    private final FileChannel channel;

    private LedgerLock(FileChannel channel) {
        this.channel = channel;
    }

    static LedgerLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LedgerFiles.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new LedgerInUseException(folder);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new LedgerInUseException(folder);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new LedgerLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
