package beholden.bench.accuracy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// One photo against a gallery, when the person may not be in it (ISO/IEC 19795-1, NIST FRTE 1:N).
///
/// Every second person is enrolled. Further photos of these are mated probes, all photos of the others non-mated ones.
/// A probe is not compared with somebody whom its person may be by another name.
///
/// @param enrolled  faces in the gallery
/// @param mated     the mate's score for each mated probe, or −1 where a non-mate scored higher
/// @param strangers the highest score in the gallery for each non-mated probe, ascending
record OpenSetSearch(int enrolled, List<Probe> mated, List<Probe> strangers) {

    /// @param person who is on the probe
    /// @param score  what the search gave it
    record Probe(int person, double score) {}

    /// A person as enrolled.
    @SuppressWarnings("ArrayRecordComponent") // a template, read only
    private record Enrolled(int person, float[] template) {}

    /// People enrolled with their first photo; all their others are probes.
    static OpenSetSearch run(float[][] templates, Labels labels) {
        List<Enrolled> gallery = new ArrayList<>();
        List<Integer> mated = new ArrayList<>();
        for (int[] photos : photosOfEnrolled(labels)) {
            gallery.add(new Enrolled(labels.person()[photos[0]], templates[photos[0]]));
            for (int i = 1; i < photos.length; i++) mated.add(photos[i]);
        }
        return search(gallery, mated, templates, labels);
    }

    /// People with three photos and more searched by the last of them.
    ///
    /// @param mean whether people are enrolled with the mean of all but their last photo, and not with their first
    static OpenSetSearch byLastPhoto(float[][] templates, Labels labels, boolean mean) {
        List<Enrolled> gallery = new ArrayList<>();
        List<Integer> mated = new ArrayList<>();
        for (int[] photos : photosOfEnrolled(labels)) {
            boolean several = photos.length >= 3;
            float[] first = templates[photos[0]];
            float[] template = mean && several ? Templates.mean(templates, photos, photos.length - 1) : first;
            gallery.add(new Enrolled(labels.person()[photos[0]], template));
            if (several) mated.add(photos[photos.length - 1]);
        }
        return search(gallery, mated, templates, labels);
    }

    private static List<int[]> photosOfEnrolled(Labels labels) {
        int[] person = labels.person();
        List<int[]> photos = new ArrayList<>();
        for (int from = 0, to; from < person.length; from = to) {
            to = from + 1;
            while (to < person.length && person[to] == person[from]) to++;
            if (isEnrolled(person[from])) photos.add(IntStream.range(from, to).toArray());
        }
        return photos;
    }

    private static boolean isEnrolled(int person) {
        return person % 2 == 0;
    }

    private static OpenSetSearch search(
            List<Enrolled> gallery, List<Integer> mated, float[][] templates, Labels labels) {
        List<Probe> mates = mated.parallelStream()
                .map(probe -> {
                    int person = labels.person()[probe];
                    Probe best = best(gallery, probe, templates[probe], labels);
                    return new Probe(person, best.person() == person ? best.score() : -1);
                })
                .toList();
        List<Probe> strangers = IntStream.range(0, templates.length)
                .filter(probe -> !isEnrolled(labels.person()[probe]))
                .parallel()
                .mapToObj(probe -> new Probe(
                        labels.person()[probe],
                        best(gallery, probe, templates[probe], labels).score()))
                .sorted(Comparator.comparingDouble(Probe::score))
                .toList();
        return new OpenSetSearch(gallery.size(), mates, strangers);
    }

    private static Probe best(List<Enrolled> gallery, int probe, float[] template, Labels labels) {
        int person = labels.person()[probe];
        int best = -1;
        float highest = Float.NEGATIVE_INFINITY;
        for (Enrolled face : gallery) {
            if (!labels.comparable(person, face.person())) continue;
            float score = PairScores.dot(face.template(), template);
            if (score > highest) {
                highest = score;
                best = face.person();
            }
        }
        return new Probe(best, highest);
    }

    /// The searches of people who were drawn, each as often as they were, in the same gallery.
    OpenSetSearch among(int[] drawn) {
        return new OpenSetSearch(enrolled, times(mated, drawn), times(strangers, drawn));
    }

    private static List<Probe> times(List<Probe> probes, int[] drawn) {
        return probes.stream()
                .flatMap(probe -> Collections.nCopies(drawn[probe.person()], probe).stream())
                .toList();
    }

    /// Share of mated probes whose mate is the best candidate, whatever its score.
    double rankOne() {
        return (double) mated.stream().filter(probe -> probe.score() > -1).count() / mated.size();
    }

    /// The lowest threshold at which at most `fpir` of the non-mated probes return any candidate.
    double threshold(double fpir) {
        int allowed = (int) Math.floor(fpir * strangers.size());
        return Math.nextUp(strangers.get(strangers.size() - 1 - allowed).score());
    }

    /// Share of mated probes whose mate is not the best candidate at or above `threshold` (FNIR at rank 1).
    double fnir(double threshold) {
        return (double) mated.stream()
                        .filter(probe -> probe.score() < threshold)
                        .count()
                / mated.size();
    }

    /// FNIR over FPIR from one non-mated probe to all of them, for a logarithmic plot: rows of {FPIR, FNIR}.
    ///
    /// Where no mate is missed it shows half a probe, since nothing has no logarithm.
    double[][] curve() {
        return IntStream.rangeClosed(0, 60)
                .mapToDouble(i -> Math.pow(10, -3.5 + 3.5 * i / 60))
                .filter(fpir -> fpir * strangers.size() >= 1 && fpir < 1)
                .mapToObj(fpir -> new double[] {fpir, Math.max(fnir(threshold(fpir)), 0.5 / mated.size())})
                .toArray(double[][]::new);
    }
}
