package beholden.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is in each photo, and the pairs of names that are not to be believed.
///
/// For example, `Hasan_Wirayuda` and `Hassan_Wirajuda` are one man in two spellings. No pair of a photo of the one and
/// a photo of the other counts: neither as mates nor as strangers.
///
/// @param person  of each photo, people counted from 0
/// @param leftOut couples of people whose photos are not compared
@SuppressWarnings("ArrayRecordComponent") // one array for 30 million pairs, read only
record Labels(int[] person, Set<Couple> leftOut) {
    /// Two people, the lower index first.
    record Couple(int lower, int upper) {
        static Couple of(int one, int other) {
            return new Couple(Math.min(one, other), Math.max(one, other));
        }
    }

    Labels {
        leftOut = Set.copyOf(leftOut);
    }

    /// The names as the collection has them.
    static Labels published(int[] person) {
        return new Labels(person, Set.of());
    }

    /// Labels without the couples of people that `errata` lists, one `first,second,what` a line.
    ///
    /// @param people index of each name
    /// @throws IOException if the file cannot be read, or names somebody who is not among `people`
    Labels corrected(Path errata, Map<String, Integer> people) throws IOException {
        Set<Couple> couples = new HashSet<>(leftOut);
        List<String> lines = Files.readAllLines(errata);
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split(",", 3);
            if (columns.length < 2) throw new IOException(errata + ": '" + line + "' does not name two people");
            couples.add(Couple.of(person(errata, people, columns[0]), person(errata, people, columns[1])));
        }
        return new Labels(person, couples);
    }

    private static int person(Path errata, Map<String, Integer> people, String name) throws IOException {
        Integer index = people.get(name);
        if (index == null) throw new IOException(errata + ": nobody is called " + name);
        return index;
    }

    boolean mates(int photo, int other) {
        return person[photo] == person[other];
    }

    /// Whether what two photos score says anything.
    boolean counted(int photo, int other) {
        return comparable(person[photo], person[other]);
    }

    /// Whether photos of two people are compared: not where they may be one person by another name.
    boolean comparable(int one, int other) {
        return leftOut.isEmpty() || !leftOut.contains(Couple.of(one, other));
    }

    /// People in any of the couples that are left out.
    BitSet doubted() {
        BitSet people = new BitSet();
        leftOut.forEach(couple -> {
            people.set(couple.lower());
            people.set(couple.upper());
        });
        return people;
    }

    int people() {
        int highest = -1;
        for (int of : person) highest = Math.max(highest, of);
        return highest + 1;
    }
}
