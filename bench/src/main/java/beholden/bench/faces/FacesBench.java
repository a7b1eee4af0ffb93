package beholden.bench.faces;

import beholden.bench.BenchReport;
import beholden.bench.Median;
import beholden.bench.Metrics;
import beholden.bench.Target;
import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.PhotoBatch;
import beholden.faces.pack.Calibration;
import beholden.faces.pack.ModelPack;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `bench faces`: whole photos through the whole pipeline.
public final class FacesBench {
    /// Rounds of each timing; the two sides of a ratio take turns, and the median counts.
    private static final int ROUNDS = 7;

    /// Crops that are pasted at each size, each of another person.
    private static final int PASTED = 384;

    private FacesBench() {}

    /// @param pack   whose calibration gives the threshold at a false match rate of 1e-4
    /// @param cache  folder of prepared weights
    /// @param known  folder with the 14 test photos of ageitgey/face_recognition
    /// @param groups group photos of about two megapixels: these are timed, and pasted into large canvases
    /// @param lfw    folder of aligned LFW crops, null to leave turned and pasted crops out
    /// @param plots  folder for the PNG files
    public static BenchReport run(
            ModelPack pack,
            Path cache,
            Path known,
            List<Path> groups,
            @Nullable Path lfw,
            Path plots,
            Consumer<String> progress)
            throws IOException {
        Metrics metrics = new Metrics();
        List<String> notes = new ArrayList<>();
        List<Path> written = new ArrayList<>();
        try (FaceEngine one = FaceEngine.open(pack, cache, FaceSettings.DEFAULT.withThreads(1));
                FaceEngine two = FaceEngine.open(pack, cache, FaceSettings.DEFAULT.withThreads(2))) {
            progress.accept("faces of known people");
            Calibration calibration = pack.description().calibration();
            if (calibration == null) {
                notes.add("the pack has no calibration, so there is no threshold to judge pairs with");
            } else {
                KnownPhotos judged = KnownPhotos.judge(one, known, calibration.threshold(1e-4));
                metrics.add(
                        "photos.faces_found", share(judged.facesFound(), judged.facesExpected()), Target.atLeast(1));
                metrics.add("photos.faces_beside", judged.facesBeside(), Target.atMost(0));
                metrics.add("photos.pairs", judged.pairs());
                metrics.add("photos.pairs_right", share(judged.pairsRight(), judged.pairs()), Target.atLeast(1));
                turned(one, groups, calibration.threshold(1e-4), metrics, progress);
                if (lfw == null) {
                    notes.add("no --lfw: pasted faces, and strangers in turned photos, were not measured");
                } else {
                    turnedCrops(one, lfw, calibration.threshold(1e-4), metrics, progress);
                }
            }
            if (lfw != null) pasted(one, lfw, metrics, progress);
            if (groups.isEmpty()) {
                notes.add("no group photos: run npm ci --ignore-scripts in the models folder for the timings");
            } else {
                canvases(one, groups, metrics, progress);
                progress.accept("pictures in which nobody is");
                EmptyScenes empty = EmptyScenes.judge(one, groups);
                metrics.add("faces.empty_scenes.photos", empty.photos());
                metrics.add("faces.empty_scenes.doubtful", empty.doubtful());
                metrics.add(
                        "faces.empty_scenes.false_faces_per_photo", empty.falseFacesPerPhoto(), Target.atMost(0.05));
                cpu(one, groups, metrics, progress);
                overhead(one, groups, metrics, progress);
                threads(one, two, groups, metrics, progress);
                written.add(TimeBySize.plot(one, groups.getFirst(), progress).writeTo(plots.resolve("faces-time.png")));
            }
        }
        return new BenchReport(metrics, written, notes);
    }

    private static double share(int part, int whole) {
        return (double) part / whole;
    }

    private static void turned(
            FaceEngine engine, List<Path> groups, double threshold, Metrics metrics, Consumer<String> progress)
            throws IOException {
        progress.accept("group photos, turned");
        TurnedPhotos judged = TurnedPhotos.ofGroups(engine, groups, threshold);
        metrics.add("faces.turned.groups.found_share", share(judged.found(), judged.upright()), Target.atLeast(0.97));
        metrics.add("faces.turned.groups.own_share", share(judged.own(), judged.found()), Target.atLeast(0.97));
        metrics.add("faces.turned.groups.beside", judged.beside());
        metrics.add("faces.turned.groups.strangers", judged.strangers(), Target.atMost(0));
    }

