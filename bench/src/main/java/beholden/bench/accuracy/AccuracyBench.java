package beholden.bench.accuracy;

import beholden.bench.BenchReport;
import beholden.bench.LinePlot;
import beholden.bench.LinePlot.Axis;
import beholden.bench.LinePlot.Line;
import beholden.bench.Metrics;
import beholden.bench.Target;
import beholden.bench.TemplateAxes;
import beholden.faces.FaceEngine;
import beholden.faces.calibration.PeopleBootstrap;
import beholden.faces.pack.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// `bench accuracy`: error rates on the aligned crops of Labeled Faces in the Wild.
public final class AccuracyBench {
    private static final String ERRATA = "lfw-errata.csv";
    private static final Target TENFOLD = Target.atLeast(0.9940);
    private static final Map<String, Target> TARGETS =
            Map.of("tar_far_1e-4", Target.atLeast(0.975), "tar_far_1e-6", Target.atLeast(0.815));

    /// Pairs on the sheet of the highest strangers.
    private static final int SHOWN = 60;

    private AccuracyBench() {}

    /// @param report      the numbers and plots
    /// @param calibration what the pack's `pack.json` should say of its scores
    /// @param axes        how the crops' templates are spread, for [beholden.bench.MeasuredPeople]
    public record Outcome(BenchReport report, Calibration calibration, TemplateAxes axes) {}

    /// Runs all of it; some minutes.
    ///
    /// Where the file `lfw-errata.csv` lies beside `lfw`, figures are given by the published names (`lfw.`)
    /// and without the pairs of names that it lists (`lfw.corrected.`); the calibration is fitted without them.
    ///
    /// @param lfw      folder with `NAME/NAME_0001.jpg` of 112 × 112 pixels and `pairs.txt`
    /// @param plots    folder for the PNG files
    /// @param progress told a line at a time how far it is
    /// @throws IOException if `lfw` or the errata do not hold what they should
    public static Outcome run(FaceEngine engine, Path lfw, Path plots, Consumer<String> progress) throws IOException {
        LfwCrops crops = LfwCrops.read(lfw);
        return of(crops, crops.templates(engine, progress), lfw, plots, progress);
    }

    static Outcome of(LfwCrops crops, float[][] templates, Path lfw, Path plots, Consumer<String> progress)
            throws IOException {
        Labels published = crops.labels();
        Path errata = lfw.toAbsolutePath().normalize().resolveSibling(ERRATA);
        boolean known = Files.isRegularFile(errata);
        Labels corrected = known ? published.corrected(errata, crops.people()) : published;
        Metrics metrics = new Metrics();
        List<String> notes = new ArrayList<>();

        progress.accept("comparing all pairs");
        AllPairs pairs = AllPairs.of(templates, published);
        OpenSetSearch search = OpenSetSearch.run(templates, published);
        measure("lfw.", crops, templates, pairs, search, progress, metrics);
        if (known) {
            progress.accept("comparing all pairs, labels corrected");
            pairs = AllPairs.of(templates, corrected);
            search = OpenSetSearch.run(templates, corrected);
            measure("lfw.corrected.", crops, templates, pairs, search, progress, metrics);
            variants("lfw.corrected.", templates, corrected, progress, metrics);
            notes.add("%s: %d pairs of names, so %d pairs of photos count neither as mates nor as strangers"
                    .formatted(ERRATA, corrected.leftOut().size(), pairs.leftOut()));
        } else {
            notes.add("no %s beside %s: wrong names count as they are, and the calibration tells too many strangers"
                    .formatted(ERRATA, lfw));
        }

        progress.accept("fitting the calibration");
        String fittedOn = "%,d pairs of different people in the aligned LFW crops"
                        .formatted(pairs.scores().nonMates())
                + (known ? ", wrong names left out" : "");
        CalibrationFit fit = CalibrationFit.fit(fittedOn, pairs);
        String prefix = known ? "lfw.corrected." : "lfw.";
        metrics.add(prefix + "data_end", fit.calibration().dataEnd());
        metrics.add(prefix + "tail_from", fit.tail().threshold());
        metrics.add(prefix + "tail_scale", fit.tail().scale());
        Errors.add(prefix + "tail_shape", fit.tail().shape(), null, fit.shape(), metrics);
        notes.add("every _low and _high: the interval of 95 %% when other people are drawn, %d times"
                .formatted(PeopleBootstrap.DRAWS));
        List<Path> written = List.of(
                det(pairs.scores()).writeTo(plots.resolve("accuracy-det.png")),
                fnir(search).writeTo(plots.resolve("accuracy-fnir-fpir.png")),
                fmr(pairs.scores(), fit.calibration()).writeTo(plots.resolve("accuracy-calibration.png")),
                StrangerSheet.write(
                        pairs.highest(fit.tail().threshold()).stream()
                                .limit(SHOWN)
                                .toList(),
                        crops.crops(),
                        plots.resolve("accuracy-highest-strangers.png")));
        TemplateAxes axes = TemplateAxes.of(String.format("%,d aligned LFW crops", templates.length), templates);
        return new Outcome(new BenchReport(metrics, written, notes), fit.calibration(), axes);
    }

