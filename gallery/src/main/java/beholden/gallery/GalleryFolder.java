package beholden.gallery;

import beholden.ground.DurableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.IOUtils;

/// The folder of a gallery, held by this process alone while open.
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

    private final Path root;
    private final FSDirectory lockDirectory;
    private final Lock lock;
    private boolean marked;

    private GalleryFolder(Path root) throws IOException {
        this.root = root;
        this.lockDirectory = new NIOFSDirectory(root);
        try {
            this.lock = lockDirectory.obtainLock(LOCK);
        } catch (LockObtainFailedException _) {
            lockDirectory.close();
            throw new GalleryInUseException(root + ": the gallery is in use by another process or another part of this"
                    + " one; wait until that ends, or close it, and try again");
        }
        this.marked = Files.exists(root.resolve(MARKER));
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
                    if (!name.equals(LOCK) && !name.equals(indexName(1)) && !name.equals(Manifest.FILE + DurableFile.UNFINISHED)) {
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
        IOUtils.close(lock, lockDirectory);
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
