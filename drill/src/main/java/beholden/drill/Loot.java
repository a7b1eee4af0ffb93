package beholden.drill;

import beholden.drill.search.ByteSearch;
import beholden.drill.search.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Stolen files, searched for secrets.
public final class Loot {
    private final ByteSearch search;
    private final List<Sighting> sightings = new ArrayList<>();
    private long bytes;
    private int files;

    public Loot(ByteSearch search) {
        this.search = search;
    }

    /// Searches all files of a folder.
    ///
    /// @param wanted told each file's path within the folder, with `/` between its parts
    public Loot folder(Path folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString();
                if (wanted.test(name)) file(file, name);
            }
        }
        return this;
    }

    public Loot file(Path file, String name) throws IOException {
        bytes += Files.size(file);
        files++;
        // A name is stolen with its file.
        sightings.addAll(search.in(name, "the name of " + name));
        sightings.addAll(search.in(file, name));
        return this;
    }

    public Loot text(String text, String place) {
        bytes += text.length();
        files++;
        sightings.addAll(search.in(text, place));
        return this;
    }

    public List<Sighting> sightings() {
        return List.copyOf(sightings);
    }

    List<String> learned() {
        return sightings.stream().map(Sighting::toString).toList();
    }

    /// Sentence on what was searched.
    String tried() {
        return "searched %,d %s of %s for %,d secrets in %,d spellings"
                .formatted(files, files == 1 ? "piece" : "pieces", size(bytes), search.secrets(), search.patterns());
    }

    private static String size(long bytes) {
        if (bytes < 10_000) return "%,d bytes".formatted(bytes);
        return bytes < 10_000_000 ? "%,d kB".formatted(bytes / 1000) : "%,d MB".formatted(bytes / 1_000_000);
    }
}