    private static void measure(
            String prefix,
            LfwCrops crops,
            float[][] templates,
            AllPairs pairs,
            OpenSetSearch search,
            Consumer<String> progress,
            Metrics into) {
        boolean published = pairs.labels().leftOut().isEmpty();
        TenFold folds = TenFold.of(crops.folds(pairs.labels()), templates);
        Errors.add(prefix + "tenfold", folds.accuracy(), published ? TENFOLD : null, folds.interval(), into);
        progress.accept("drawing people");
        Errors.compare(prefix, pairs, published ? TARGETS : Map.of(), into);
        into.add(prefix + "mate_pairs", pairs.scores().mates());
        into.add(prefix + "nonmate_pairs", pairs.scores().nonMates());
        into.add(prefix + "left_out_pairs", pairs.leftOut());
        into.add(prefix + "gallery_faces", search.enrolled());
        into.add(prefix + "mated_probes", search.mated().size());
        into.add(prefix + "nonmated_probes", search.strangers().size());
        Errors.search(prefix, search, pairs.labels().people(), into);
    }

    /// Measures what processing of templates changes: the mean of all taken off, and the mean of a person's photos.
    private static void variants(
            String prefix, float[][] templates, Labels labels, Consumer<String> progress, Metrics into) {
        progress.accept("templates less their mean");
        float[][] centred = Templates.centred(templates);
        Errors.compare(prefix + "centred.", AllPairs.of(centred, labels), Map.of(), into);
        Errors.search(prefix + "centred.", OpenSetSearch.run(centred, labels), labels.people(), into);
        progress.accept("people with several photos");
        for (boolean mean : new boolean[] {false, true}) {
            OpenSetSearch search = OpenSetSearch.byLastPhoto(templates, labels, mean);
            if (search.mated().isEmpty()) return;
            Errors.search(prefix + (mean ? "mean_enrolled." : "first_enrolled."), search, labels.people(), into);
        }
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
        double[] all = IntStream.rangeClosed(0, 200).mapToDouble(i -> i / 200.0).toArray();
        return new LinePlot(
                "How often two different people score at least so high",
                new Axis("comparison score", false),
                new Axis("false match rate", true),
                List.of(
                        new Line("the pack's bound", all, map(all, calibration::upperBound)),
                        new Line("the pack's rate", all, map(all, calibration::falseMatchRate)),
                        new Line("measured", seen, map(seen, pairs::falseMatchRate))));
    }

    private static LinePlot line(String title, Axis x, Axis y, String name, double[] at, DoubleUnaryOperator value) {
        return new LinePlot(title, x, y, List.of(new Line(name, at, map(at, value))));
    }

    private static double[] map(double[] at, DoubleUnaryOperator value) {
        return Arrays.stream(at).map(value).toArray();
    }
}
