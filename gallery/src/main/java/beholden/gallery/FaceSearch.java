package beholden.gallery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;

/// From rotated probes to candidate lists, over one committed state of the gallery.
final class FaceSearch {

    // Faces more than asked for, so that equal scores at the end of the list are seen to be equal.
    private static final int LOOKAHEAD = 8;

    private FaceSearch() {}

    record ScoredFace(int doc, float score) {}

    static List<CandidateList> search(IndexSearcher searcher, float[][] rotatedProbes, Scope scope, int limit)
            throws IOException {
        ScopeFilter filter = ScopeFilter.of(scope, searcher);
        long gallerySize = searcher.getIndexReader().numDocs();
        List<CandidateList> lists = new ArrayList<>();
        for (float[] probe : rotatedProbes) {
            lists.add(new CandidateList(candidates(searcher, probe, filter, limit), filter.count(), gallerySize));
        }
        return lists;
    }

    private static List<Candidate> candidates(IndexSearcher searcher, float[] probe, ScopeFilter filter, int limit)
            throws IOException {
        // Which of several equally alike faces come last on the list must not depend on where they lie in the index.
        int asked = limit + LOOKAHEAD;
        ScoredFace[] best = best(searcher, probe, filter, asked);
        while (best.length == asked && best[limit - 1].score() == best[asked - 1].score()) {
            asked *= 2;
            best = best(searcher, probe, filter, asked);
        }
        record Scored(EnrolledFace face, float score) {}
        StoredFields stored = searcher.storedFields();
        List<Scored> faces = new ArrayList<>();
        for (ScoredFace scored : best) {
            if (faces.size() >= limit && scored.score() < best[limit - 1].score()) {
                break;
            }
            faces.add(new Scored(FaceDocument.read(stored, scored.doc()), scored.score()));
        }
        faces.sort(Comparator.comparing(Scored::score, Comparator.reverseOrder())
                .thenComparing(scored -> scored.face().faceId()));
        List<Candidate> candidates = new ArrayList<>();
        for (Scored scored : faces.subList(0, Math.min(limit, faces.size()))) {
            candidates.add(new Candidate(candidates.size() + 1, scored.face(), scored.score()));
        }
        return candidates;
    }

    private static ScoredFace[] best(IndexSearcher searcher, float[] probe, ScopeFilter filter, int limit)
            throws IOException {
        List<ScoredFace> all = new ArrayList<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Bits accepted = filter.admitted() == null
                    ? leaf.reader().getLiveDocs()
                    : filter.admitted().get(leaf.ord);
            FloatVectorValues values = leaf.reader().getFloatVectorValues(FaceDocument.TEMPLATE);
            if (values == null) {
                continue;
            }
            DocIndexIterator iterator = values.iterator();
            for (int doc = iterator.nextDoc(); doc != DocIndexIterator.NO_MORE_DOCS; doc = iterator.nextDoc()) {
                if (accepted == null || accepted.get(doc)) {
                    all.add(new ScoredFace(
                            leaf.docBase + doc, VectorUtil.dotProduct(probe, values.vectorValue(iterator.index()))));
                }
            }
        }
        ScoredFace[] best = all.toArray(ScoredFace[]::new);
        Arrays.sort(
                best,
                Comparator.comparing(ScoredFace::score, Comparator.reverseOrder())
                        .thenComparing(ScoredFace::doc));
        return Arrays.copyOf(best, Math.min(limit, best.length));
    }
}
