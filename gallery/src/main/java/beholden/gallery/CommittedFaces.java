package beholden.gallery;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// The faces as of the last change: what every search and look-up sees.
final class CommittedFaces implements Closeable {

    private final SearcherManager searchers;

    /// @throws DamagedGalleryException     if the index is incomplete, changed, or another gallery's
    /// @throws UnsupportedVersionException if another version wrote it
    CommittedFaces(Directory directory, Manifest manifest, Path folder) throws IOException {
        DirectoryReader reader = null;
        try {
            reader = DirectoryReader.open(directory);
            FaceIndex.requireBelongsTo(manifest, reader, folder);
            searchers = new SearcherManager(reader, null);
        } catch (IOException | RuntimeException e) {
            if (reader != null) {
                reader.close();
            }
            throw FaceIndex.explain(folder, e);
        }
    }

    /// Something read from one committed state.
    @FunctionalInterface
    interface Reading<T extends @Nullable Object> {
        T from(IndexSearcher searcher) throws IOException;
    }

    <T extends @Nullable Object> T read(Reading<T> reading) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return reading.from(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /// Turns to the faces of the newest commit.
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    long count() throws IOException {
        return read(searcher -> (long) searcher.getIndexReader().numDocs());
    }

    boolean contains(String field, String id) throws IOException {
        return read(searcher -> searcher.count(new TermQuery(new Term(field, id))) > 0);
    }

    Optional<EnrolledFace> find(String faceId) throws IOException {
        return read(searcher -> {
            TopDocs found = searcher.search(new TermQuery(new Term(FaceDocument.FACE, faceId)), 1);
            return found.scoreDocs.length == 0
                    ? Optional.<EnrolledFace>empty()
                    : Optional.of(FaceDocument.read(searcher.storedFields(), found.scoreDocs[0].doc));
        });
    }

    List<EnrolledFace> facesOf(String photoId) throws IOException {
        return read(searcher -> {
            Query ofPhoto = new TermQuery(new Term(FaceDocument.PHOTO, photoId));
            int count = searcher.count(ofPhoto);
            if (count == 0) {
                return List.<EnrolledFace>of();
            }
            List<EnrolledFace> faces = new ArrayList<>();
            for (ScoreDoc found : searcher.search(ofPhoto, count).scoreDocs) {
                faces.add(FaceDocument.read(searcher.storedFields(), found.doc));
            }
            faces.sort(Comparator.comparing(EnrolledFace::faceId));
            return faces;
        });
    }

    /// How many faces the reader was given.
    long forEach(Gallery.FaceReader reader) throws IOException {
        return read(searcher -> {
            long count = 0;
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                StoredFields stored = leaf.reader().storedFields();
                Bits live = leaf.reader().getLiveDocs();
                for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                    if (live == null || live.get(doc)) {
                        reader.take(FaceDocument.read(stored, doc));
                        count++;
                    }
                }
            }
            return count;
        });
    }

    Map<String, Long> countBySource() throws IOException {
        return read(searcher -> {
            Map<String, Long> counts = new TreeMap<>();
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                Terms sources = leaf.reader().terms(FaceDocument.SOURCE);
                if (sources == null) {
                    continue;
                }
                TermsEnum source = sources.iterator();
                while (source.next() != null) {
                    counts.merge(
                            source.term().utf8ToString(),
                            live(source, leaf.reader().getLiveDocs()),
                            Long::sum);
                }
            }
            counts.values().removeIf(count -> count == 0);
            return counts;
        });
    }

    private static long live(TermsEnum source, @Nullable Bits live) throws IOException {
        if (live == null) {
            return source.docFreq();
        }
        long count = 0;
        PostingsEnum documents = source.postings(null, PostingsEnum.NONE);
        for (int doc = documents.nextDoc(); doc != PostingsEnum.NO_MORE_DOCS; doc = documents.nextDoc()) {
            count += live.get(doc) ? 1 : 0;
        }
        return count;
    }

    Map<String, Long> photosBySource() throws IOException {
        return read(searcher -> {
            IndexReader reader = searcher.getIndexReader();
            Bits live = MultiBits.getLiveDocs(reader);
            List<String> names = new ArrayList<>();
            int[] sourceOf = new int[reader.maxDoc()];
            forEachTerm(reader, FaceDocument.SOURCE, (source, documents) -> {
                for (int doc = documents.nextDoc(); doc != PostingsEnum.NO_MORE_DOCS; doc = documents.nextDoc()) {
                    sourceOf[doc] = names.size();
                }
                names.add(source);
            });
            long[] photos = new long[names.size()];
            forEachTerm(reader, FaceDocument.PHOTO, (_, documents) -> {
                int doc = documents.nextDoc();
                while (doc != PostingsEnum.NO_MORE_DOCS && live != null && !live.get(doc)) doc = documents.nextDoc();
                if (doc != PostingsEnum.NO_MORE_DOCS) photos[sourceOf[doc]]++;
            });
            Map<String, Long> counts = new TreeMap<>();
            for (int i = 0; i < photos.length; i++) {
                if (photos[i] > 0) counts.put(names.get(i), photos[i]);
            }
            return counts;
        });
    }

    /// Takes an id with the documents that have it, deleted ones included.
    @FunctionalInterface
    private interface TermReader {
        void take(String id, PostingsEnum documents) throws IOException;
    }

    private static void forEachTerm(IndexReader reader, String field, TermReader each) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms == null) {
            return;
        }
        TermsEnum term = terms.iterator();
        PostingsEnum documents = null;
        while (term.next() != null) {
            documents = term.postings(documents, PostingsEnum.NONE);
            each.take(term.term().utf8ToString(), documents);
        }
    }

    /// Tells whether any face refers to a picture. May say yes to one in 10^12 pictures that none refers to.
    ///
    /// Holds the first eight bytes of each id, so that four million faces take 64 MB.
    Predicate<String> referredPictures() throws IOException {
        long[] starts = read(searcher -> {
            long[] found = new long[searcher.getIndexReader().numDocs() * 2];
            int count = 0;
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                StoredFields stored = leaf.reader().storedFields();
                Bits live = leaf.reader().getLiveDocs();
                for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                    if (live == null || live.get(doc)) {
                        for (String picture : FaceDocument.readPictures(stored, doc)) {
                            found[count++] = start(picture);
                        }
                    }
                }
            }
            return Arrays.copyOf(found, count);
        });
        Arrays.parallelSort(starts);
        return id -> Arrays.binarySearch(starts, start(id)) >= 0;
    }

    private static long start(String pictureId) {
        return Long.parseUnsignedLong(pictureId, 0, 16, 16);
    }

    @Override
    public void close() throws IOException {
        searchers.close();
    }
}
