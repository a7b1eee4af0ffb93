package beholden.gallery;

import beholden.gallery.onebit.CodesMemory;
import beholden.gallery.onebit.OneBitVectorsFormat;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/// How faces lie in a Lucene index: the settings, and the mark that ties an index to its manifest.
final class FaceIndex {

    private static final String GALLERY = "gallery";
    private static final String ROTATION = "rotation";

    // One flush per 60,000 faces or so: few merges while a million faces are enrolled, and a heap of 1 GB is enough.
    private static final double BUFFER_MB = 256;

    // Faces lie in few large segments, which are scanned in parallel parts.
    private static final double MAX_SEGMENT_MB = 16 * 1024;

    private FaceIndex() {}

    static Directory open(Path folder) throws IOException {
        MMapDirectory directory = new MMapDirectory(folder);
        CodesMemory.readAhead(directory);
        return directory;
    }

    /// Starts an index that belongs to a manifest.
    static IndexWriter newWriter(Directory directory, Manifest manifest) throws IOException {
        IndexWriter writer = new IndexWriter(directory, settings(OpenMode.CREATE));
        writer.setLiveCommitData(Map.of(GALLERY, manifest.id(), ROTATION, manifest.rotationCheck())
                .entrySet());
        return writer;
    }

    static void createEmpty(Path folder, Manifest manifest) throws IOException {
        try (Directory directory = open(folder);
                IndexWriter writer = newWriter(directory, manifest)) {
            writer.commit();
        }
    }

    static IndexWriter writer(Directory directory) throws IOException {
        return new IndexWriter(directory, settings(OpenMode.APPEND));
    }

    /// Rewrites every segment that holds removed faces, without them; to be committed.
    static void expunge(IndexWriter writer) throws IOException {
        // A segment that is being merged meanwhile is passed over, and has its turn in the next round.
        while (writer.hasDeletions()) {
            writer.forceMergeDeletes();
        }
    }

    /// @throws DamagedGalleryException if the index and the manifest are not of one gallery
    static void requireBelongsTo(Manifest manifest, DirectoryReader reader, Path folder) throws IOException {
        Map<String, String> mark = reader.getIndexCommit().getUserData();
        if (!manifest.id().equals(mark.get(GALLERY))
                || !manifest.rotationCheck().equals(mark.get(ROTATION))) {
            throw new DamagedGalleryException(
                    folder + ": these faces belong to another gallery or key than the manifest beside them;"
                            + " restore manifest and faces from one backup",
                    null);
        }
    }

    /// Says in the gallery's terms what Lucene found wrong with the files; other failures are returned as they are.
    static IOException explain(Path folder, Exception e) {
        return switch (e) {
            case GalleryException known -> known;
            case IndexFormatTooNewException _, IndexFormatTooOldException _ ->
                new UnsupportedVersionException(folder + ": written by another version of Beholden (" + e.getMessage()
                        + "); use the version that wrote it");
            case CorruptIndexException _,
                    IndexNotFoundException _,
                    EOFException _,
                    NoSuchFileException _,
                    FileNotFoundException _,
                    // A changed length or offset can surface as any of these.
                    RuntimeException _ ->
                new DamagedGalleryException(
                        folder + ": files of the faces are missing, incomplete or changed; restore the folder from a"
                                + " backup, or import the photos again (" + e.getMessage() + ")",
                        e);
            case IOException other -> other;
            default -> throw new IllegalStateException(e);
        };
    }

    private static IndexWriterConfig settings(OpenMode mode) {
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setMaxMergedSegmentMB(MAX_SEGMENT_MB);
        // Removed faces leave the disk, however few they are among those that stay.
        merging.setForceMergeDeletesPctAllowed(0);
        merging.setNoCFSRatio(0);
        return new IndexWriterConfig()
                .setOpenMode(mode)
                .setCodec(codec())
                .setMergePolicy(merging)
                .setRAMBufferSizeMB(BUFFER_MB)
                .setUseCompoundFile(false)
                .setCommitOnClose(true);
    }

    private static Codec codec() {
        KnnVectorsFormat vectors = new OneBitVectorsFormat();
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return vectors;
            }
        };
    }
}
