package beholden.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Faces of known origin, compared with a probe one by one: no face in scope is skipped.
///
/// Results are deterministic: the same committed faces and probe give the same candidates in the same order (ties
/// by face id). Templates come in as their model made them; the gallery rotates them with its key on the way in,
/// and no vector ever comes out. It changes by [#apply(Change)] alone; where its folder cannot be written to, it
/// can be read all the same. Safe for use by many threads of one process; one process
/// at a time holds a gallery.
///
/// Ids of faces, photos and sources are the caller's own. One photo held under two sources needs two photo ids, or
/// removing it from one source takes it from the other as well.
public interface Gallery extends AutoCloseable {

    /// Largest `limit` of a search.
    int MAX_LIMIT = 200;

    /// Whether there is a gallery in a folder, sound or not.
    static boolean isGallery(Path folder) {
        return Files.exists(folder.resolve(Manifest.FILE));
    }

    /// Makes an empty gallery in a folder that is absent or empty, and opens it.
    ///
    /// @throws NotAGalleryException if the folder holds something already
    static Gallery create(Path folder, GalleryKey key, GallerySettings settings) throws IOException {
        return LuceneGallery.create(folder, key, settings);
    }

    /// Opens a gallery, finishing or undoing whatever a crash had interrupted.
    ///
    /// @param pack id of the model pack whose templates will be enrolled and searched
    /// @throws NotAGalleryException         if the folder is not a gallery
    /// @throws GalleryInUseException        if another process (or this one) has it open
    /// @throws UnsupportedVersionException  if another version of Beholden made it
    /// @throws WrongKeyException            if it was made with another key
    /// @throws WrongPackException           if its templates are another pack's
    /// @throws DamagedGalleryException      if its files are incomplete or changed, as far as opening can tell
    static Gallery open(Path folder, GalleryKey key, String pack) throws IOException {
        return LuceneGallery.open(folder, key, pack);
    }

    /// The id of the model pack whose templates the gallery in `folder` holds, for callers who open it only to look
    /// after it. Needs no key, and may be asked while the gallery is open.
    ///
    /// @throws NotAGalleryException        if the folder is not a gallery
    /// @throws UnsupportedVersionException if another version of Beholden made it
    /// @throws DamagedGalleryException     if its manifest is incomplete or changed
    static String packOf(Path folder) throws IOException {
        return GalleryFolder.peek(folder).pack();
    }

    /// Rotates every template anew, with `newKey` in place of `oldKey`, in a folder that nobody has open.
    ///
    /// Written beside the old faces and swapped in at once: a crash at any moment leaves the gallery usable with
    /// one key or the other. Needs room for a second copy of the faces (not of the pictures).
    ///
    /// @return how many faces were rotated
    static long rekey(Path folder, GalleryKey oldKey, GalleryKey newKey, Progress progress) throws IOException {
        return Rekeying.rekey(folder, oldKey, newKey, progress);
    }

    /// Applies a change: all of it or nothing, durable and visible to searches when it returns.
    ///
    /// Calls take turns. One that fails, as on a full disk, leaves the gallery as it was before, and the next is
    /// applied as if nothing had happened. A crash leaves the gallery as it was before or after the change. What
    /// was removed is in no file of the gallery any more when this returns: neither templates nor facts nor
    /// pictures.
    ///
    /// Each call waits for the disk, so many faces belong into one change. All of it is held in memory.
    ///
    /// @throws TemplateMismatchException if a template's pack or dimension is not this gallery's
    /// @throws IllegalArgumentException  if a face refers to a picture that neither the change nor the gallery has
    default Applied apply(Change change) throws IOException {
        return apply(() -> change);
    }

    /// Applies a change that is put together when its turn has come: until it is applied, no other is. So it may
    /// rest on what is true at that moment, such as which photos must stay away.
    ///
    /// @param inTurn asked once; does not change the gallery itself
    Applied apply(Plan inTurn) throws IOException;

    /// Puts a change together.
    @FunctionalInterface
    interface Plan {
        Change make() throws IOException;
    }

    /// The `limit` best candidates among the faces that `scope` admits, best first.
    ///
    /// @param probe as its model made it, unit length, not rotated
    /// @param limit 1..200
    /// @throws TemplateMismatchException if the probe's pack or dimension is not this gallery's
    default CandidateList search(Template probe, Scope scope, int limit) throws IOException {
        return search(List.of(probe), scope, limit).getFirst();
    }

    /// One candidate list per probe, in their order; faster than one call each, since the gallery is read once.
    List<CandidateList> search(List<Template> probes, Scope scope, int limit) throws IOException;

    /// Whether the gallery holds a face of the photo.
    boolean containsPhoto(String photoId) throws IOException;

    /// Finds a face by its id.
    Optional<EnrolledFace> find(String faceId) throws IOException;

    /// Finds a photo's faces, in the order of their ids; empty if there is none.
    List<EnrolledFace> facesOf(String photoId) throws IOException;

    /// Reads every face as of one moment, as when all are to be enrolled in another gallery; in no order to rely
    /// on.
    ///
    /// @param reader may take its time: searches and changes go on meanwhile
    /// @return how many there were
    long forEach(FaceReader reader) throws IOException;

    /// Takes faces one by one.
    @FunctionalInterface
    interface FaceReader {
        void take(EnrolledFace face) throws IOException;
    }

    /// Draws faces at random, to be compared with one another.
    ///
    /// @param admitted of the faces that are drawn, which are taken
    /// @param atMost   faces to be drawn; each is held in memory, 2 kB at 512 dimensions
    FaceSample sample(Predicate<EnrolledFace> admitted, int atMost) throws IOException;

    /// Number of faces.
    long size() throws IOException;

    /// Faces of each source, in the order of source ids.
    Map<String, Long> facesBySource() throws IOException;

    /// Photos of each source that a face is known of, in the order of source ids. Goes through the ids of all
    /// photos: about a second for each million.
    Map<String, Long> photosBySource() throws IOException;

    /// Describes what this gallery is and how much it holds.
    GalleryDescription describe() throws IOException;

    /// Store of face crops and thumbnails.
    PictureStore pictures();

    /// Reads the whole gallery and checks it: the index and its checksums, the manifest, and that every picture
    /// a face refers to is there and unchanged. Takes as long as reading all of it from disk; changes wait
    /// meanwhile.
    Verification verify(Progress progress) throws IOException;

    /// Closes it.
    @Override
    void close() throws IOException;
}
