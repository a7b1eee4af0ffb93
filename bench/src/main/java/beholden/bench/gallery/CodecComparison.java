package beholden.bench.gallery;

import beholden.bench.Median;
import beholden.bench.People;
import beholden.gallery.onebit.DocumentNames;
import beholden.gallery.onebit.LeafFilter;
import beholden.gallery.onebit.Matches;
import beholden.gallery.onebit.OneBitScan;
import beholden.gallery.onebit.OneBitVectorsFormat;
import beholden.gallery.onebit.ScoredFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// The gallery's own vectors format beside Lucene's single-bit one and beside merely reading as many bytes.
///
/// All three take turns with every probe in one thread of one process, so that a busy machine slows them alike;
/// each answers with its twenty best candidates in full precision. Times are medians over the probes.
final class CodecComparison {

    private static final int PROBES = 200;
    private static final int LIMIT = 20;

    // Estimates of Lucene's that are scored exactly, or twice, four times … as many until it finds as many mates: 100
    // are enough for every mate of evenly spread people.
    private static final int LUCENE_RESCORED = 100;
    private static final int LUCENE_RESCORED_AT_MOST = 6400;

    // Rounds before the measured one: the compilers are done after two.
    private static final int WARM_UP_ROUNDS = 3;

    private final Population population;
    private final OneBitScan scan = new OneBitScan(Runnable::run, 1);
    private int luceneRescored = LUCENE_RESCORED;

    private CodecComparison(Population population) {
        this.population = population;
    }

    /// Figures of one codec; times in milliseconds per probe, one thread, rescoring included.
    ///
    /// @param size             templates enrolled
    /// @param ours             median of the gallery's own format
    /// @param luceneFlat       median of Lucene's single-bit flat format
    /// @param plainLoop        median of a loop that adds up all code bytes as 64-bit words, one by one
    /// @param vectorisedRead   median of the same sum with the widest SIMD loads: what the memory allows at best
    /// @param mateRecall       share of mates among our twenty candidates, 0..1
    /// @param luceneMateRecall the same for Lucene's format
    /// @param rescoredShare    share of the templates whose exact score ours computed, mean over the probes
    /// @param luceneRescored   templates whose exact score was computed for Lucene's format
    record Outcome(
            int size,
            double ours,
            double luceneFlat,
            double plainLoop,
            double vectorisedRead,
            double mateRecall,
            double luceneMateRecall,
            double rescoredShare,
            int luceneRescored) {

        /// Our time as a multiple of Lucene's.
        double ratioLuceneFlat() {
            return ours / luceneFlat;
        }

        /// Our time as a multiple of the time that a plain loop over the code bytes takes.
        double ratioPlainLoop() {
            return ours / plainLoop;
        }

        /// Our time as a multiple of the time to read the code bytes as fast as the memory allows.
        double ratioVectorisedRead() {
            return ours / vectorisedRead;
        }
    }

    /// Builds both indexes in `folder` (some 5 KB of disk per template; kept for the next run) and compares them.
    ///
    /// @param people where the templates come from
    /// @param size   templates, whole people of five photos
    static Outcome run(Path folder, People people, int size) throws IOException {
        int probes = Math.min(PROBES, size / People.PHOTOS_PER_PERSON);
        return new CodecComparison(new Population(people, size, probes)).run(folder);
    }

