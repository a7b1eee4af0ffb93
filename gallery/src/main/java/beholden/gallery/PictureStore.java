package beholden.gallery;

import beholden.ground.DurableFile;
import beholden.ground.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Face crops and thumbnails, each kept once under the SHA-256 of its bytes.
///
/// Picture `abcdef…` is the file `ab/cdef…`. A picture comes with the change that enrols a face with it, and leaves
/// when no face refers to it any more. Reading is safe for many threads, also while the gallery changes.
public final class PictureStore {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    /// When a picture seems to have been read last, so that no reading is newer: file systems would note when
    /// somebody looked at a candidate, and so who was one.
    private static final FileTime FAR_AHEAD = FileTime.from(Instant.parse("2100-01-01T00:00:00Z"));

    private final Path folder;

    PictureStore(Path folder) {
        this.folder = folder;
    }

    /// The bytes of a picture, checked against its id.
    ///
    /// @throws NoSuchFileException     if there is no such picture
    /// @throws DamagedGalleryException if the bytes are not those that were put
    public byte[] read(String id) throws IOException {
        byte[] picture;
        try {
            picture = Files.readAllBytes(file(id));
        } catch (NoSuchFileException _) {
            throw new NoSuchFileException(file(id) + ": the gallery holds no such picture");
        }
        if (!idOf(picture).equals(id)) {
            throw new DamagedGalleryException(
                    file(id) + ": the picture has changed since it was stored; restore it from a backup", null);
        }
        return picture;
    }

    /// @throws IllegalArgumentException if `id` is not the id of any picture
    public boolean contains(String id) {
        return Files.exists(file(id));
    }

    static String idOf(byte[] picture) {
        return Sha256.hex(picture);
    }

    /// @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            String shown = id.length() > 80 ? id.substring(0, 80) + "…" : id;
            throw new IllegalArgumentException(
                    "picture id \"" + shown.replaceAll("\\p{Cntrl}", "?") + "\": not 64 hexadecimal digits");
        }
    }

    /// Writes those of the pictures that are not there, durably.
    ///
    /// @param put told the id of each before it is written
    void put(Map<String, byte[]> pictures, Collection<String> put, WorkerThreads workers) throws IOException {
        List<Map.Entry<String, byte[]>> missing = pictures.entrySet().stream()
                .filter(picture -> !contains(picture.getKey()))
                .toList();
        for (Map.Entry<String, byte[]> picture : missing) {
            put.add(picture.getKey());
        }
        workers.inParts(missing, part -> {
            for (Map.Entry<String, byte[]> picture : part) {
                write(file(picture.getKey()), picture.getValue());
            }
        });
    }

    private static void write(Path file, byte[] picture) throws IOException {
        DurableFile.makeFolders(DurableFile.folderOf(file));
        DurableFile.replace(file, picture);
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, FAR_AHEAD, null);
    }

    /// Deletes pictures that no face refers to.
    void delete(Collection<String> ids) throws IOException {
        for (String id : ids) {
            Files.deleteIfExists(file(id));
        }
    }

    /// Deletes whatever no face refers to.
    void sweep(Predicate<String> referred) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> prefixes = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
            for (Path prefix : prefixes) {
                sweep(prefix, referred);
            }
        }
    }

    private static void sweep(Path prefix, Predicate<String> referred) throws IOException {
        boolean deleted = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(prefix)) {
            for (Path file : files) {
                String id = prefix.getFileName().toString() + file.getFileName();
                // A picture that a crash left half written has no id.
                if (!ID.matcher(id).matches() || !referred.test(id)) {
                    deleted |= Files.deleteIfExists(file);
                }
            }
        }
        if (deleted) {
            DurableFile.syncFolder(prefix);
        }
    }

    private Path file(String id) {
        requireId(id);
        return folder.resolve(id.substring(0, 2)).resolve(id.substring(2));
    }
}
