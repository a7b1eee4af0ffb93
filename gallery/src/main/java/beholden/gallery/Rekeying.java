package beholden.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;

/// Writes every face of a gallery anew under another key.
///
/// The new faces are complete and on disk before the manifest names them, and the old ones are deleted after;
/// opening deletes whichever folder of faces the manifest does not name.
final class Rekeying {

    private static final int BATCH = 1024;

    private final KeyedRotation undoOld;
    private final KeyedRotation applyNew;
    private final FieldType vectorType;
    private final IndexWriter writer;
    private final Progress progress;
    private final long total;
    private long done;

    private Rekeying(KeyedRotation old, KeyedRotation applyNew, IndexWriter writer, Progress progress, long total) {
        this.undoOld = old.inverse();
        this.applyNew = applyNew;
        this.vectorType = FaceDocument.vectorType(old.dimension());
        this.writer = writer;
        this.progress = progress;
        this.total = total;
    }

    static long rekey(Path path, GalleryKey oldKey, GalleryKey newKey, Progress progress) throws IOException {
        try (GalleryFolder folder = GalleryFolder.hold(path)) {
            folder.requireWritable();
            Manifest manifest = folder.readManifest();
            KeyedRotation old = KeyCheck.rotation(path, manifest, oldKey);
            if (KeyCheck.ofKey(newKey).equals(manifest.keyCheck())) {
                throw new WrongKeyException(path + ": the new key is the old one; generate another");
            }
            KeyedRotation renewed = KeyedRotation.of(newKey, manifest.dimension());
            folder.discardUnfinished(manifest);
            Manifest next = manifest.withIndex(
                    GalleryFolder.nextIndexName(manifest.index()),
                    KeyCheck.ofKey(newKey),
                    KeyCheck.ofRotation(newKey, renewed));
            Path from = folder.index(manifest.index());
            long count;
            try (Directory source = FaceIndex.open(from);
                    CommittedFaces faces = new CommittedFaces(source, manifest, from);
                    Directory target = FaceIndex.open(folder.index(next.index()));
                    IndexWriter writer = FaceIndex.newWriter(target, next)) {
                count = faces.read(searcher -> new Rekeying(
                                old,
                                renewed,
                                writer,
                                progress,
                                searcher.getIndexReader().numDocs())
                        .copy(searcher.getIndexReader().leaves()));
                writer.commit();
            }
            folder.writeManifest(next);
            folder.deleteIndex(manifest.index());
            return count;
        }
    }

    private long copy(List<LeafReaderContext> leaves) throws IOException {
        progress.at(0, total);
        for (LeafReaderContext leaf : leaves) {
            FloatVectorValues templates = leaf.reader().getFloatVectorValues(FaceDocument.TEMPLATE);
            if (templates != null) {
                copy(leaf, templates);
            }
        }
        return done;
    }

    private void copy(LeafReaderContext leaf, FloatVectorValues templates) throws IOException {
        StoredFields stored = leaf.reader().storedFields();
        Bits live = leaf.reader().getLiveDocs();
        List<EnrolledFace> faces = new ArrayList<>();
        List<float[]> rotated = new ArrayList<>();
        DocIndexIterator documents = templates.iterator();
        for (int doc = documents.nextDoc(); doc != DocIndexIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (live == null || live.get(doc)) {
                faces.add(FaceDocument.read(stored, doc));
                rotated.add(templates.vectorValue(documents.index()).clone());
            }
            if (faces.size() == BATCH) {
                write(faces, rotated);
            }
        }
        write(faces, rotated);
    }

    private void write(List<EnrolledFace> faces, List<float[]> rotated) throws IOException {
        float[][] renewed = applyNew.rotate(undoOld.rotate(rotated.toArray(float[][]::new)));
        for (int i = 0; i < renewed.length; i++) {
            writer.addDocument(FaceDocument.of(faces.get(i), renewed[i], vectorType));
        }
        done += faces.size();
        faces.clear();
        rotated.clear();
        progress.at(done, total);
    }
}
