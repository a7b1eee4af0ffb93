package beholden.bench.accuracy;

import beholden.bench.BenchReport;
import beholden.bench.LinePlot;
import beholden.bench.LinePlot.Axis;
import beholden.bench.LinePlot.Line;
import beholden.bench.Metrics;
import beholden.bench.Target;
import beholden.faces.FaceEngine;
import beholden.faces.pack.Calibration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// `bench accuracy`: error rates on the aligned crops of Labeled Faces in the Wild.
public final class AccuracyBench {
    private AccuracyBench() {}

    /// @param report      the numbers and plots
    /// @param calibration what the pack's `pack.json` should say of its scores
    public record Outcome(BenchReport report, Calibration calibration) {}

    /// Runs all of it; a minute or two.
    ///
    /// @param lfw      folder with `NAME/NAME_0001.jpg` of 112 × 112 pixels and `pairs.txt`
    /// @param plots    folder for the PNG files
    /// @param progress told a line at a time how far it is
    /// @throws IOException if `lfw` does not hold what it should
    public static Outcome run(FaceEngine engine, Path lfw, Path plots, Consumer<String> progress) throws IOException {
        LfwCrops crops = LfwCrops.read(lfw);
        float[][] templates = crops.templates(engine, progress);
        int[] person = crops.crops().stream().mapToInt(LfwCrops.Crop::person).toArray();
        progress.accept("comparing all pairs");
        PairScores pairs = PairScores.ofAllPairs(templates, person);
        progress.accept("searching");
        OpenSetSearch search = OpenSetSearch.run(templates, person);

        Metrics metrics = new Metrics();
        metrics.add("lfw.tenfold", TenFold.accuracy(crops.folds(), templates), Target.atLeast(0.9940));
        metrics.add("lfw.tar_far_1e-4", pairs.trueAcceptRate(pairs.threshold(1e-4)), Target.atLeast(0.975));
        metrics.add("lfw.tar_far_1e-6", pairs.trueAcceptRate(pairs.threshold(1e-6)), Target.atLeast(0.815));
        metrics.add("lfw.threshold_far_1e-4", pairs.threshold(1e-4));
        metrics.add("lfw.mate_pairs", pairs.mates());
        metrics.add("lfw.nonmate_pairs", pairs.nonMates());
        metrics.add("lfw.gallery_faces", search.enrolled());
        metrics.add("lfw.mated_probes", search.mateScores().length);
        metrics.add("lfw.nonmated_probes", search.strangerBest().length);
        metrics.add("lfw.fnir_fpir_1e-2", search.fnir(search.threshold(1e-2)));
        metrics.add("lfw.fnir_fpir_1e-3", search.fnir(search.threshold(1e-3)));
        metrics.add("lfw.rank_one", search.rankOne());

        String fittedOn = "%,d pairs of different people in the aligned LFW crops".formatted(pairs.nonMates());
        Calibration calibration = CalibrationFit.fit(fittedOn, pairs);
        List<Path> written = List.of(
                det(pairs).writeTo(plots.resolve("accuracy-det.png")),
                fnir(search).writeTo(plots.resolve("accuracy-fnir-fpir.png")),
                fmr(pairs, calibration).writeTo(plots.resolve("accuracy-calibration.png")));
        return new Outcome(new BenchReport(metrics, written, List.of()), calibration);
    }

    private static LinePlot det(PairScores pairs) {
        double[] rates = IntStream.rangeClosed(0, 120)
                .mapToDouble(i -> Math.pow(10, -7 + 6.5 * i / 120))
                .filter(rate -> rate * pairs.nonMates() >= 1)
                .toArray();
        return line(
                "Two photos compared: all pairs of the LFW crops (DET)",
                new Axis("false match rate", true),
                new Axis("false non-match rate", true),
                "all pairs",
                rates,
                rate -> Math.max(1 - pairs.trueAcceptRate(pairs.threshold(rate)), 1e-5));
    }

    private static LinePlot fnir(OpenSetSearch search) {
        double[][] curve = search.curve();
        double[] fpir =
                IntStream.range(0, curve.length).mapToDouble(i -> curve[i][0]).toArray();
        double[] fnir =
                IntStream.range(0, curve.length).mapToDouble(i -> curve[i][1]).toArray();
        return new LinePlot(
                "One photo against a gallery of %,d people, half of the probes' people not in it"
                        .formatted(search.enrolled()),
                new Axis("false positive identification rate (FPIR)", true),
                new Axis("false negative identification rate (FNIR), rank 1", true),
                List.of(new Line("LFW crops", fpir, fnir)));
    }

    private static LinePlot fmr(PairScores pairs, Calibration calibration) {
        List<Double> measured = new ArrayList<>();
        for (double score = 0; pairs.falseMatchRate(score) > 0; score += 0.005) measured.add(score);
        double[] seen = measured.stream().mapToDouble(Double::doubleValue).toArray();
        double[] all = IntStream.rangeClosed(0, 160).mapToDouble(i -> i / 200.0).toArray();
        return new LinePlot(
                "How often two different people score at least so high",
                new Axis("comparison score", false),
                new Axis("false match rate", true),
                List.of(
                        new Line("stated by the pack", all, map(all, calibration::falseMatchRate)),
                        new Line("measured", seen, map(seen, pairs::falseMatchRate))));
    }

    private static LinePlot line(String title, Axis x, Axis y, String name, double[] at, DoubleUnaryOperator value) {
        return new LinePlot(title, x, y, List.of(new Line(name, at, map(at, value))));
    }

    private static double[] map(double[] at, DoubleUnaryOperator value) {
        return Arrays.stream(at).map(value).toArray();
    }
}
