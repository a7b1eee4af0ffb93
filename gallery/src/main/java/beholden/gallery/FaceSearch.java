package beholden.gallery;

import beholden.gallery.onebit.LeafFilter;
import beholden.gallery.onebit.OneBitScan;
import beholden.gallery.onebit.ScoredFace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;

/// Search from rotated probes to candidate lists, over one committed state of the gallery.
final class FaceSearch {

    // Faces more than asked for, so that equal scores at the end of the list are seen to be equal.
    private static final int LOOKAHEAD = 8;

    private final OneBitScan scan;

    FaceSearch(WorkerThreads workers) {
        this.scan = new OneBitScan(workers.threads(), workers.count());
    }

    List<CandidateList> search(IndexSearcher searcher, float[][] rotatedProbes, Scope scope, int limit)
            throws IOException {
        ScopeFilter filter = ScopeFilter.of(scope, searcher);
        DirectoryReader commit = (DirectoryReader) searcher.getIndexReader();
        long generation = commit.getIndexCommit().getGeneration();
        List<CandidateList> lists = new ArrayList<>();
        List<float[]> probes = Arrays.asList(rotatedProbes);
        List<List<ScoredFace>> best = best(searcher, probes, filter, limit + LOOKAHEAD);
        for (int i = 0; i < rotatedProbes.length; i++) {
            List<ScoredFace> complete = withAllTies(searcher, probes.get(i), filter, limit, best.get(i));
            lists.add(new CandidateList(
                    candidates(searcher, complete, limit),
                    filter.count(),
                    filter.undated(),
                    commit.numDocs(),
                    generation));
        }
        return lists;
    }

    private List<List<ScoredFace>> best(
            IndexSearcher searcher, List<float[]> rotatedProbes, ScopeFilter filter, int limit) throws IOException {
        LeafFilter admitted =
                leaf -> filter.admitted() == null ? null : filter.admitted().get(leaf.ord);
        return scan.search(searcher.getIndexReader(), FaceDocument.TEMPLATE, rotatedProbes, admitted, limit);
    }

    // Which of several equally alike faces come last on the list must not depend on where they lie in the index.
    private List<ScoredFace> withAllTies(
            IndexSearcher searcher, float[] probe, ScopeFilter filter, int limit, List<ScoredFace> best)
            throws IOException {
        int asked = limit + LOOKAHEAD;
        List<ScoredFace> faces = best;
        while (faces.size() == asked
                && faces.get(limit - 1).score() == faces.getLast().score()) {
            asked *= 2;
            faces = best(searcher, List.of(probe), filter, asked).getFirst();
        }
        return faces;
    }

    private static List<Candidate> candidates(IndexSearcher searcher, List<ScoredFace> best, int limit)
            throws IOException {
        record Scored(EnrolledFace face, float score) {}
        float last =
                best.isEmpty() ? 0 : best.get(Math.min(limit, best.size()) - 1).score();
        StoredFields stored = searcher.storedFields();
        List<Scored> faces = new ArrayList<>();
        for (ScoredFace scored : best) {
            if (scored.score() >= last) {
                faces.add(new Scored(FaceDocument.read(stored, scored.doc()), scored.score()));
            }
        }
        faces.sort(Comparator.comparing(Scored::score, Comparator.reverseOrder())
                .thenComparing(scored -> scored.face().faceId()));
        List<Candidate> candidates = new ArrayList<>();
        for (Scored scored : faces.subList(0, Math.min(limit, faces.size()))) {
            candidates.add(new Candidate(candidates.size() + 1, scored.face(), scored.score()));
        }
        return candidates;
    }
}
