package beholden.bench.gallery;

import beholden.gallery.CandidateList;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.Scope;
import beholden.gallery.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A process that opens a gallery and searches it, and nothing else: start-up and memory are those of a program
/// that has just begun, and the Java runtime is told of a single core, so that the gallery, like its peers,
/// searches with one thread.
final class SearchProcess {
    /// Enough for the just-in-time compiler to be done with the scan, measured: times settle after a second.
    private static final long WARM_UP_NANOS = 3_000_000_000L;

    private static final int PASSES = 3;

    private SearchProcess() {}

    /// Runs this class in a process of its own.
    ///
    /// @param probes [TemplateFile] of the probes
    static GallerySearches run(Path gallery, Path key, String pack, Path probes, int dimension) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ActiveProcessorCount=1",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                SearchProcess.class.getName(),
                gallery.toString(),
                key.toString(),
                pack,
                probes.toString(),
                Integer.toString(dimension));
        List<String> lines = MeasuredProcess.run(command, _ -> {});
        return JsonMapper.shared().readValue(lines.getLast(), GallerySearches.class);
    }

    public static void main(String[] arguments) {
        try {
            GallerySearches result = measure(
                    Path.of(arguments[0]),
                    Path.of(arguments[1]),
                    arguments[2],
                    Path.of(arguments[3]),
                    Integer.parseInt(arguments[4]));
            System.out.println(JsonMapper.shared().writeValueAsString(result));
        } catch (IOException | RuntimeException e) {
            System.err.println(e);
            System.exit(1);
        }
    }

    private static GallerySearches measure(Path folder, Path keyFile, String pack, Path probeFile, int dimension)
            throws IOException {
        List<Template> probes = TemplateFile.read(probeFile, dimension).stream()
                .map(values -> new Template(pack, values))
                .toList();
        try (GalleryKey key = GalleryKey.load(keyFile)) {
            long ramBefore = ramBytes();
            long start = System.nanoTime();
            try (Gallery gallery = Gallery.open(folder, key, pack)) {
                search(gallery, probes.subList(0, 1));
                double startUpMillis = millisSince(start);
                long ramBytes = Math.max(0, ramBytes() - ramBefore);
                return new GallerySearches(startUpMillis, ramBytes, single(gallery, probes), batch(gallery, probes));
            }
        }
    }

    private static SearchRun single(Gallery gallery, List<Template> probes) throws IOException {
        untilWarm(() -> {
            for (Template probe : probes) {
                search(gallery, List.of(probe));
            }
        });
        List<Double> millis = new ArrayList<>();
        List<List<Long>> neighbours = new ArrayList<>();
        for (Template probe : probes) {
            double[] passes = new double[PASSES];
            List<CandidateList> found = List.of();
            for (int pass = 0; pass < PASSES; pass++) {
                long start = System.nanoTime();
                found = search(gallery, List.of(probe));
                passes[pass] = millisSince(start);
            }
            Arrays.sort(passes);
            millis.add(passes[PASSES / 2]);
            neighbours.add(places(found.getFirst()));
        }
        return new SearchRun("single", millis, neighbours);
    }

    private static SearchRun batch(Gallery gallery, List<Template> probes) throws IOException {
        untilWarm(() -> search(gallery, probes));
        List<Double> passes = new ArrayList<>();
        List<CandidateList> found = List.of();
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            found = search(gallery, probes);
            passes.add(millisSince(start) / probes.size());
        }
        Collections.sort(passes);
        return new SearchRun(
                "batch",
                Collections.nCopies(probes.size(), passes.get(PASSES / 2)),
                found.stream().map(SearchProcess::places).toList());
    }

    private interface Searching {
        void search() throws IOException;
    }

    private static void untilWarm(Searching searching) throws IOException {
        long start = System.nanoTime();
        do {
            searching.search();
        } while (System.nanoTime() - start < WARM_UP_NANOS);
    }

    private static List<CandidateList> search(Gallery gallery, List<Template> probes) throws IOException {
        return gallery.search(probes, Scope.everything(), SearchRun.LIMIT);
    }

    private static List<Long> places(CandidateList found) {
        return found.candidates().stream()
                .map(candidate -> GrowingGallery.place(candidate.face().faceId()))
                .toList();
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /// Live heap, and the pages of mapped files that are in memory (`man 5 proc`: RssFile).
    private static long ramBytes() throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long mappedKibibytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("RssFile:")) {
                mappedKibibytes = Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return runtime.totalMemory() - runtime.freeMemory() + mappedKibibytes * 1024;
    }
}
