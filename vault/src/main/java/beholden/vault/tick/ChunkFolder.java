package beholden.vault.tick;

import beholden.ground.DurableFile;
import beholden.vault.cell.Label;
import beholden.vault.setup.VaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The folder of sealed chunks: one file per chunk, `ab/cd/` ‖ label in hex, holding the box and nothing
/// else.
///
/// A file's name is a label, so what goes wrong is told without it.
public final class ChunkFolder {

    /// When a chunk seems to have been read last. A real chunk is read again and a random one never is, and file
    /// systems keep the time of reading; but most of them only where it is newer than the time they have.
    private static final FileTime FAR_AHEAD = FileTime.from(Instant.parse("2100-01-01T00:00:00Z"));

    private final Path root;
    private final int boxLength;

    public ChunkFolder(Path root, int boxLength) {
        this.root = root;
        this.boxLength = boxLength;
    }

    /// Writes a chunk; durable when this returns. May be repeated.
    void insert(Chunk chunk) throws VaultException {
        Path file = file(chunk.label());
        try {
            DurableFile.makePrivateFolders(DurableFile.folderOf(file));
            DurableFile.replacePrivately(file, chunk.box());
            Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, FAR_AHEAD, null);
        } catch (IOException e) {
            throw new VaultException(root + ": a chunk cannot be written: " + why(e));
        }
    }

    /// The box of a chunk; nothing if it is not there. One of another length comes as zeros: it will not open.
    public Optional<byte[]> fetch(Label label) throws VaultException {
        try (FileChannel in = FileChannel.open(file(label))) {
            ByteBuffer box = ByteBuffer.allocate(boxLength);
            if (in.size() == boxLength) {
                WholeBuffers.readAll(in, box, 0);
            }
            return Optional.of(box.array());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new VaultException(root + ": a chunk cannot be read: " + why(e));
        }
    }

    boolean holds(Chunk chunk) throws VaultException {
        return fetch(chunk.label())
                .filter(box -> Arrays.equals(box, chunk.box()))
                .isPresent();
    }

    private static String why(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> "a file is in the way of a folder";
            case AccessDeniedException _ -> "access is denied";
            // whose message is the path
            case FileSystemException named when named.getReason() != null -> named.getReason();
            case FileSystemException other -> other.getClass().getSimpleName();
            default -> String.valueOf(e.getMessage());
        };
    }

    private Path file(Label label) {
        return place(root, HexFormat.of().formatHex(label.bytes()));
    }

    /// File in the folder `root` of the chunk whose label is `name` in hex.
    public static Path place(Path root, String name) {
        return root.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
    }
}
