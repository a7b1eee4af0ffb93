package beholden.gallery;

import beholden.ground.DurableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// The folder of a gallery, held by this process alone while open; where it cannot be written to, by readers alone.
///
/// ```
/// gallery.txt    the manifest
/// gallery.lock   held by the process that uses the gallery
/// index-N/       the faces: a Lucene index; the manifest says which N counts
/// pictures/      face crops and thumbnails
/// unfinished     present while pictures may be there that no face refers to
/// ```
final class GalleryFolder implements Closeable {

    private static final String LOCK = "gallery.lock";
    private static final String INDEX_PREFIX = "index-";
    private static final String MARKER = "unfinished";

    /// Folders that this process holds for reading.
    private static final Set<Path> READ_HERE = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final boolean writable;
    private final Closeable hold;
    private boolean marked;

    private GalleryFolder(Path root) throws IOException {
        this.root = root;
        this.writable = Files.isWritable(root);
        this.hold = writable ? holdAlone(root) : holdForReading(root);
        this.marked = Files.exists(root.resolve(MARKER));
    }

    private static Closeable holdAlone(Path root) throws IOException {
        FSDirectory directory = new NIOFSDirectory(root);
        try {
            Lock lock = directory.obtainLock(LOCK);
            return () -> IOUtils.close(lock, directory);
        } catch (LockObtainFailedException _) {
            directory.close();
            throw inUse(root);
        }
    }

    /// Keeps those away who could change it; others may read it too.
    private static Closeable holdForReading(Path root) throws IOException {
        Path real = root.toRealPath();
        // A second lock of this process on one file would be given up with the first.
        if (!READ_HERE.add(real)) throw inUse(root);
        try {
            FileChannel file = lockForReading(root);
            return () -> {
                READ_HERE.remove(real);
                IOUtils.close(file);
            };
        } catch (IOException | RuntimeException e) {
            READ_HERE.remove(real);
            throw e;
        }
    }

    /// The locked file; null where there is none that could be read, as in a copy.
    private static @Nullable FileChannel lockForReading(Path root) throws IOException {
        Path file = root.resolve(LOCK);
        if (!Files.isReadable(file)) return null;
        FileChannel open = FileChannel.open(file, StandardOpenOption.READ);
        try {
            if (open.tryLock(0, Long.MAX_VALUE, true) != null) return open;
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
        open.close();
        throw inUse(root);
    }

    private static GalleryInUseException inUse(Path root) {
        return new GalleryInUseException(root + ": the gallery is in use by another process or another part of this"
                + " one; wait until that ends, or close it, and try again");
    }

    /// Whether the gallery can be changed; it can be read all the same, as on a disk that is mounted for reading
    /// alone.
    boolean isWritable() {
        return writable;
    }

    /// @throws FileSystemException if the gallery can only be read
    void requireWritable() throws FileSystemException {
        if (!writable) {
            throw new FileSystemException(
                    root.toString(),
                    null,
                    "cannot be written to; the gallery there can be searched, shown and verified, and not changed");
        }
    }

    /// Holds an existing gallery.
    ///
    /// @throws NotAGalleryException  if there is none
    /// @throws GalleryInUseException if it is held already
    static GalleryFolder hold(Path root) throws IOException {
        requireGallery(root);
        return new GalleryFolder(root);
    }

    /// The manifest as it is now, of a folder that anybody may hold.
    ///
    /// @throws NotAGalleryException if there is none
    static Manifest peek(Path root) throws IOException {
        requireGallery(root);
        Path file = root.resolve(Manifest.FILE);
        return Manifest.parse(file.toString(), Files.readAllBytes(file));
    }

    private static void requireGallery(Path root) throws NotAGalleryException {
        if (!Files.isDirectory(root)) {
            throw new NotAGalleryException(root + ": no such folder; make a gallery there first");
        }
        if (!Gallery.isGallery(root)) {
            throw new NotAGalleryException(
                    root + ": not a gallery (it has no " + Manifest.FILE + "); make one in an empty folder");
        }
    }

    /// Holds a folder that is absent, empty, or left by a creation that was interrupted.
    ///
    /// @throws NotAGalleryException  if it holds anything else
    /// @throws GalleryInUseException if it is held already
    static GalleryFolder holdNew(Path root) throws IOException {
        try {
            if (Files.notExists(root)) {
                makePrivate(root);
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
                for (Path entry : entries) {
                    String name = entry.getFileName().toString();
                    if (name.equals(Manifest.FILE)) {
                        throw new NotAGalleryException(root + ": there is a gallery already; open it instead");
                    }
                    if (!name.equals(LOCK)
                            && !name.equals(indexName(1))
                            && !name.equals(Manifest.FILE + DurableFile.UNFINISHED)) {
                        throw new NotAGalleryException(root + ": the folder holds other files (" + name
                                + "); a gallery is made in an empty folder");
                    }
                }
            }
        } catch (NotDirectoryException _) {
            throw new NotAGalleryException(root + ": a file, not a folder; a gallery is made in an empty folder");
        }
        GalleryFolder folder = new GalleryFolder(root);
        try {
            folder.deleteIndex(indexName(1));
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    Path path() {
        return root;
    }

    Path index(String name) {
        return root.resolve(name);
    }

    Path pictures() {
        return root.resolve("pictures");
    }

    static String indexName(int number) {
        return INDEX_PREFIX + number;
    }

    /// The name for the index that will follow `index`.
    static String nextIndexName(String index) {
        return indexName(Integer.parseInt(index.substring(INDEX_PREFIX.length())) + 1);
    }

    Manifest readManifest() throws IOException {
        Path file = root.resolve(Manifest.FILE);
        Manifest manifest = Manifest.parse(file.toString(), Files.readAllBytes(file));
        if (!Files.isDirectory(index(manifest.index()))) {
            throw new DamagedGalleryException(
                    index(manifest.index()) + ": the folder of the faces is missing; restore it from a backup", null);
        }
        return manifest;
    }

    /// Replaces the manifest at once; on disk when this returns.
    void writeManifest(Manifest manifest) throws IOException {
        DurableFile.replace(root.resolve(Manifest.FILE), manifest.toBytes());
    }

    /// Deletes what a crash left beside the index that counts.
    void discardUnfinished(Manifest manifest) throws IOException {
        if (!writable) return;
        Files.deleteIfExists(root.resolve(Manifest.FILE + DurableFile.UNFINISHED));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, INDEX_PREFIX + "*")) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().equals(manifest.index())) {
                    IOUtils.rm(entry);
                }
            }
        }
    }

    void deleteIndex(String name) throws IOException {
        if (Files.exists(index(name))) {
            IOUtils.rm(index(name));
            DurableFile.syncFolder(root);
        }
    }

    /// Notes durably, before pictures change, that some may end up without a face.
    void markUnfinished() throws IOException {
        if (marked) {
            return;
        }
        DurableFile.replace(root.resolve(MARKER), new byte[0]);
        marked = true;
    }

    boolean isMarkedUnfinished() {
        return marked;
    }

    /// Every picture is referred to by a face.
    void clearUnfinished() throws IOException {
        if (marked) {
            Files.deleteIfExists(root.resolve(MARKER));
            marked = false;
        }
    }

    @Override
    public void close() throws IOException {
        hold.close();
    }

    // Faces are nobody else's business on a shared machine.
    private static void makePrivate(Path root) throws IOException {
        Path parent = root.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new NoSuchFileException(root + ": its parent folder does not exist; make that first");
        }
        DurableFile.makePrivateFolders(root);
    }
}
