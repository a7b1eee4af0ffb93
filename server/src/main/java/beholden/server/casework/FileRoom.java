package beholden.server.casework;

import beholden.vault.file.FileRef;
import beholden.vault.file.SealedFiles;
import beholden.vault.key.FolderId;
import beholden.vault.tick.ChunkRoom;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/// Room in the vault for files of a case, held until they are put or it is closed: what hangs on those files is
/// done only by whoever has it. For one thread.
public final class FileRoom implements AutoCloseable {
    private final SealedFiles files;
    private final FolderId folder;
    private final ChunkRoom room;
    private final IntConsumer givesBack;

    /// @param givesBack is told of chunks that need the room no more
    FileRoom(SealedFiles files, FolderId folder, ChunkRoom room, IntConsumer givesBack) {
        this.files = files;
        this.folder = folder;
        this.room = room;
        this.givesBack = givesBack;
    }

    /// Puts one of the files that the room was reserved for.
    ///
    /// @return completes with the file's reference once all of it is durable
    public CompletableFuture<FileRef> put(byte[] bytes) {
        int before = room.left();
        CompletableFuture<FileRef> sealed = files.put(folder, bytes, room);
        int chunks = before - room.left();
        return sealed.whenComplete((_, _) -> givesBack.accept(chunks));
    }

    /// Gives back what is left.
    @Override
    public void close() {
        givesBack.accept(room.left());
        room.close();
    }
}
