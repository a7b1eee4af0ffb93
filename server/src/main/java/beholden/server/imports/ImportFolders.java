package beholden.server.imports;

import beholden.ground.DurableFile;
import beholden.ground.Sha256;
import beholden.server.imports.intake.Delivery;
import beholden.server.imports.intake.IntakeException;
import beholden.server.imports.intake.IntakeLimits;
import beholden.server.source.PhotoHash;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(ImportFolders.class);
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
        DurableFile.makePrivateFolders(folder);
    }

    private Path of(ImportId id) {
        return folder.resolve(id.toString());
    }

    /// An empty folder for what is handed in.
    Path make(ImportId id) throws IOException {
        Path handedIn = of(id).resolve(HANDED_IN);
        DurableFile.makePrivateFolders(handedIn);
        return handedIn;
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

    /// Notes how an import stands, durably; [Import] calls it for one change after the other.
    void write(ImportOrder order, ImportStand stand) throws IOException {
        DurableFile.replace(
                of(order.id()).resolve(NOTE), JsonMapper.shared().writeValueAsBytes(new Note(1, order, stand)));
    }

    /// All that were noted, the oldest first; what was being handed in when the server stopped is deleted. An
    /// import whose note is damaged is known by the operator's log, and shown as such.
    List<Import> readAll(ImportLog log) throws IOException {
        List<Import> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                ImportId id;
                try {
                    id = ImportId.of(String.valueOf(entry.getFileName()));
                } catch (IllegalArgumentException _) {
                    continue; // somebody else's folder
                }
                Path file = entry.resolve(NOTE);
                if (Files.exists(file)) {
                    read(id, file, log).ifPresent(all::add);
                } else {
                    FileSystemUtils.deleteRecursively(entry);
                }
            }
        }
        all.sort(Comparator.comparing(job -> job.order().begun()));
        return all;
    }

    private static Optional<Import> read(ImportId id, Path file, ImportLog log) {
        try {
            Note note = JsonMapper.shared().readValue(Files.readAllBytes(file), Note.class);
            if (!note.order().id().equals(id)) throw new IOException("it is the note of another import");
            return Optional.of(new Import(note.order(), Objects.requireNonNull(note.stand())));
        } catch (JacksonException | IOException | NullPointerException e) {
            LOG.error("{}: is damaged; the import is left alone until it is cancelled", file, e);
            return log.begun(id)
                    .map(begun -> new Import(
                            new ImportOrder(id, begun.source(), begun.by(), begun.at(), null, null, 0),
                            ImportStand.damaged("The note of this import, " + id + "/" + NOTE
                                    + ", is damaged: cancel it, and import its photos again; what it enrolled stays, and is"
                                    + " not enrolled twice.")));
        }
    }

    /// Deletes what was handed in.
    void deletePhotos(ImportId id) throws IOException {
        FileSystemUtils.deleteRecursively(of(id).resolve(HANDED_IN));
    }

    /// Deletes the photos of these bytes from what was handed in.
    void deletePhotos(ImportId id, Set<PhotoHash> hashes) throws IOException {
        Path handedIn = of(id).resolve(HANDED_IN);
        if (!Files.exists(handedIn)) return;
        try (Stream<Path> files = Files.walk(handedIn)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (hashes.contains(new PhotoHash(Sha256.hex(file)))) Files.delete(file);
            }
        }
    }

    /// Deletes all of an import.
    void delete(ImportId id) throws IOException {
        FileSystemUtils.deleteRecursively(of(id));
    }
}
