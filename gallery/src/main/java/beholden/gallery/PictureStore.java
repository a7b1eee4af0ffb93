package beholden.gallery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.lucene.util.IOUtils;

/// Face crops and thumbnails, each kept once under the SHA-256 of its bytes.
///
/// Picture `abcdef…` is the file `ab/cdef…`. A picture is put before the face that refers to it is enrolled, and
/// leaves when no face refers to it any more. Safe for use by many threads.
public final class PictureStore {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final String UNFINISHED = ".tmp";

    /// When a picture seems to have been read last, so that no reading is newer: file systems would note when somebody
    /// looked at a candidate, and so who was one.
    private static final FileTime FAR_AHEAD = FileTime.from(Instant.parse("2100-01-01T00:00:00Z"));

    private final Path folder;
    private final ChangeMarker marker;

    // Put by a caller who has not enrolled the face yet: no garbage, although no face refers to them.
    private final Set<String> unclaimed = ConcurrentHashMap.newKeySet();
    private final Set<Path> unsyncedFolders = ConcurrentHashMap.newKeySet();
    private final Object keepOrDelete = new Object();

    PictureStore(Path folder, ChangeMarker marker) {
        this.folder = folder;
        this.marker = marker;
    }

    /// Told before pictures change, so that what a crash leaves behind is looked for.
    @FunctionalInterface
    interface ChangeMarker {
        void changing() throws IOException;
    }

    /// Keeps a picture; durable with the next [Gallery#commit()]. If no face refers to it by the time the gallery is
    /// closed, it goes.
    ///
    /// @param picture an encoded picture, usually JPEG; may be there already
    /// @return its id
    public String put(byte[] picture) throws IOException {
        if (picture.length == 0) {
            throw new IllegalArgumentException("a picture of 0 bytes");
        }
        marker.changing();
        String id = idOf(picture);
        synchronized (keepOrDelete) {
            unclaimed.add(id);
            if (contains(id)) {
                return id;
            }
        }
        write(id, picture);
        return id;
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

    /// @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            String shown = id.length() > 80 ? id.substring(0, 80) + "…" : id;
            throw new IllegalArgumentException(
                    "picture id \"" + shown.replaceAll("\\p{Cntrl}", "?") + "\": not 64 hexadecimal digits");
        }
    }

    /// Faces now refer to these.
    void claim(Collection<String> ids) {
        unclaimed.removeAll(ids);
    }

    boolean hasUnclaimed() {
        return !unclaimed.isEmpty();
    }

    /// Nobody will enrol a face for what was put so far.
    void giveUpUnclaimed() {
        unclaimed.clear();
    }

    /// Makes every picture that was put durable.
    void sync() throws IOException {
        for (Iterator<Path> folders = unsyncedFolders.iterator(); folders.hasNext(); ) {
            Path unsynced = folders.next();
            folders.remove();
            IOUtils.fsync(unsynced, true);
        }
    }

    /// Deletes what no face refers to and nobody is about to.
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

    private void sweep(Path prefix, Predicate<String> referred) throws IOException {
        boolean deleted = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(prefix)) {
            for (Path file : files) {
                String id = prefix.getFileName().toString() + file.getFileName();
                if (ID.matcher(id).matches() && !referred.test(id)) {
                    synchronized (keepOrDelete) {
                        deleted |= !unclaimed.contains(id) && Files.deleteIfExists(file);
                    }
                }
            }
        }
        if (deleted) {
            IOUtils.fsync(prefix, true);
        }
    }

    /// Deletes what a crash left half written; only while nobody puts pictures.
    void discardUnfinished() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    // On disk under its own name before it gets the name that counts.
    private void write(String id, byte[] picture) throws IOException {
        Path target = file(id);
        Path prefix = folder.resolve(id.substring(0, 2));
        makeFolder(folder);
        makeFolder(prefix);
        Path unfinished = folder.resolve(id + "-" + Thread.currentThread().threadId() + UNFINISHED);
        try (FileChannel out = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(picture);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.getFileAttributeView(unfinished, BasicFileAttributeView.class).setTimes(null, FAR_AHEAD, null);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        unsyncedFolders.add(prefix);
    }

    private void makeFolder(Path made) throws IOException {
        if (Files.isDirectory(made)) {
            return;
        }
        try {
            Files.createDirectory(made);
            unsyncedFolders.add(made.toAbsolutePath().getParent());
        } catch (FileAlreadyExistsException _) {
            // another thread was first
        }
    }

    private Path file(String id) {
        requireId(id);
        return folder.resolve(id.substring(0, 2)).resolve(id.substring(2));
    }

    private static String idOf(byte[] picture) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
