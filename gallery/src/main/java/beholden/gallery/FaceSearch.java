package beholden.gallery;

import beholden.gallery.onebit.Matches;
import beholden.gallery.onebit.OneBitScan;
import beholden.gallery.onebit.ScoredFace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;

/// Search from rotated probes to candidate lists, over one committed state of the gallery.
final class FaceSearch {

    private final OneBitScan scan;

    FaceSearch(WorkerThreads workers) {
        this.scan = new OneBitScan(workers.threads(), workers.count());
    }

    List<CandidateList> search(IndexSearcher searcher, float[][] rotatedProbes, Scope scope, int limit)
            throws IOException {
        ScopeFilter filter = ScopeFilter.of(scope, searcher);
        DirectoryReader commit = (DirectoryReader) searcher.getIndexReader();
        long generation = commit.getIndexCommit().getGeneration();
        StoredFields stored = searcher.storedFields();
        List<Matches> found = scan.search(
                searcher.getIndexReader(),
                FaceDocument.TEMPLATE,
                Arrays.asList(rotatedProbes),
                leaf -> filter.admitted() == null ? null : filter.admitted().get(leaf.ord),
                // Which of several equally alike faces come last on the list must not depend on where they lie.
                doc -> FaceDocument.readId(stored, doc),
                limit);
        List<CandidateList> lists = new ArrayList<>();
        for (Matches matches : found) {
            lists.add(new CandidateList(
                    candidates(stored, matches.faces()),
                    filter.count(),
                    filter.undated(),
                    commit.numDocs(),
                    generation));
        }
        return lists;
    }

    private static List<Candidate> candidates(StoredFields stored, List<ScoredFace> best) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (ScoredFace face : best) {
            candidates.add(new Candidate(candidates.size() + 1, FaceDocument.read(stored, face.doc()), face.score()));
        }
        return candidates;
    }
}
