package beholden.gallery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.util.Bits;

/// Reads a whole gallery and says what is wrong with it.
final class IntegrityCheck {

    // A lost disk makes a million problems; nobody reads more than these.
    private static final int MAX_PROBLEMS = 1000;

    private final GalleryFolder folder;
    private final Manifest manifest;
    private final PictureStore pictures;
    private final Progress progress;
    private final List<String> problems = new ArrayList<>();
    private long problemCount;
    private long picturesRead;

    IntegrityCheck(GalleryFolder folder, Manifest manifest, PictureStore pictures, Progress progress) {
        this.folder = folder;
        this.manifest = manifest;
        this.pictures = pictures;
        this.progress = progress;
    }

    /// @param reader the committed state to check, whose files nobody changes meanwhile
    Verification run(DirectoryReader reader) throws IOException {
        checkManifest();
        boolean indexSound = checkIndex();
        long faces = reader.numDocs();
        progress.at(0, faces);
        if (indexSound) {
            checkPictures(reader);
        } else {
            report(folder.pictures() + ": not checked, since it cannot be told which pictures the faces refer to");
        }
        if (problemCount > MAX_PROBLEMS) {
            problems.add(String.format("… and %,d problems more", problemCount - MAX_PROBLEMS));
        }
        return new Verification(faces, picturesRead, problems);
    }

    private void checkPictures(DirectoryReader reader) throws IOException {
        long done = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            StoredFields stored = leaf.reader().storedFields();
            Bits live = leaf.reader().getLiveDocs();
            for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                if (live == null || live.get(doc)) {
                    EnrolledFace face = FaceDocument.read(stored, doc);
                    for (String picture : face.pictures()) {
                        checkPicture(face.faceId(), picture);
                    }
                    progress.at(++done, reader.numDocs());
                }
            }
        }
    }

    private void checkManifest() {
        try {
            if (!folder.readManifest().equals(manifest)) {
                report(folder.path().resolve(Manifest.FILE) + ": not the manifest this gallery was opened with");
            }
        } catch (IOException e) {
            report(String.valueOf(e.getMessage()));
        }
    }

    private boolean checkIndex() {
        Path faces = folder.index(manifest.index());
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        // The index's own lock is the writer's, which may be open in this very gallery.
        try (Directory directory = new MMapDirectory(faces, NoLockFactory.INSTANCE);
                CheckIndex check = new CheckIndex(directory);
                PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8)) {
            check.setInfoStream(out);
            CheckIndex.Status status = check.checkIndex();
            long before = problemCount;
            for (CheckIndex.Status.SegmentInfoStatus segment : status.segmentInfos) {
                if (segment.error != null) {
                    report(String.format(
                            "%s: the segment %s of %,d faces is damaged (%s); restore the folder from a backup, or import"
                                    + " the photos again",
                            faces, segment.name, segment.maxDoc, segment.error));
                }
            }
            if (!status.clean && problemCount == before) {
                report(faces + ": the index is damaged; restore the folder from a backup, or import the photos again ("
                        + log.toString(StandardCharsets.UTF_8).strip() + ")");
            }
            return status.clean;
        } catch (IOException | RuntimeException e) {
            report(String.valueOf(FaceIndex.explain(faces, e).getMessage()));
            return false;
        }
    }

    private void checkPicture(String faceId, String picture) throws IOException {
        picturesRead++;
        try {
            pictures.read(picture);
        } catch (NoSuchFileException | DamagedGalleryException e) {
            report("face " + faceId + ": " + e.getMessage());
        }
    }

    private void report(String problem) {
        if (++problemCount <= MAX_PROBLEMS) {
            problems.add(problem);
        }
    }
}
