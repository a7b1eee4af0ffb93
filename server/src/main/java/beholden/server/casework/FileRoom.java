package beholden.server.casework;

import beholden.vault.file.FileRef;
import beholden.vault.file.SealedFiles;
import beholden.vault.key.FolderId;
import beholden.vault.tick.ChunkRoom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// Room in the vault for files of a case, held until they are put or it is closed: what hangs on those files is
/// done only by whoever has it. For one thread.
public final class FileRoom implements AutoCloseable {
    private final SealedFiles files;
    private final FolderId folder;
    private final ChunkRoom room;
    private final Semaphore share;

    FileRoom(SealedFiles files, FolderId folder, ChunkRoom room, Semaphore share) {
        this.files = files;
        this.folder = folder;
        this.room = room;
        this.share = share;
    }

    /// Puts one of the files that the room was reserved for.
    ///
    /// @return completes with the file's reference once all of it is durable
    public CompletableFuture<FileRef> put(byte[] bytes) {
        int before = room.left();
        CompletableFuture<FileRef> sealed = files.put(folder, bytes, room);
        int chunks = before - room.left();
        return sealed.whenComplete((_, _) -> share.release(chunks));
    }

    /// Gives back what is left.
    @Override
    public void close() {
        share.release(room.left());
        room.close();
    }
}
