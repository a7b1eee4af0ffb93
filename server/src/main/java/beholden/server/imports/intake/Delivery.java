package beholden.server.imports.intake;

import beholden.enrol.LinkRule;
import beholden.enrol.PhotoFacts;
import beholden.enrol.PhotoFiles;
import beholden.enrol.PhotoList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The photos of one import, with what the manifest says of each.
public final class Delivery implements PhotoList {
    private final Path root;
    private final SequencedMap<Path, String> names;
    private final Manifest manifest;
    private final LinkRule links;
    private final List<Unreadable> unreadable;

    /// @param root  what [#place(Path)] is told from
    /// @param names of each file, for people and as the manifest has it
    /// @param links where photos lead whose link the manifest does not say
    private Delivery(
            Path root,
            SequencedMap<Path, String> names,
            Manifest manifest,
            LinkRule links,
            List<Unreadable> unreadable) {
        this.root = root;
        this.names = names;
        this.manifest = manifest;
        this.links = links;
        this.unreadable = List.copyOf(unreadable);
    }

    /// Files that an [Intake] took in.
    public static Delivery handedIn(Path folder, LinkRule links, IntakeLimits limits) throws IOException {
        SequencedMap<Path, String> names = new LinkedHashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(Spool.NAMES), StandardCharsets.UTF_8)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Spool.Line line = JsonMapper.shared().readValue(text, Spool.Line.class);
                if (line.file() == null) {
                    unreadable.add(new Unreadable(line.name(), String.valueOf(line.refused())));
                } else {
                    names.put(Spool.photo(folder, line.file()), line.name());
                }
            }
        }
        return described(folder.resolve(Spool.PHOTOS), names, manifestIn(folder, limits), links, unreadable);
    }

    /// The photos in a folder of the server and all below it; a `manifest.csv` or `manifest.jsonl` at its top is
    /// the manifest.
    ///
    /// @param folder its real path
    public static Delivery ofFolder(Path folder, LinkRule links, IntakeLimits limits) throws IOException {
        PhotoFiles photos = PhotoFiles.of(List.of(folder), new LinkRule.None());
        SequencedMap<Path, String> names = new LinkedHashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        photos.unreadable().forEach(it -> unreadable.add(below(folder, it)));
        for (Path file : photos.files()) {
            String name = photos.facts(file).title();
            if (leadsOut(file, folder)) {
                unreadable.add(new Unreadable(name, name + ": is a link that leads out of the folder"));
            } else if (!Manifest.isOne(name)) {
                names.put(file, name);
            }
        }
        if (names.size() > limits.files()) {
            throw new IntakeException("the folder holds more than %,d files, which is the limit of one import; import"
                            .formatted(limits.files())
                    + " the folders in it one by one");
        }
        return described(folder, names, manifestIn(folder, limits), links, unreadable);
    }

    private static boolean leadsOut(Path file, Path folder) throws IOException {
        return Files.isSymbolicLink(file) && !file.toRealPath().startsWith(folder);
    }

    // The operator's browser needs not know where on the server the folder is.
    private static Unreadable below(Path folder, Unreadable of) {
        String prefix = folder + "/";
        return new Unreadable(of.name().replace(prefix, ""), of.reason().replace(prefix, ""));
    }

    private static Manifest manifestIn(Path folder, IntakeLimits limits) throws IOException {
        Path found = null;
        for (String name : List.of("manifest.csv", "manifest.jsonl")) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) continue;
            if (found != null) throw new IntakeException("there are a manifest.csv and a manifest.jsonl; keep one");
            found = file;
        }
        if (found == null) return Manifest.NONE;
        if (Files.size(found) > limits.manifestBytes()) {
            throw new IntakeException("manifest: more than %,d bytes, the limit".formatted(limits.manifestBytes()));
        }
        return Manifest.read(found, limits.files());
    }

    private static Delivery described(
            Path root,
            SequencedMap<Path, String> names,
            Manifest manifest,
            LinkRule links,
            List<Unreadable> unreadable) {
        Set<String> absent = new TreeSet<>(manifest.names());
        Set<String> often = new HashSet<>();
        for (String name : names.values()) {
            if (!absent.remove(name) && manifest.of(name) != null) often.add(name);
        }
        for (Unreadable it : unreadable) {
            if (!absent.remove(it.name()) && manifest.of(it.name()) != null) often.add(it.name());
        }
        List<Unreadable> all = new ArrayList<>(unreadable);
        names.values().removeIf(name -> {
            if (!often.contains(name)) return false;
            all.add(new Unreadable(
                    name, name + ": several files have this name, and the manifest cannot tell them apart"));
            return true;
        });
        absent.forEach(name -> all.add(new Unreadable(name, name + ": is in the manifest, and there is no such file")));
        return new Delivery(root, names, manifest, links, all);
    }

    /// Rest of the delivery when the files up to this place are done; the unreadable are then done too.
    ///
    /// @param place as [#place(Path)] told it; null leaves it whole
    public Delivery after(@Nullable String place) {
        if (place == null) return this;
        Path last = root.resolve(place);
        SequencedMap<Path, String> rest = new LinkedHashMap<>();
        names.forEach((file, name) -> {
            if (file.compareTo(last) > 0) rest.put(file, name);
        });
        return new Delivery(root, rest, manifest, links, List.of());
    }

    /// Path of a file in the delivery, wherever that itself is.
    public String place(Path file) {
        return root.relativize(file).toString();
    }

    @Override
    public Collection<Path> files() {
        return Collections.unmodifiableSet(names.sequencedKeySet());
    }

    @Override
    public PhotoFacts facts(Path file) {
        String name = Objects.requireNonNull(names.get(file), "a file of this delivery");
        Manifest.Row row = manifest.of(name);
        String title = row == null || row.title() == null ? name : row.title();
        return new PhotoFacts(
                name,
                title,
                row == null || row.link() == null ? links.link(file, name) : row.link(),
                row == null ? null : row.captured());
    }

    @Override
    public List<Unreadable> unreadable() {
        return unreadable;
    }
}
