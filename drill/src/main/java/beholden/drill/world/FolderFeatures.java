package beholden.drill.world;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Features of a vault's folder besides the cells: files, their sizes, times and bytes, and what changed between
/// two copies of it.
///
/// Times count by their order. How long a tick takes depends on the machine and what else it does, and a drill that
/// runs
/// ticks as fast as it can says nothing of that.
final class FolderFeatures {
    static final String OTHERS = "others";

    /// Parts of a folder in the order of the report; whatever else lies in it is "others".
    private static final List<String> PLACES = List.of("vault.json", "keys", "pending", "chunks", "ledger", OTHERS);

    private static final String CELLS = "cells.sqlite";

    private FolderFeatures() {}

    /// @param earlier a copy from the middle of the run
    /// @param later   a copy from its end
    static void measure(Features features, Path earlier, Path later) throws IOException {
        count(features, earlier, later, PLACES);
        SortedMap<String, Path> after = files(later);
        noise(features, "keys", after);
        noise(features, "pending", after);
        noise(features, "chunks", after);
    }

    /// Files and what became of them, by the place they lie in.
    ///
    /// @param places names at the top of the folder, and [#OTHERS]
    static void count(Features features, Path earlier, Path later, List<String> places) throws IOException {
        SortedMap<String, Path> before = files(earlier);
        SortedMap<String, Path> after = files(later);
        Map<String, Double> counts = new HashMap<>();
        for (String file : after.keySet()) {
            String place = place(file, places);
            add(counts, place + ", files", 1);
            add(counts, place + ", bytes", Files.size(after.get(file)));
            Path old = before.get(file);
            if (old == null) {
                add(counts, place + ", files new in the second copy", 1);
                // Taking the first copy was reading, too.
                if (wasRead(after.get(file))) add(counts, place + ", files read since", 1);
            } else {
                boolean same = Files.mismatch(old, after.get(file)) < 0;
                if (!same) add(counts, place + ", files that changed between the copies", 1);
                if (!time(old).equals(time(after.get(file)))) add(counts, place + ", times that changed", 1);
            }
        }
        for (String file : before.keySet()) {
            if (!after.containsKey(file)) add(counts, place(file, places) + ", files gone from the second copy", 1);
        }
        for (String place : places) {
            for (String count : List.of(
                    "files",
                    "bytes",
                    "files new in the second copy",
                    "files read since",
                    "files that changed between the copies",
                    "times that changed",
                    "files gone from the second copy")) {
                features.put(place + ", " + count, counts.getOrDefault(place + ", " + count, 0.0));
            }
            features.put(place + ", later files elsewhere", laterElsewhere(after, place, places));
        }
    }

    /// How many files of other places were written after the last file of this one.
    private static double laterElsewhere(SortedMap<String, Path> files, String place, List<String> places)
            throws IOException {
        FileTime last = FileTime.fromMillis(0);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            FileTime time = time(file.getValue());
            if (place(file.getKey(), places).equals(place) && time.compareTo(last) > 0) last = time;
        }
        int later = 0;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (!place(file.getKey(), places).equals(place)
                    && time(file.getValue()).compareTo(last) > 0) later++;
        }
        return later;
    }

    private static void noise(Features features, String place, SortedMap<String, Path> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder names = new StringBuilder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (!place(file.getKey(), PLACES).equals(place)) continue;
            bytes.write(Files.readAllBytes(file.getValue()));
            names.append(file.getValue().getFileName());
        }
        features.putNoise(place, bytes.toByteArray());
        features.put(
                place + ", χ² of the names' characters",
                Features.chiSquare(names.toString().getBytes(StandardCharsets.UTF_8), 0, 1));
    }

    private static String place(String file, List<String> places) {
        String first = file.contains("/") ? file.substring(0, file.indexOf('/')) : file;
        return places.contains(first) ? first : OTHERS;
    }

    /// All but the store of cells, which is looked at by itself.
    private static SortedMap<String, Path> files(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith(CELLS)) files.put(name, file);
            }
        }
        return files;
    }

    /// Tells whether a file was read since it was written, by the times of a file system that keeps them.
    private static boolean wasRead(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.lastAccessTime().compareTo(attributes.lastModifiedTime()) > 0;
    }

    private static FileTime time(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private static void add(Map<String, Double> counts, String name, double count) {
        counts.merge(name, count, Double::sum);
    }
}
