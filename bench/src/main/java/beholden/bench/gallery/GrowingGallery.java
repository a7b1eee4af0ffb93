package beholden.bench.gallery;

import beholden.bench.People;
import beholden.gallery.Box;
import beholden.gallery.Change;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.GallerySettings;
import beholden.gallery.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A gallery of synthetic people that is filled through its public port, as an import would, and measured at
/// sizes on the way.
final class GrowingGallery {
    private static final String PACK = "synthetic";
    private static final int FACES_PER_CHANGE = 50_000;

    private final People people;
    private final Path folder;
    private final Path keyFile;
    private int size;
    private long enrolNanos;

    /// Starts empty, in place of what a run before has left.
    GrowingGallery(Path workFolder, People people) throws IOException {
        this.people = people;
        this.folder = workFolder.resolve("gallery");
        this.keyFile = workFolder.resolve("gallery.key");
        delete();
        // The same key in each run, like the templates, so that a run can be repeated exactly. It protects nobody.
        byte[] key = Long.toHexString(people.seed() | Long.MIN_VALUE).repeat(2).getBytes(StandardCharsets.US_ASCII);
        try (GalleryKey seeded = GalleryKey.of(key)) {
            seeded.save(keyFile);
            Gallery.create(folder, seeded, new GallerySettings(PACK, people.dimension()))
                    .close();
        }
    }

    /// Enrols the people that are still missing. Counts as enrolment: making the templates, opening the gallery,
    /// rotation, merges, and closing it.
    void growTo(int newSize, Consumer<String> progress) throws IOException {
        long start = System.nanoTime();
        try (GalleryKey key = GalleryKey.load(keyFile);
                Gallery gallery = Gallery.open(folder, key, PACK)) {
            while (size < newSize) {
                int end = Math.min(newSize, size + FACES_PER_CHANGE);
                gallery.apply(new Change.Builder().enrol(enrolments(size, end)).build());
                size = end;
                progress.accept(String.format("enrolled %,d of %,d faces", size, newSize));
            }
        }
        enrolNanos += System.nanoTime() - start;
    }

    double enrolledPerSecond() {
        return size / (enrolNanos / 1e9);
    }

    GallerySearches search(Population population, Path workFolder) throws IOException {
        return SearchProcess.run(folder, keyFile, PACK, population.probeFile(workFolder), people.dimension());
    }

    /// Everything in its folder.
    long diskBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(keyFile);
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private List<Enrolment> enrolments(int from, int to) {
        return IntStream.range(from, to).parallel().mapToObj(this::enrolment).toList();
    }

    /// A face with as many facts as an imported one has.
    private Enrolment enrolment(int place) {
        int person = place / People.PHOTOS_PER_PERSON;
        EnrolledFace face = EnrolledFace.of(
                        "face-" + place,
                        "photo-" + place,
                        "source-" + place % 8,
                        new Box(120.5f, 80.25f, 376.5f, 400.75f),
                        50 + place % 50)
                .withCaptureDate(LocalDate.of(2000, 1, 1).plusDays(place % 9_000))
                .withLink(URI.create("https://photos.example/" + place + ".jpg"))
                .withTitle("Person " + person + ", photo " + place);
        return new Enrolment(face, new Template(PACK, people.enrolled(place)));
    }

    /// The place among all enrolled templates, from the id that [#enrolment(int)] gave.
    static long place(String faceId) {
        return Long.parseLong(faceId.substring("face-".length()));
    }
}
