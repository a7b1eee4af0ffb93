package beholden.gallery;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/// The changes of a gallery: what is enrolled and removed until a commit, and the commit.
///
/// Pictures follow the faces: they are on disk before the faces that refer to them, and leave after.
final class FaceWriter {

    private final GalleryFolder folder;
    private final Directory directory;
    private final KeyedRotation rotation;
    private final FieldType vectorType;
    private final CommittedFaces committed;
    private final PictureStore pictures;
    private final WorkerThreads workers;

    // Enrolments share it; a commit, a removal and the end have it alone, so that none of them divides an enrolment.
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final Map<String, String> sourceOfPendingPhoto = new ConcurrentHashMap<>();
    private final AtomicLong pendingFaces = new AtomicLong();
    private @Nullable IndexWriter index;
    private boolean facesRemoved;
    private boolean facesReplaced;
    private volatile boolean dirty;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

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

    /// @param faces whose templates are comparable with the gallery's
    void enrol(List<Enrolment> faces) throws IOException {
        requireDistinct(faces);
        try (Held _ = hold(gate.readLock())) {
            for (Enrolment enrolment : faces) {
                requirePictures(enrolment.face());
            }
            IndexWriter open = index();
            dirty = true;
            try {
                workers.inParts(faces, part -> add(open, part));
            } catch (IOException | RuntimeException e) {
                // Some of the faces may be in, some not: none of them must ever be committed.
                failure = e;
                throw e;
            }
            for (Enrolment enrolment : faces) {
                EnrolledFace face = enrolment.face();
                sourceOfPendingPhoto.put(face.photoId(), face.sourceId());
                pictures.claim(FaceDocument.picturesOf(face));
            }
            pendingFaces.addAndGet(faces.size());
        }
    }

    private void add(IndexWriter open, List<Enrolment> part) throws IOException {
        float[][] rotated = rotation.rotate(part.stream()
                .map(enrolment -> enrolment.template().sharedValues())
                .toArray(float[][]::new));
        for (int i = 0; i < rotated.length; i++) {
            EnrolledFace face = part.get(i).face();
            open.updateDocument(
                    new Term(FaceDocument.FACE, face.faceId()), FaceDocument.of(face, rotated[i], vectorType));
        }
    }

    /// Removes the faces with this id in this field.
    ///
    /// @return how many
    long remove(String field, String id) throws IOException {
        try (Held _ = hold(gate.writeLock())) {
            long count = remove(new TermQuery(new Term(field, id)));
            switch (field) {
                case FaceDocument.PHOTO -> sourceOfPendingPhoto.remove(id);
                case FaceDocument.SOURCE -> sourceOfPendingPhoto.values().removeIf(id::equals);
                default -> {}
            }
            return count;
        }
    }

    /// Removes the committed faces of a source that were enrolled before a day.
    ///
    /// @return how many
    long removeEnrolledBefore(String sourceId, LocalDate day) throws IOException {
        Query old = NumericDocValuesField.newSlowRangeQuery(
                FaceDocument.ENROLLED, Long.MIN_VALUE, Math.subtractExact(day.toEpochDay(), 1));
        Query ofSource = new TermQuery(new Term(FaceDocument.SOURCE, sourceId));
        Query both = new BooleanQuery.Builder()
                .add(ofSource, BooleanClause.Occur.FILTER)
                .add(old, BooleanClause.Occur.FILTER)
                .build();
        // Asked daily of every source: most often there is nothing to do, and nothing is opened for writing.
        if (committed.read(searcher -> searcher.count(both)) == 0) return 0;
        try (Held _ = hold(gate.writeLock())) {
            return remove(both);
        }
    }

    private long remove(Query which) throws IOException {
        IndexWriter open = index();
        long count;
        try (DirectoryReader pending = DirectoryReader.open(open)) {
            count = new IndexSearcher(pending).count(which);
        }
        if (count > 0) {
            open.deleteDocuments(which);
            dirty = true;
            facesRemoved = true;
        }
        return count;
    }

    void commit() throws IOException {
        try (Held _ = hold(gate.writeLock())) {
            if (!dirty) {
                return;
            }
            IndexWriter open = index();
            if (facesRemoved) {
                FaceIndex.expunge(open);
            }
            pictures.sync();
            open.commit();
            dirty = false;
            long expected = committed.count() + pendingFaces.getAndSet(0);
            committed.refresh();
            sourceOfPendingPhoto.clear();
            if (facesRemoved) {
                pictures.sweep(committed.referredPictures());
                facesRemoved = false;
            } else if (committed.count() < expected) {
                facesReplaced = true;
            }
        }
    }

    /// Gives up what was enrolled and removed since the last commit; what failed does not stand in the way any more.
    void rollback() throws IOException {
        try (Held _ = hold(gate.writeLock())) {
            closeIndex();
            index = null;
            failure = null;
            sourceOfPendingPhoto.clear();
            pendingFaces.set(0);
            facesRemoved = false;
            if (dirty) pictures.sweep(committed.referredPictures());
            dirty = false;
        }
    }

    boolean hasPendingPhoto(String photoId) {
        return sourceOfPendingPhoto.containsKey(photoId);
    }

    /// Something done while nothing is committed or removed.
    <T> T undisturbed(CommittedFaces.Reading<T> reading) throws IOException {
        try (Held _ = hold(gate.readLock())) {
            return committed.read(reading);
        }
    }

    /// Deletes pictures without a face, if the last process to change the gallery may have left any.
    void sweepLeftovers() throws IOException {
        if (folder.isMarkedUnfinished()) {
            pictures.sweep(committed.referredPictures());
            folder.clearUnfinished();
        }
    }

    /// Gives up what is not committed.
    void close() throws IOException {
        gate.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            closeIndex();
            // What was put without a face, replaced, or given up just now has left pictures behind.
            boolean leftovers = dirty || facesReplaced || pictures.hasUnclaimed();
            pictures.giveUpUnclaimed();
            if (leftovers) {
                sweepLeftovers();
            } else {
                folder.clearUnfinished();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void closeIndex() throws IOException {
        if (index == null) {
            return;
        }
        try {
            if (dirty) {
                index.rollback();
            } else {
                index.close();
            }
        } catch (IOException e) {
            // A failed enrolment may have broken it before; what was committed is not touched by that.
            if (failure == null) {
                throw e;
            }
        }
    }

    /// @throws IllegalStateException if the gallery was closed
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException(folder.path() + ": the gallery was closed");
        }
    }

    // Opened with the first change: a process that only searches starts faster and writes nothing.
    private synchronized IndexWriter index() throws IOException {
        Throwable failed = failure;
        if (failed != null) {
            throw new IOException(
                    folder.path() + ": an earlier enrolment failed (" + failed.getMessage()
                            + "); roll back, or open the gallery again: it holds what was committed before",
                    failed);
        }
        if (index == null) {
            folder.markUnfinished();
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

    private void requirePictures(EnrolledFace face) {
        for (String id : FaceDocument.picturesOf(face)) {
            if (!pictures.contains(id)) {
                throw new IllegalArgumentException("face " + face.faceId() + " refers to picture " + id
                        + ", which the gallery does not hold; put it first");
            }
        }
    }

    private static void requireDistinct(List<Enrolment> faces) {
        Set<String> ids = new HashSet<>();
        for (Enrolment enrolment : faces) {
            if (!ids.add(enrolment.face().faceId())) {
                throw new IllegalArgumentException(
                        "face " + enrolment.face().faceId() + " is there twice in one enrolment");
            }
        }
    }
}
