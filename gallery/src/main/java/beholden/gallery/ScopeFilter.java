package beholden.gallery;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The faces a scope admits, as bit sets over the documents of each segment.
///
/// @param admitted per leaf of the reader, in order: the documents in scope; null if all live ones are
/// @param count    live faces in scope
/// @param undated  live faces that would be in scope if a capture date were known of them
record ScopeFilter(@Nullable List<FixedBitSet> admitted, long count, long undated) {

    static ScopeFilter of(Scope wanted, IndexSearcher searcher) throws IOException {
        Scope scope = simplified(wanted, searcher.getIndexReader());
        if (scope.equals(Scope.everything())) {
            return new ScopeFilter(null, searcher.getIndexReader().numDocs(), 0);
        }
        Weight weight = searcher.createWeight(searcher.rewrite(query(scope)), ScoreMode.COMPLETE_NO_SCORES, 1);
        List<FixedBitSet> admitted = new ArrayList<>();
        long count = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FixedBitSet documents = documents(weight, leaf);
            admitted.add(documents);
            count += documents.cardinality();
        }
        return new ScopeFilter(admitted, count, undated(scope, searcher));
    }

    /// Without the list of sources, if no face is of another: that is usual, and a search of everything is the
    /// fastest.
    private static Scope simplified(Scope scope, IndexReader reader) throws IOException {
        if (scope.onlySources() == null) return scope;
        long faces = 0;
        for (String source : scope.onlySources()) faces += reader.docFreq(new Term(FaceDocument.SOURCE, source));
        return faces == reader.maxDoc() ? scope.anySource() : scope;
    }

    private static FixedBitSet documents(Weight weight, LeafReaderContext leaf) throws IOException {
        FixedBitSet documents = new FixedBitSet(leaf.reader().maxDoc());
        Scorer scorer = weight.scorer(leaf);
        if (scorer != null) {
            documents.or(scorer.iterator());
            Bits live = leaf.reader().getLiveDocs();
            if (live != null) {
                live.applyMask(documents, 0);
            }
        }
        return documents;
    }

    private static long undated(Scope scope, IndexSearcher searcher) throws IOException {
        if (scope.takenFrom() == null && scope.takenUntil() == null) return 0;
        return searcher.count(new BooleanQuery.Builder()
                .add(query(scope.takenBetween(null, null)), Occur.FILTER)
                .add(new FieldExistsQuery(FaceDocument.TAKEN), Occur.MUST_NOT)
                .build());
    }

    private static Query query(Scope scope) {
        // A query of exclusions alone would admit nothing.
        BooleanQuery.Builder query = new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        if (scope.onlySources() != null) {
            query.add(anyOf(FaceDocument.SOURCE, scope.onlySources()), Occur.FILTER);
        }
        if (!scope.withoutSources().isEmpty()) {
            query.add(anyOf(FaceDocument.SOURCE, scope.withoutSources()), Occur.MUST_NOT);
        }
        if (!scope.withoutFaces().isEmpty()) {
            query.add(anyOf(FaceDocument.FACE, scope.withoutFaces()), Occur.MUST_NOT);
        }
        if (scope.takenFrom() != null || scope.takenUntil() != null) {
            query.add(
                    NumericDocValuesField.newSlowRangeQuery(
                            FaceDocument.TAKEN,
                            day(scope.takenFrom(), Long.MIN_VALUE),
                            day(scope.takenUntil(), Long.MAX_VALUE)),
                    Occur.FILTER);
        }
        if (scope.minQuality() > 0) {
            query.add(
                    NumericDocValuesField.newSlowRangeQuery(FaceDocument.QUALITY, scope.minQuality(), Long.MAX_VALUE),
                    Occur.FILTER);
        }
        return query.build();
    }

    private static Query anyOf(String field, Collection<String> ids) {
        return new TermInSetQuery(field, ids.stream().map(BytesRef::new).toList());
    }

    private static long day(@Nullable LocalDate date, long otherwise) {
        return date == null ? otherwise : date.toEpochDay();
    }
}
