package beholden.gallery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// [Gallery] on an embedded Lucene index.
final class LuceneGallery implements Gallery {

    private final GalleryFolder folder;
    private final Manifest manifest;
    private final KeyedRotation rotation;
    private final FieldType vectorType;
    private final Directory directory;
    private final CommittedFaces committed;
    private final PictureStore pictures;
    private final WorkerThreads workers = new WorkerThreads();

    // Enrolments share it; a commit, a removal and the end have it alone, so that none of them divides an enrolment.
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final Map<String, String> sourceOfPendingPhoto = new ConcurrentHashMap<>();
    private final AtomicLong pendingFaces = new AtomicLong();
    private @Nullable IndexWriter writer;
    private boolean facesRemoved;
    private boolean facesReplaced;
    private volatile boolean dirty;
    private volatile boolean closed;

    private LuceneGallery(GalleryFolder folder, Manifest manifest, KeyedRotation rotation) throws IOException {
        this.folder = folder;
        this.manifest = manifest;
        this.rotation = rotation;
        this.vectorType = FaceDocument.vectorType(manifest.dimension());
        Path faces = folder.index(manifest.index());
        this.directory = FaceIndex.open(faces);
        try {
            this.committed = new CommittedFaces(directory, manifest, faces);
        } catch (Throwable e) {
            IOUtils.closeWhileHandlingException(directory, workers);
            throw e;
        }
        this.pictures = new PictureStore(folder.pictures(), folder::markUnfinished);
    }

