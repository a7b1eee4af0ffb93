package beholden.server.imports;

import beholden.ground.Sha256;
import beholden.server.imports.intake.Delivery;
import beholden.server.imports.intake.IntakeException;
import beholden.server.imports.intake.IntakeLimits;
import beholden.server.source.PhotoHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The imports on disk, each in a folder of its own that only the server's owner enters.
///
/// ```
/// imports/ID/import.json    its order, and how it stands
/// imports/ID/report.csv     what became of each file
/// imports/ID/photos/ …      what was handed in; gone when the import is
/// ```
final class ImportFolders {
    private static final String NOTE = "import.json";
    private static final String HANDED_IN = "handed-in";

    private final Path folder;
    private final Path importable;

    private record Note(int format, ImportOrder order, ImportStand stand) {}

    /// @param folder     where they are kept; made if it is not there
    /// @param importable folder of the server below which folders may be imported; need not be there
    ImportFolders(Path folder, Path importable) throws IOException {
        this.folder = folder;
        this.importable = importable;
        makePrivate(folder);
    }

    private static void makePrivate(Path made) throws IOException {
        if (Files.isDirectory(made)) return;
        boolean posix =
                Files.getFileAttributeView(made.toAbsolutePath().getParent(), PosixFileAttributeView.class) != null;
        Files.createDirectory(
                made,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    private Path of(ImportId id) {
        return folder.resolve(id.toString());
    }

    /// An empty folder for what is handed in.
    Path make(ImportId id) throws IOException {
        makePrivate(of(id));
        return Files.createDirectory(of(id).resolve(HANDED_IN));
    }

    Path report(ImportId id) {
        return of(id).resolve("report.csv");
    }

    /// The photos of an import.
    ///
    /// @throws IntakeException if its folder is not there any more, or its manifest was changed for the worse
    Delivery delivery(ImportOrder order, IntakeLimits limits) throws IOException {
        return order.folder() == null
                ? Delivery.handedIn(of(order.id()).resolve(HANDED_IN), order.links(), limits)
                : Delivery.ofFolder(importable(order.folder()), order.links(), limits);
    }

    /// The real path of a folder that may be imported.
    ///
    /// @param name below the folder for that, with `/`
    /// @throws IntakeException if it is not there, or elsewhere
    Path importable(String name) throws IntakeException {
        try {
            Path root = importable.toRealPath();
            Path real = root.resolve(name).toRealPath();
            if (real.startsWith(root) && Files.isDirectory(real)) return real;
        } catch (IOException | IllegalArgumentException _) {
            // answered below: what lies elsewhere is not told from what is not there
        }
        throw new IntakeException("folder: there is no such folder among those that may be imported");
    }

    /// Notes how an import stands, at once and durably.
    void write(ImportOrder order, ImportStand stand) throws IOException {
        Path file = of(order.id()).resolve(NOTE);
        Path unfinished = file.resolveSibling(NOTE + ".tmp");
        try (FileChannel out = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JsonMapper.shared().writeValueAsBytes(new Note(1, order, stand)));
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// All that were noted, the oldest first; what was being handed in when the server stopped is deleted.
    List<Import> readAll() throws IOException {
        List<Import> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (ImportId.parse(String.valueOf(entry.getFileName())).isEmpty()) continue;
                Path file = entry.resolve(NOTE);
                if (Files.exists(file)) {
                    all.add(read(file));
                } else {
                    FileSystemUtils.deleteRecursively(entry);
                }
            }
        }
        all.sort((a, b) -> a.order().begun().compareTo(b.order().begun()));
        return all;
    }

    private static Import read(Path file) throws IOException {
        try {
            Note note = JsonMapper.shared().readValue(Files.readAllBytes(file), Note.class);
            return new Import(note.order(), note.stand());
        } catch (JacksonException e) {
            throw new IOException(file + ": is damaged; delete its folder, and import its photos again", e);
        }
    }

    /// Deletes what was handed in.
    void deletePhotos(ImportId id) throws IOException {
        FileSystemUtils.deleteRecursively(of(id).resolve(HANDED_IN));
    }

    /// Deletes, of what was handed in, the photos of these bytes.
    void deletePhotos(ImportOrder order, Set<PhotoHash> hashes) throws IOException {
        if (order.folder() != null || !Files.exists(of(order.id()).resolve(HANDED_IN))) return;
        for (Path photo : delivery(order, IntakeLimits.DEFAULT).files()) {
            if (Files.exists(photo) && hashes.contains(new PhotoHash(Sha256.hex(Files.readAllBytes(photo))))) {
                Files.delete(photo);
            }
        }
    }

    /// Deletes all of an import.
    void delete(ImportId id) throws IOException {
        FileSystemUtils.deleteRecursively(of(id));
    }
}
