package beholden.bench.gallery;

import beholden.bench.People;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// A gallery's worth of people, and a further photo of some of them, who are spread evenly over the gallery.
///
/// @param people where the templates come from
/// @param size   faces enrolled: whole people, five photos each
/// @param probes people searched for, each by one photo that is not enrolled
record Population(People people, int size, int probes) {
    Population {
        if (size % People.PHOTOS_PER_PERSON != 0 || probes < 1 || probes > size / People.PHOTOS_PER_PERSON) {
            throw new IllegalArgumentException("a gallery of " + size + " faces and " + probes
                    + " probes: faces come in fives, one person each, and the " + "people searched for are among them");
        }
    }

    private long person(int probe) {
        long persons = size / People.PHOTOS_PER_PERSON;
        return probe * persons / probes;
    }

    float[] probe(int number) {
        return people.probe(person(number));
    }

    /// The share of all mates of all probes that are among the neighbours found.
    ///
    /// @param neighbours places in the gallery, one list per probe; may cover only the first probes
    double mateRecall(List<List<Long>> neighbours) {
        long found = 0;
        for (int probe = 0; probe < neighbours.size(); probe++) {
            long first = person(probe) * People.PHOTOS_PER_PERSON;
            Set<Long> mates = new HashSet<>();
            LongStream.range(first, first + People.PHOTOS_PER_PERSON).forEach(mates::add);
            mates.retainAll(neighbours.get(probe));
            found += mates.size();
        }
        return (double) found / (neighbours.size() * People.PHOTOS_PER_PERSON);
    }

    /// All enrolled templates, in the order of their places; written first if a run before has not.
    Path enrolledFile(Path folder) throws IOException {
        return TemplateFile.written(
                folder.resolve("people-" + name() + ".f32"), size, people.dimension(), people::enrolled);
    }

    Path probeFile(Path folder) throws IOException {
        return TemplateFile.written(
                folder.resolve("probes-" + probes + "-of-" + name() + ".f32"),
                probes,
                people.dimension(),
                number -> probe((int) number));
    }

    /// Says everything the templates depend on, for names of files kept from run to run.
    String name() {
        return size + "x" + people.name();
    }
}