    static LuceneGallery create(Path path, GalleryKey key, GallerySettings settings) throws IOException {
        GalleryFolder folder = GalleryFolder.holdNew(path);
        try {
            KeyedRotation rotation = KeyedRotation.of(key, settings.dimension());
            Manifest manifest = new Manifest(
                    UUID.randomUUID().toString(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    settings.pack(),
                    settings.dimension(),
                    GalleryFolder.indexName(1),
                    KeyCheck.ofKey(key),
                    KeyCheck.ofRotation(key, rotation));
            FaceIndex.createEmpty(folder.index(manifest.index()), manifest);
            folder.writeManifest(manifest);
            return new LuceneGallery(folder, manifest, rotation);
        } catch (Throwable e) {
            IOUtils.closeWhileHandlingException(folder);
            throw e;
        }
    }

    static LuceneGallery open(Path path, GalleryKey key, String pack) throws IOException {
        GalleryFolder folder = GalleryFolder.hold(path);
        try {
            Manifest manifest = folder.readManifest();
            KeyCheck.requireKey(path, manifest, key);
            if (!pack.equals(manifest.pack())) {
                throw new WrongPackException(path + ": holds templates of " + manifest.pack() + ", not of " + pack
                        + "; open it with that pack, or make a new gallery and enrol its crops again");
            }
            KeyedRotation rotation = KeyCheck.rotation(path, manifest, key);
            folder.discardUnfinished(manifest);
            LuceneGallery gallery = new LuceneGallery(folder, manifest, rotation);
            try {
                gallery.pictures.discardUnfinished();
                gallery.sweepIfMarked();
                return gallery;
            } catch (Throwable e) {
                IOUtils.closeWhileHandlingException(gallery.committed, gallery.directory, gallery.workers);
                throw e;
            }
        } catch (Throwable e) {
            IOUtils.closeWhileHandlingException(folder);
            throw e;
        }
    }

    @Override
    public void enrol(Collection<Enrolment> faces) throws IOException {
        Set<String> ids = new HashSet<>();
        for (Enrolment enrolment : faces) {
            requireComparable(enrolment.template());
            requirePictures(enrolment.face());
            if (!ids.add(enrolment.face().faceId())) {
                throw new IllegalArgumentException(
                        "face " + enrolment.face().faceId() + " is there twice in one enrolment");
            }
        }
        gate.readLock().lock();
        try {
            IndexWriter open = writer();
            dirty = true;
            workers.inParts(List.copyOf(faces), part -> add(open, part));
            for (Enrolment enrolment : faces) {
                EnrolledFace face = enrolment.face();
                sourceOfPendingPhoto.put(face.photoId(), face.sourceId());
                pictures.claim(FaceDocument.picturesOf(face));
            }
            pendingFaces.addAndGet(faces.size());
        } finally {
            gate.readLock().unlock();
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

    @Override
    public void commit() throws IOException {
        gate.writeLock().lock();
        try {
            requireOpen();
            if (!dirty) {
                return;
            }
            IndexWriter open = writer();
            if (facesRemoved) {
                FaceIndex.expunge(open);
            }
            pictures.sync();
            open.commit();
            long expected = committed.count() + pendingFaces.getAndSet(0);
            committed.refresh();
            sourceOfPendingPhoto.clear();
            dirty = false;
            if (facesRemoved) {
                pictures.sweep(committed.referredPictures());
                facesRemoved = false;
            } else if (committed.count() < expected) {
                facesReplaced = true;
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    @Override
    public List<CandidateList> search(List<Template> probes, Scope scope, int limit) throws IOException {
        requireOpen();
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a candidate list of " + limit + " is outside 1.." + MAX_LIMIT);
        }
        for (Template probe : probes) {
            requireComparable(probe);
        }
        float[][] rotated =
                rotation.rotate(probes.stream().map(Template::sharedValues).toArray(float[][]::new));
        return committed.read(searcher -> FaceSearch.search(searcher, rotated, scope, limit));
    }

    @Override
    public long removeFace(String faceId) throws IOException {
        return remove(FaceDocument.FACE, faceId);
    }

    @Override
    public long removePhoto(String photoId) throws IOException {
        long count = remove(FaceDocument.PHOTO, photoId);
        sourceOfPendingPhoto.remove(photoId);
        return count;
    }

    @Override
    public long removeSource(String sourceId) throws IOException {
        long count = remove(FaceDocument.SOURCE, sourceId);
        sourceOfPendingPhoto.values().removeIf(sourceId::equals);
        return count;
    }

    private long remove(String field, String id) throws IOException {
        Term term = new Term(field, id);
        gate.writeLock().lock();
        try {
            IndexWriter open = writer();
            long count;
            try (DirectoryReader pending = DirectoryReader.open(open)) {
                count = new IndexSearcher(pending).count(new TermQuery(term));
            }
            if (count > 0) {
                open.deleteDocuments(term);
                dirty = true;
                facesRemoved = true;
            }
            return count;
        } finally {
            gate.writeLock().unlock();
        }
    }

    @Override
    public boolean containsPhoto(String photoId) throws IOException {
        requireOpen();
        return sourceOfPendingPhoto.containsKey(photoId) || committed.contains(FaceDocument.PHOTO, photoId);
    }

    @Override
    public Optional<EnrolledFace> find(String faceId) throws IOException {
        requireOpen();
        return committed.find(faceId);
    }

    @Override
    public long forEach(FaceReader reader) throws IOException {
        requireOpen();
        return committed.forEach(reader);
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return committed.count();
    }

    @Override
    public Map<String, Long> facesBySource() throws IOException {
        requireOpen();
        return committed.countBySource();
    }

    @Override
    public GalleryDescription describe() throws IOException {
        requireOpen();
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.index(manifest.index()))) {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        }
        return new GalleryDescription(
                manifest.id(),
                manifest.pack(),
                manifest.dimension(),
                Manifest.VERSION,
                manifest.created(),
                committed.count(),
                committed.countBySource(),
                bytes);
    }

    @Override
    public PictureStore pictures() {
        return pictures;
    }

    @Override
    public Verification verify(Progress progress) throws IOException {
        // Nothing is committed meanwhile: the files checked are those of one state.
        gate.writeLock().lock();
        try {
            requireOpen();
            return committed.read(searcher -> new IntegrityCheck(folder, manifest, pictures, progress)
                    .run((DirectoryReader) searcher.getIndexReader()));
        } finally {
            gate.writeLock().unlock();
        }
    }

    @Override
    public void close() throws IOException {
        gate.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            closeWriter();
            // What was put without a face, replaced, or given up just now has left pictures behind.
            boolean leftovers = dirty || facesReplaced || pictures.hasUnclaimed();
            pictures.giveUpUnclaimed();
            if (leftovers) {
                sweepIfMarked();
            } else {
                folder.clearUnfinished();
            }
        } finally {
            IOUtils.close(committed, directory, workers, folder);
            gate.writeLock().unlock();
        }
    }

    private void closeWriter() throws IOException {
        if (writer == null) {
            return;
        }
        if (dirty) {
            writer.rollback();
        } else {
            writer.close();
        }
    }

    private void sweepIfMarked() throws IOException {
        if (folder.isMarkedUnfinished()) {
            pictures.sweep(committed.referredPictures());
            folder.clearUnfinished();
        }
    }

    // Opened with the first change: a process that only searches starts faster and writes nothing.
    private synchronized IndexWriter writer() throws IOException {
        requireOpen();
        if (writer == null) {
            folder.markUnfinished();
            writer = FaceIndex.writer(directory);
        }
        return writer;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(folder.path() + ": the gallery was closed");
        }
    }

    private void requireComparable(Template template) throws TemplateMismatchException {
        if (!template.pack().equals(manifest.pack())) {
            throw new TemplateMismatchException(
                    "a template of " + template.pack() + " cannot be compared with those of " + manifest.pack() + " in "
                            + folder.path() + "; use the pack the gallery was made for");
        }
        if (template.dimension() != manifest.dimension()) {
            throw new TemplateMismatchException("a template of " + template.dimension()
                    + " values cannot be compared with those of " + manifest.dimension() + " values in "
                    + folder.path() + "; use the pack the gallery was made for");
        }
    }

    private void requirePictures(EnrolledFace face) {
        for (String id : FaceDocument.picturesOf(face)) {
            if (!pictures.contains(id)) {
                throw new IllegalArgumentException("face " + face.faceId() + " refers to picture " + id
                        + ", which the gallery does not hold; put it first");
            }
        }
    }
}
