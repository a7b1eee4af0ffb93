package beholden.gallery;

import beholden.gallery.onebit.CodesMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/// [Gallery] on an embedded Lucene index.
final class LuceneGallery implements Gallery {

    private final GalleryFolder folder;
    private final Manifest manifest;
    private final KeyedRotation rotation;
    private final Directory directory;
    private final CommittedFaces committed;
    private final PictureStore pictures;
    private final WorkerThreads workers = new WorkerThreads();
    private final FaceSearch search = new FaceSearch(workers);
    private final FaceWriter changes;

    private LuceneGallery(GalleryFolder folder, Manifest manifest, KeyedRotation rotation) throws IOException {
        this.folder = folder;
        this.manifest = manifest;
        this.rotation = rotation;
        Path faces = folder.index(manifest.index());
        this.directory = FaceIndex.open(faces);
        try {
            this.committed = new CommittedFaces(directory, manifest, faces);
        } catch (Throwable e) {
            IOUtils.closeWhileHandlingException(directory, workers);
            throw e;
        }
        this.pictures = new PictureStore(folder.pictures());
        this.changes = new FaceWriter(folder, directory, rotation, committed, pictures, workers);
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
                gallery.changes.sweepLeftovers();
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
    public Applied apply(Plan inTurn) throws IOException {
        return changes.apply(() -> {
            Change change = inTurn.make();
            for (Enrolment enrolment : change.enrolments()) {
                requireComparable(enrolment.template());
            }
            return change;
        });
    }

    @Override
    public List<CandidateList> search(List<Template> probes, Scope scope, int limit) throws IOException {
        changes.requireOpen();
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a candidate list of " + limit + " is outside 1.." + MAX_LIMIT);
        }
        for (Template probe : probes) {
            requireComparable(probe);
        }
        float[][] rotated =
                rotation.rotate(probes.stream().map(Template::sharedValues).toArray(float[][]::new));
        return committed.read(searcher -> search.search(searcher, rotated, scope, limit));
    }

    @Override
    public boolean containsPhoto(String photoId) throws IOException {
        changes.requireOpen();
        return committed.contains(FaceDocument.PHOTO, photoId);
    }

    @Override
    public Optional<EnrolledFace> find(String faceId) throws IOException {
        changes.requireOpen();
        return committed.find(faceId);
    }

    @Override
    public List<EnrolledFace> facesOf(String photoId) throws IOException {
        changes.requireOpen();
        return committed.facesOf(photoId);
    }

    @Override
    public long forEach(FaceReader reader) throws IOException {
        changes.requireOpen();
        return committed.forEach(reader);
    }

    @Override
    public FaceSample sample(Predicate<EnrolledFace> admitted, int atMost) throws IOException {
        changes.requireOpen();
        return committed.read(searcher -> FaceSample.of((DirectoryReader) searcher.getIndexReader(), admitted, atMost));
    }

    @Override
    public long size() throws IOException {
        changes.requireOpen();
        return committed.count();
    }

    @Override
    public Map<String, Long> facesBySource() throws IOException {
        changes.requireOpen();
        return committed.countBySource();
    }

    @Override
    public Map<String, Long> photosBySource() throws IOException {
        changes.requireOpen();
        return committed.photosBySource();
    }

    @Override
    public GalleryDescription describe() throws IOException {
        return changes.undisturbed(searcher -> {
            Collection<String> files = ((DirectoryReader) searcher.getIndexReader())
                    .getIndexCommit()
                    .getFileNames();
            long bytes = 0;
            for (String file : files) bytes += directory.fileLength(file);
            long codes = CodesMemory.bytes(directory, files);
            return new GalleryDescription(
                    manifest.id(),
                    manifest.pack(),
                    manifest.dimension(),
                    Manifest.VERSION,
                    manifest.created(),
                    searcher.getIndexReader().numDocs(),
                    committed.countBySource(),
                    bytes,
                    codes,
                    CodesMemory.fit(codes));
        });
    }

    @Override
    public PictureStore pictures() {
        return pictures;
    }

    @Override
    public Verification verify(Progress progress) throws IOException {
        return changes.undisturbed(searcher -> new IntegrityCheck(folder, manifest, pictures, progress)
                .run((DirectoryReader) searcher.getIndexReader()));
    }

    @Override
    public void close() throws IOException {
        try {
            changes.close();
        } finally {
            IOUtils.close(committed, directory, workers, folder);
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
}
