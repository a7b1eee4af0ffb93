package beholden.bench.accuracy;

import beholden.faces.FaceEngine;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import beholden.faces.photo.PhotoRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Labeled Faces in the Wild (Huang et al. 2007) as aligned crops `NAME/NAME_0001.jpg`, with its `pairs.txt`.
///
/// @param people index of each person's name, people counted from 0 in alphabetical order
/// @param crops  every crop, people in their order, each person's in the order of their numbers
/// @param folds  of the pairs that `pairs.txt` names
record LfwCrops(Map<String, Integer> people, List<Crop> crops, List<List<Pair>> folds) {

    /// @param person index of the person
    record Crop(Path file, int person) {}

    /// Two crops, as indices, and whether one person is in both.
    record Pair(int first, int second, boolean mates) {}

    /// @throws IOException if the folder does not hold what it should
    static LfwCrops read(Path folder) throws IOException {
        List<Crop> crops = new ArrayList<>();
        Map<String, Integer> byName = new HashMap<>();
        Map<String, Integer> people = new HashMap<>();
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path of : folders.filter(Files::isDirectory).sorted().toList()) {
                int person = people.size();
                people.put(of.getFileName().toString(), person);
                try (Stream<Path> files = Files.list(of)) {
                    for (Path file : files.sorted().toList()) {
                        byName.put(file.getFileName().toString(), crops.size());
                        crops.add(new Crop(file, person));
                    }
                }
            }
        }
        return new LfwCrops(people, crops, folds(folder.resolve("pairs.txt"), byName));
    }

    private static List<List<Pair>> folds(Path file, Map<String, Integer> byName) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] head = lines.getFirst().trim().split("\\s+");
        int perFold = 2 * Integer.parseInt(head[1]);
        List<Pair> pairs = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.trim().split("\\s+");
            boolean mates = words.length == 3;
            String second = mates ? words[0] : words[2];
            String secondNumber = mates ? words[2] : words[3];
            pairs.add(new Pair(crop(byName, words[0], words[1]), crop(byName, second, secondNumber), mates));
        }
        List<List<Pair>> folds = new ArrayList<>();
        for (int from = 0; from + perFold <= pairs.size(); from += perFold) {
            folds.add(List.copyOf(pairs.subList(from, from + perFold)));
        }
        return folds;
    }

    private static int crop(Map<String, Integer> byName, String person, String number) throws IOException {
        String name = "%s_%04d.jpg".formatted(person, Integer.parseInt(number));
        Integer index = byName.get(name);
        if (index == null) throw new IOException(name + ": pairs.txt names it, but it is not in the folder");
        return index;
    }

    /// Who is on each crop by the name of its folder.
    Labels labels() {
        return Labels.published(crops.stream().mapToInt(Crop::person).toArray());
    }

    /// The folds without the pairs that `labels` leave out.
    List<List<Pair>> folds(Labels labels) {
        return folds.stream()
                .map(fold -> fold.stream()
                        .filter(pair -> labels.counted(pair.first(), pair.second()))
                        .toList())
                .toList();
    }

    /// The template of every crop, in their order.
    float[][] templates(FaceEngine engine, Consumer<String> progress) throws IOException {
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        float[][] templates = new float[crops.size()][];
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(engine.settings().threads())) {
            List<Future<?>> underWay = new ArrayList<>();
            for (int t = 0; t < engine.settings().threads(); t++) {
                underWay.add(workers.submit(() -> {
                    for (int i = next.getAndIncrement(); i < templates.length; i = next.getAndIncrement()) {
                        templates[i] = engine.templateOfAligned(
                                decoder.decode(crops.get(i).file()));
                        if (i % 1000 == 0) progress.accept("template %,d of %,d".formatted(i, templates.length));
                    }
                    return null;
                }));
            }
            for (Future<?> worker : underWay) worker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PhotoRefusedException refused)
                throw new IOException(refused.getMessage(), refused);
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making templates", e);
        }
        return templates;
    }
}
