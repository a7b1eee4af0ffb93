package beholden.bench.faces;

import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Photos as they are and turned by one to three quarters: scans, and phones without EXIF.
///
/// @param upright   faces found in the photos as they are, counted once for each turn
/// @param found     of these, how many are found in the turned photo: a box that overlaps by two fifths
/// @param own       of the found, how many score above the threshold against themselves upright
/// @param beside    faces found in turned photos where the upright one has none
/// @param pairs     pairs of faces in turned photos that are not of one person
/// @param strangers of these, how many score above the threshold
record TurnedPhotos(int upright, int found, int own, int beside, long pairs, long strangers) {
    /// Crops of the collection, one of each person.
    private static final int PEOPLE = 600;

    /// Side of a pasted crop, and of the square it is pasted into, in crops: faces of 30 to 150 pixels.
    private static final int[] SIDES = {112, 72, 48, 160};

    private static final int[] SQUARES = {3, 4, 10, 2};
    private static final float SAME_FACE = 0.4f;

    private record Judged(int person, Face face) {}

    /// Turns group photos by all three turns.
    ///
    /// Pairs are those of one photo, whose faces are different people.
    static TurnedPhotos ofGroups(FaceEngine engine, List<Path> groups, double threshold) throws IOException {
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        TurnedPhotos sum = new TurnedPhotos(0, 0, 0, 0, 0, 0);
        for (Path group : groups) {
            Photo photo = decoder.decode(group);
            List<Face> upright = engine.faces(photo);
            for (int quarters = 1; quarters < 4; quarters++) {
                List<Face> turned = engine.faces(turned(photo, quarters));
                List<Judged> people = new ArrayList<>();
                for (Face face : turned) people.add(new Judged(people.size(), face));
                sum = sum.plus(judge(photo, upright, turned, quarters, threshold))
                        .plus(strangers(people, threshold));
            }
        }
        return sum;
    }

    /// Pastes crops of different people into squares of faint noise and turns each by one of the three turns.
    ///
    /// @param lfw folder of aligned crops, a folder for each person
    static TurnedPhotos ofCrops(FaceEngine engine, Path lfw, double threshold, Consumer<String> progress)
            throws IOException {
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);
        List<Path> crops = onePerPerson(lfw, PEOPLE);
        List<Judged> people = new ArrayList<>();
        TurnedPhotos sum = new TurnedPhotos(0, 0, 0, 0, 0, 0);
        for (int i = 0; i < crops.size(); i++) {
            if (i % 100 == 0) progress.accept("turned crop %d of %d".formatted(i, crops.size()));
            Photo photo =
                    Scene.pasted(decoder.decode(crops.get(i)), SIDES[i % SIDES.length], SQUARES[i % SQUARES.length], i);
            int quarters = 1 + i / SIDES.length % 3;
            List<Face> turned = engine.faces(turned(photo, quarters));
            sum = sum.plus(judge(photo, engine.faces(photo), turned, quarters, threshold));
            for (Face face : turned) people.add(new Judged(i, face));
        }
        return sum.plus(strangers(people, threshold));
    }

    /// The first crop of each of `people` people, spread over the alphabet; of all if there are no more.
    static List<Path> onePerPerson(Path lfw, int people) throws IOException {
        List<Path> first = new ArrayList<>();
        try (Stream<Path> folders = Files.list(lfw)) {
            for (Path person : folders.filter(Files::isDirectory).sorted().toList()) {
                try (Stream<Path> files = Files.list(person)) {
                    files.sorted().findFirst().ifPresent(first::add);
                }
            }
        }
        List<Path> spread = new ArrayList<>();
        int count = Math.min(people, first.size());
        for (int i = 0; i < count; i++) spread.add(first.get((int) ((long) i * first.size() / count)));
        return spread;
    }

    private static TurnedPhotos judge(
            Photo photo, List<Face> upright, List<Face> turned, int quarters, double threshold) {
        int found = 0;
        int own = 0;
        for (Face face : upright) {
            Box there = turned(face.box(), photo, quarters);
            Optional<Face> same = turned.stream()
                    .filter(t -> t.box().iou(there) >= SAME_FACE)
                    .max(Comparator.comparingDouble(t -> t.box().iou(there)));
            if (same.isEmpty()) continue;
            found++;
            if (same.get().compare(face) >= threshold) own++;
        }
        return new TurnedPhotos(upright.size(), found, own, turned.size() - found, 0, 0);
    }

    private static TurnedPhotos strangers(List<Judged> people, double threshold) {
        long pairs = 0;
        long above = 0;
        for (int i = 0; i < people.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (people.get(i).person() == people.get(j).person()) continue;
                pairs++;
                if (people.get(i).face().compare(people.get(j).face()) >= threshold) above++;
            }
        }
        return new TurnedPhotos(0, 0, 0, 0, pairs, above);
    }

    private TurnedPhotos plus(TurnedPhotos other) {
        return new TurnedPhotos(
                upright + other.upright,
                found + other.found,
                own + other.own,
                beside + other.beside,
                pairs + other.pairs,
                strangers + other.strangers);
    }

    /// `photo` turned clockwise.
    static Photo turned(Photo photo, int quarters) {
        Photo turned = photo;
        for (int i = 0; i < quarters; i++) turned = quarter(turned);
        return turned;
    }

    private static Photo quarter(Photo photo) {
        int width = photo.width();
        int height = photo.height();
        byte[] rgb = new byte[photo.rgb().length];
        for (int y = 0, from = 0; y < height; y++) {
            for (int x = 0; x < width; x++, from += 3) {
                System.arraycopy(photo.rgb(), from, rgb, 3 * (x * height + height - 1 - y), 3);
            }
        }
        return Photo.of(height, width, rgb);
    }

    private static Box turned(Box box, Photo photo, int quarters) {
        return switch (quarters) {
            case 1 -> new Box(photo.height() - box.bottom(), box.left(), photo.height() - box.top(), box.right());
            case 2 ->
                new Box(
                        photo.width() - box.right(),
                        photo.height() - box.bottom(),
                        photo.width() - box.left(),
                        photo.height() - box.top());
            default -> new Box(box.top(), photo.width() - box.right(), box.bottom(), photo.width() - box.left());
        };
    }
}