    private Outcome run(Path folder) throws IOException {
        String name = population.name();
        Path ours = TemplateIndex.written(folder.resolve("onebit-" + name), population, new OneBitVectorsFormat());
        var singleBit = new Lucene104ScalarQuantizedVectorsFormat(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);
        Path lucenes = TemplateIndex.written(folder.resolve("lucene-" + name), population, singleBit);
        try (DirectoryReader oursReader = TemplateIndex.open(ours);
                DirectoryReader luceneReader = TemplateIndex.open(lucenes);
                var plain =
                        new PlainRead(population.size() * (population.people().dimension() / (long) Byte.SIZE))) {
            findAsManyMates(oursReader, luceneReader);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) measure(oursReader, luceneReader, plain);
            return measure(oursReader, luceneReader, plain);
        }
    }

    /// Sets how many are rescored for Lucene's format: equal mate recall is what makes times comparable.
    private void findAsManyMates(DirectoryReader oursReader, DirectoryReader luceneReader) throws IOException {
        List<List<Long>> ours = new ArrayList<>();
        for (int i = 0; i < population.probes(); i++) {
            ours.add(places(searchOurs(oursReader, population.probe(i))));
        }
        double wanted = population.mateRecall(ours);
        while (luceneRescored < LUCENE_RESCORED_AT_MOST && luceneRecall(luceneReader) < wanted) luceneRescored *= 2;
    }

    private double luceneRecall(DirectoryReader reader) throws IOException {
        List<List<Long>> found = new ArrayList<>();
        for (int i = 0; i < population.probes(); i++) found.add(searchLucene(reader, population.probe(i)));
        return population.mateRecall(found);
    }

    private Outcome measure(DirectoryReader oursReader, DirectoryReader luceneReader, PlainRead plain)
            throws IOException {
        int probes = population.probes();
        double[] oursMillis = new double[probes];
        double[] luceneMillis = new double[probes];
        double[] loopMillis = new double[probes];
        double[] vectorisedMillis = new double[probes];
        long scored = 0;
        List<List<Long>> oursFound = new ArrayList<>();
        List<List<Long>> luceneFound = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            float[] probe = population.probe(i);
            long start = System.nanoTime();
            Matches matches = searchOurs(oursReader, probe);
            long afterOurs = System.nanoTime();
            luceneFound.add(searchLucene(luceneReader, probe));
            long afterLucene = System.nanoTime();
            oursFound.add(places(matches));
            scored += matches.scored();
            oursMillis[i] = (afterOurs - start) / 1e6;
            luceneMillis[i] = (afterLucene - afterOurs) / 1e6;
            PlainRead.Times reading = plain.measure();
            loopMillis[i] = reading.loop();
            vectorisedMillis[i] = reading.vectorised();
        }
        return new Outcome(
                population.size(),
                Median.of(oursMillis),
                Median.of(luceneMillis),
                Median.of(loopMillis),
                Median.of(vectorisedMillis),
                population.mateRecall(oursFound),
                population.mateRecall(luceneFound),
                (double) scored / probes / population.size(),
                luceneRescored);
    }

    private Matches searchOurs(DirectoryReader reader, float[] probe) throws IOException {
        return scan.search(reader, TemplateIndex.FIELD, List.of(probe), LeafFilter.ALL, DocumentNames.NONE, LIMIT)
                .getFirst();
    }

    private static List<Long> places(Matches matches) {
        return matches.faces().stream().map(face -> (long) face.doc()).toList();
    }

    private List<Long> searchLucene(DirectoryReader reader, float[] probe) throws IOException {
        ScoreDoc[] estimated = new IndexSearcher(reader)
                .search(new KnnFloatVectorQuery(TemplateIndex.FIELD, probe, luceneRescored), luceneRescored)
                .scoreDocs;
        Arrays.sort(estimated, Comparator.comparingInt(found -> found.doc));
        List<ScoredFace> exact = new ArrayList<>();
        int next = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(TemplateIndex.FIELD);
            int end = leaf.docBase + leaf.reader().maxDoc();
            for (; next < estimated.length && estimated[next].doc < end; next++) {
                int doc = estimated[next].doc;
                // Every document has a template, so ordinals are document numbers.
                exact.add(new ScoredFace(doc, VectorUtil.dotProduct(probe, vectors.vectorValue(doc - leaf.docBase))));
            }
        }
        return exact.stream()
                .sorted(Comparator.comparingDouble(ScoredFace::score).reversed())
                .limit(LIMIT)
                .map(face -> (long) face.doc())
                .toList();
    }
}
