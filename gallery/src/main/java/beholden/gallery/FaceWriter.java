package beholden.gallery;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Changes a gallery, one change after the other.
///
/// Pictures follow the faces: they are on disk before the faces that refer to them, and leave after.
final class FaceWriter {

    /// Faces rotated at once by one thread: each takes as much memory again as its template.
    private static final int ROTATED_AT_ONCE = 1024;

    private final GalleryFolder folder;
    private final Directory directory;
    private final KeyedRotation rotation;
    private final FieldType vectorType;
    private final CommittedFaces committed;
    private final PictureStore pictures;
    private final WorkerThreads workers;

    // Fair, so that a removal does not wait for the whole of an import.
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);
    private @Nullable IndexWriter index;
    private boolean facesReplaced;
    private boolean sweepDue;
    private volatile boolean closed;

    FaceWriter(
            GalleryFolder folder,
            Directory directory,
            KeyedRotation rotation,
            CommittedFaces committed,
            PictureStore pictures,
            WorkerThreads workers) {
        this.folder = folder;
        this.directory = directory;
        this.rotation = rotation;
        this.vectorType = FaceDocument.vectorType(rotation.dimension());
        this.committed = committed;
        this.pictures = pictures;
        this.workers = workers;
    }

    /// @param inTurn gives a change whose templates are comparable with the gallery's
    Applied apply(Gallery.Plan inTurn) throws IOException {
        try (Held _ = hold(turns.writeLock())) {
            folder.requireWritable();
            Change change = inTurn.make();
            for (Enrolment enrolment : change.enrolments()) {
                requirePictures(enrolment.face(), change);
            }
            try {
                return applied(change);
            } catch (IOException e) {
                throw naming(e);
            } catch (AlreadyClosedException e) {
                // Lucene closes its writer itself when the disk is full; the cause is what happened.
                throw naming(new IOException(e));
            }
        }
    }

    private Applied applied(Change change) throws IOException {
        committed.refresh();
        long before = committed.count();
        Query goes = goes(change);
        long removed = goes == null ? 0 : committed.read(searcher -> (long) searcher.count(goes));
        if (removed == 0 && change.enrolments().isEmpty()) {
            // An earlier change may have been durable and yet failed in deleting pictures.
            if (change.removes()) sweepIfDue();
            return Applied.NOTHING;
        }
        folder.markUnfinished();
        List<String> put = new ArrayList<>();
        try {
            pictures.put(change.pictures(), put, workers);
            IndexWriter open = index();
            if (goes != null && removed > 0) {
                open.deleteDocuments(goes);
            }
            workers.inParts(change.enrolments(), part -> add(open, part));
            if (removed > 0) {
                FaceIndex.expunge(open);
            }
            open.commit();
        } catch (Throwable e) {
            giveUp(put, e);
            throw e;
        }
        sweepDue |= removed > 0;
        committed.refresh();
        long added = committed.count() - before + removed;
        long replaced = change.enrolments().size() - added;
        facesReplaced |= replaced > 0;
        sweepIfDue();
        return new Applied(added, replaced, removed);
    }

    /// The faces that a change removes; null if it removes none.
    private static @Nullable Query goes(Change change) {
        if (!change.removes()) return null;
        BooleanQuery.Builder any = new BooleanQuery.Builder()
                .add(anyOf(FaceDocument.FACE, change.removedFaces()), Occur.SHOULD)
                .add(anyOf(FaceDocument.PHOTO, change.removedPhotos()), Occur.SHOULD)
                .add(anyOf(FaceDocument.SOURCE, change.removedSources()), Occur.SHOULD);
        for (Map.Entry<String, LocalDate> source : change.removedBefore().entrySet()) {
            any.add(enrolledBefore(source.getKey(), source.getValue()), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query anyOf(String field, Collection<String> ids) {
        return new TermInSetQuery(field, ids.stream().map(BytesRef::new).toList());
    }

    private static Query enrolledBefore(String sourceId, LocalDate day) {
        Query old = NumericDocValuesField.newSlowRangeQuery(
                FaceDocument.ENROLLED, Long.MIN_VALUE, Math.subtractExact(day.toEpochDay(), 1));
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(FaceDocument.SOURCE, sourceId)), Occur.FILTER)
                .add(old, Occur.FILTER)
                .build();
    }

    private void add(IndexWriter open, List<Enrolment> part) throws IOException {
        for (int from = 0; from < part.size(); from += ROTATED_AT_ONCE) {
            List<Enrolment> some = part.subList(from, Math.min(part.size(), from + ROTATED_AT_ONCE));
            float[][] rotated = rotation.rotate(some.stream()
                    .map(enrolment -> enrolment.template().sharedValues())
                    .toArray(float[][]::new));
            for (int i = 0; i < rotated.length; i++) {
                EnrolledFace face = some.get(i).face();
                open.updateDocument(
                        new Term(FaceDocument.FACE, face.faceId()), FaceDocument.of(face, rotated[i], vectorType));
            }
        }
    }

    /// Leaves the gallery as it was before a change that failed.
    ///
    /// @param put pictures that came with it
    private void giveUp(List<String> put, Throwable why) {
        IndexWriter broken = index;
        index = null;
        try {
            if (broken != null) broken.rollback();
        } catch (IOException | RuntimeException e) {
            why.addSuppressed(e);
        }
        try {
            pictures.delete(put);
        } catch (IOException e) {
            // The mark of unfinished changes stays, and the next opening or closing looks for them.
            sweepDue = true;
            why.addSuppressed(e);
        }
    }

    private void sweepIfDue() throws IOException {
        if (sweepDue) {
            pictures.sweep(committed.referredPictures());
            sweepDue = false;
            facesReplaced = false;
        }
    }

    /// Something done while nothing changes.
    <T> T undisturbed(CommittedFaces.Reading<T> reading) throws IOException {
        try (Held _ = hold(turns.readLock())) {
            return committed.read(reading);
        }
    }

    /// Deletes pictures without a face, if the last process to change the gallery may have left any.
    void sweepLeftovers() throws IOException {
        if (folder.isMarkedUnfinished() && folder.isWritable()) {
            pictures.sweep(committed.referredPictures());
            folder.clearUnfinished();
        }
    }

    void close() throws IOException {
        turns.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (!folder.isWritable()) return;
            closeIndex();
            sweepDue |= facesReplaced;
            sweepIfDue();
            folder.clearUnfinished();
        } finally {
            turns.writeLock().unlock();
        }
    }

    private void closeIndex() {
        try {
            if (index != null) index.close();
        } catch (IOException _) {
            // Every change is durable already. A merge that could not be ended, as on a full disk, is done again later.
        }
    }

    /// @throws IllegalStateException if the gallery was closed
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException(folder.path() + ": the gallery was closed");
        }
    }

    // Opened with the first change: a process that only searches starts faster and writes nothing.
    private IndexWriter index() throws IOException {
        // A merge in the background that fails closes it.
        if (index == null || !index.isOpen()) {
            index = FaceIndex.writer(directory);
        }
        return index;
    }

    private interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private Held hold(Lock lock) {
        lock.lock();
        try {
            requireOpen();
        } catch (IllegalStateException e) {
            lock.unlock();
            throw e;
        }
        return lock::unlock;
    }

    private void requirePictures(EnrolledFace face, Change change) {
        for (String id : face.pictures()) {
            if (!change.pictures().containsKey(id) && !pictures.contains(id)) {
                throw new IllegalArgumentException("face " + face.faceId() + " refers to picture " + id
                        + ", which neither the change nor the gallery holds; bring it with the face");
            }
        }
    }

    // Lucene says "No space left on device" without a word of where.
    private IOException naming(IOException e) {
        if (e instanceof FileSystemException || e instanceof GalleryException) return e;
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        FileSystemException named =
                new FileSystemException(folder.path().toString(), null, String.valueOf(root.getMessage()));
        named.initCause(e);
        return named;
    }
}
