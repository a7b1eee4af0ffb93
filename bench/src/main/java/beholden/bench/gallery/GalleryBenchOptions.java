package beholden.bench.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Options of the gallery's benchmark: sizes to measure, and the folder for its galleries.
///
/// @param population how the people's templates are distributed
/// @param workFolder keeps templates, peers and their graphs from run to run; about 11 kB a face
/// @param plotFolder where the PNG plots go
/// @param size       faces in the gallery that is measured
/// @param peersSize  faces the peers hold; `size` unless memory or time (hnswlib builds for minutes) ask for fewer
/// @param growth     further sizes to measure on the way; empty for none
/// @param seed       another seed is another population
public record GalleryBenchOptions(
        PopulationKind population,
        Path workFolder,
        Path plotFolder,
        int size,
        int peersSize,
        List<Integer> growth,
        long seed) {
    /// Sizes over which growth shows.
    public static final List<Integer> GROWTH = List.of(10_000, 100_000, 1_000_000, 4_000_000);

    private static final int SMALLEST = 1_000;
    private static final int LARGEST = 16_000_000;

    public GalleryBenchOptions {
        growth = List.copyOf(growth);
        checkSize("the gallery", size);
        checkSize("the peers", peersSize);
        growth.forEach(step -> checkSize("growth", step));
        if (peersSize > size) {
            throw new IllegalArgumentException(
                    "the peers cannot hold " + peersSize + " faces: the gallery they are compared with holds " + size);
        }
    }

    private static void checkSize(String what, int size) {
        if (size < SMALLEST || size > LARGEST || size % 5 != 0) {
            throw new IllegalArgumentException("size of " + what + ": " + size
                    + " is not a multiple of 5 (each person has 5 photos) in " + SMALLEST + ".." + LARGEST);
        }
    }

    /// Every size the gallery is measured at, smallest first.
    SortedSet<Integer> sizes() {
        SortedSet<Integer> sizes = new TreeSet<>(growth);
        sizes.add(size);
        sizes.add(peersSize);
        return sizes;
    }
}