    private static void turnedCrops(
            FaceEngine engine, Path lfw, double threshold, Metrics metrics, Consumer<String> progress)
            throws IOException {
        TurnedPhotos judged = TurnedPhotos.ofCrops(engine, lfw, threshold, progress);
        metrics.add("faces.turned.found_share", share(judged.found(), judged.upright()), Target.atLeast(0.97));
        metrics.add("faces.turned.own_share", share(judged.own(), judged.found()), Target.atLeast(0.97));
        metrics.add("faces.turned.beside", judged.beside());
        metrics.add("faces.turned.pairs", judged.pairs());
        metrics.add("faces.turned.fmr_at_1e-4", (double) judged.strangers() / judged.pairs(), Target.atMost(2e-4));
    }

    private static void pasted(FaceEngine engine, Path lfw, Metrics metrics, Consumer<String> progress)
            throws IOException {
        List<PastedFaces.Cropped> crops = PastedFaces.crops(engine, lfw, PASTED);
        int beside = 0;
        for (int side : PastedFaces.SIDES) {
            PastedFaces judged = PastedFaces.judge(engine, crops, side, progress);
            metrics.add("faces.pasted.%d.found_share".formatted(side), share(judged.found(), judged.pasted()));
            beside += judged.beside();
        }
        metrics.add("faces.pasted.faces", crops.size());
        metrics.add("faces.pasted.beside", beside, Target.atMost(0));
    }

    private static void canvases(FaceEngine engine, List<Path> groups, Metrics metrics, Consumer<String> progress)
            throws IOException {
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        int expected = 0;
        int found = 0;
        int beside = 0;
        for (Path group : groups) {
            progress.accept("in a canvas of 24 megapixels: " + group.getFileName());
            LargeCanvas judged = LargeCanvas.judge(engine, decoder.decode(group));
            expected += judged.expected();
            found += judged.found();
            beside += judged.beside();
        }
        metrics.add("canvas.faces", expected);
        metrics.add("canvas.faces_found", share(found, expected), Target.atLeast(1));
        metrics.add("canvas.faces_beside", beside, Target.atMost(0));
    }

    /// Processor time of a photo, decoded and searched, which other work on the machine hardly changes.
    private static void cpu(FaceEngine engine, List<Path> groups, Metrics metrics, Consumer<String> progress)
            throws IOException {
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] millis = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            progress.accept("processor time of a photo, round " + (round + 2));
            long start = threads.getCurrentThreadCpuTime();
            for (Path group : groups) engine.faces(decoder.decode(group));
            if (round >= 0) millis[round] = (threads.getCurrentThreadCpuTime() - start) / 1e6 / groups.size();
        }
        metrics.add("faces.cpu_ms_per_photo", Median.of(millis));
    }

    private static void overhead(FaceEngine engine, List<Path> groups, Metrics metrics, Consumer<String> progress)
            throws IOException {
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        Path file = groups.getFirst();
        byte[] bytes = Files.readAllBytes(file);
        double[] ratios = new double[ROUNDS];
        double[] millis = new double[ROUNDS];
        double megapixels = 0;
        for (int round = -2; round < ROUNDS; round++) {
            progress.accept("one photo through the pipeline, round " + (round + 3));
            long networksBefore = engine.timeInNetworks().toNanos();
            long start = System.nanoTime();
            Photo photo = decoder.decode(bytes, file.toString());
            engine.faces(photo);
            long all = System.nanoTime() - start;
            megapixels = photo.width() * photo.height() / 1e6;
            if (round < 0) continue;
            millis[round] = all / 1e6;
            ratios[round] = (double) all / (engine.timeInNetworks().toNanos() - networksBefore);
        }
        metrics.add("faces.megapixels", megapixels);
        metrics.add("faces.photo_ms", Median.of(millis));
        metrics.add("faces.overhead_ratio", Median.of(ratios), Target.atMost(1.3));
    }

    private static void threads(
            FaceEngine one, FaceEngine two, List<Path> groups, Metrics metrics, Consumer<String> progress)
            throws IOException {
        List<Path> photos = new ArrayList<>();
        while (photos.size() < 12) photos.addAll(groups);
        double[] ratios = new double[ROUNDS];
        double[] perSecond = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            progress.accept("one thread, then two, round " + (round + 2));
            double alone = seconds(one, photos);
            double together = seconds(two, photos);
            if (round < 0) continue;
            ratios[round] = alone / together;
            perSecond[round] = photos.size() / together;
        }
        metrics.add("faces.photos_per_s", Median.of(perSecond));
        metrics.add("faces.two_thread_ratio", Median.of(ratios), Target.atLeast(1.8));
    }

    private static double seconds(FaceEngine engine, List<Path> photos) throws IOException {
        long start = System.nanoTime();
        new PhotoBatch(engine).run(photos, hash -> false, result -> {});
        return (System.nanoTime() - start) / 1e9;
    }
}
