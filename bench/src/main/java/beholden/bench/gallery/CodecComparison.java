package beholden.bench.gallery;

import beholden.bench.Median;
import beholden.bench.SyntheticPeople;
import beholden.gallery.onebit.LeafFilter;
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
public final class CodecComparison {

    private static final int DIMENSION = 512;
    private static final int PROBES = 200;
    private static final int LIMIT = 20;

    // Lucene's own estimate is rescored for this many, enough for every mate of the synthetic people.
    private static final int LUCENE_RESCORED = 100;

    // Rounds before the measured one: the compilers are done after two.
    private static final int WARM_UP_ROUNDS = 3;

    private final Population population;
    private final OneBitScan scan = new OneBitScan(Runnable::run, 1);

    private CodecComparison(Population population) {
        this.population = population;
    }

    /// Figures of one codec; times in milliseconds per probe, one thread, rescoring included.
    ///
    /// @param size             templates enrolled
    /// @param ours             median of the gallery's own format
    /// @param luceneFlat       median of Lucene's single-bit flat format, 100 rescored
    /// @param plainLoop        median of a loop that adds up all code bytes as 64-bit words, one by one
    /// @param vectorisedRead   median of the same sum with the widest SIMD loads: what the memory allows at best
    /// @param mateRecall       share of mates among our twenty candidates, 0..1
    /// @param luceneMateRecall the same for Lucene's format
    public record Outcome(
            int size,
            double ours,
            double luceneFlat,
            double plainLoop,
            double vectorisedRead,
            double mateRecall,
            double luceneMateRecall) {

        /// Our time as a multiple of Lucene's.
        public double ratioLuceneFlat() {
            return ours / luceneFlat;
        }

        /// Our time as a multiple of the time that a plain loop over the code bytes takes.
        public double ratioPlainLoop() {
            return ours / plainLoop;
        }

        /// Our time as a multiple of the time to read the code bytes as fast as the memory allows.
        public double ratioVectorisedRead() {
            return ours / vectorisedRead;
        }
    }

    /// Builds both indexes in `folder` (some 5 KB of disk per template; kept for the next run) and compares them.
    ///
    /// @param size  templates, whole people of five photos
    public static Outcome run(Path folder, int size, long seed) throws IOException {
        var people = new SyntheticPeople(DIMENSION, seed);
        int probes = Math.min(PROBES, size / SyntheticPeople.PHOTOS_PER_PERSON);
        return new CodecComparison(new Population(people, size, probes)).run(folder);
    }

    private Outcome run(Path folder) throws IOException {
        String name = population.name();
        Path ours = TemplateIndex.written(folder.resolve("onebit-" + name), population, new OneBitVectorsFormat());
        var singleBit = new Lucene104ScalarQuantizedVectorsFormat(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);
        Path lucenes = TemplateIndex.written(folder.resolve("lucene-" + name), population, singleBit);
        try (DirectoryReader oursReader = TemplateIndex.open(ours);
                DirectoryReader luceneReader = TemplateIndex.open(lucenes);
                var plain = new PlainRead(population.size() * (DIMENSION / Byte.SIZE))) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) measure(oursReader, luceneReader, plain);
            return measure(oursReader, luceneReader, plain);
        }
    }

    private Outcome measure(DirectoryReader oursReader, DirectoryReader luceneReader, PlainRead plain)
            throws IOException {
        int probes = population.probes();
        double[] oursMillis = new double[probes];
        double[] luceneMillis = new double[probes];
        double[] loopMillis = new double[probes];
        double[] vectorisedMillis = new double[probes];
        List<List<Long>> oursFound = new ArrayList<>();
        List<List<Long>> luceneFound = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            float[] probe = population.probe(i);
            long start = System.nanoTime();
            oursFound.add(searchOurs(oursReader, probe));
            long afterOurs = System.nanoTime();
            luceneFound.add(searchLucene(luceneReader, probe));
            long afterLucene = System.nanoTime();
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
                population.mateRecall(luceneFound));
    }

    private List<Long> searchOurs(DirectoryReader reader, float[] probe) throws IOException {
        return scan.search(reader, TemplateIndex.FIELD, List.of(probe), LeafFilter.ALL, LIMIT).getFirst().stream()
                .map(face -> (long) face.doc())
                .toList();
    }

    private static List<Long> searchLucene(DirectoryReader reader, float[] probe) throws IOException {
        ScoreDoc[] estimated = new IndexSearcher(reader)
                .search(new KnnFloatVectorQuery(TemplateIndex.FIELD, probe, LUCENE_RESCORED), LUCENE_RESCORED)
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
