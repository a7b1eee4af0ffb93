package beholden.faces;

import beholden.faces.FaceReader.Reading;
import beholden.faces.pack.FaceCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the faces of a photo, whichever way up they are, and tells them from things that are none.
///
/// A detector is sure of upright faces, finds many turned ones, and takes some pebbles for faces. So the photo is
/// looked at as a whole in its four views, and in detail as it is; then each place is read as a face that
/// stands upright, and, unless that is beyond doubt, as one in each other view. The reading with the most evidence
/// counts. Where it shows that faces lie in another view, that view is looked at in detail, too.
///
/// The photo as it is, and each view with a face beyond doubt, gets the benefit of the doubt: a face counts there
/// from the check's least evidence on. In other views it must be more like a face than not, since a thing that is
/// none has four chances to look like one.
final class FaceFinder {
    private static final Comparator<Detection> BEST_SCORE =
            Comparator.comparingDouble(Detection::score).reversed();
    private static final Comparator<Reading> BEST_READING = Comparator.comparingDouble(Reading::evidence)
            .thenComparingDouble(r -> r.detection().score())
            .reversed();

    /// Log odds of what is as likely a face as not.
    private static final double EVEN = 0;

    /// Difference of two second looks' scores from which the lower one is not of an upright face.
    private static final float CLEARLY = 0.002f;

    private final Detector detector;
    private final FaceReader reader;
    private final double least;
    private final double sure;

    /// @param check null where everything detected counts
    /// @param least evidence below which a place is no face; null for the check's own
    FaceFinder(Detector detector, FaceReader reader, @Nullable FaceCheck check, @Nullable Double least) {
        this.detector = detector;
        this.reader = reader;
        this.least = check == null ? Double.NEGATIVE_INFINITY : least == null ? check.least() : least;
        this.sure = check == null ? Double.NEGATIVE_INFINITY : Math.max(check.sure(), this.least);
    }

    /// Outcome of a search.
    ///
    /// @param faces    readings that are faces
    /// @param doubtful readings of what the detector takes for a face and the check does not
    /// @param reading  nanoseconds that the readings took
    record Found(List<Reading> faces, List<Reading> doubtful, long reading) {}

    /// Faces whose box has at least `minFace` pixels a side.
    Found find(Pyramid photo, int minFace, Pace pace) {
        return new Search(photo, minFace, pace).run();
    }

    private final class Search {
        private final List<View> views = new ArrayList<>();
        private final int minFace;
        private final Pace pace;
        private final List<Reading> readings = new ArrayList<>();
        private final Set<View> sureViews = new HashSet<>();
        private long nanos;

        Search(Pyramid photo, int minFace, Pace pace) {
            for (int quarters = 0; quarters < View.COUNT; quarters++) views.add(new View(photo, quarters));
            this.minFace = minFace;
            this.pace = pace;
        }

        Found run() {
            List<Detection> places = new ArrayList<>();
            for (View view : views) places.addAll(detector.whole(view, pace));
            places.addAll(detector.small(views.getFirst(), minFace, pace));
            read(places);
            Set<View> turned = new LinkedHashSet<>();
            readings.stream().filter(this::isFace).forEach(face -> turned.add(face.view()));
            turned.remove(views.getFirst());
            for (View view : turned) read(detector.small(view, minFace, pace));

            List<Reading> faces = onePerFace(readings.stream().filter(this::isFace));
            List<Reading> doubtful = onePerFace(readings.stream().filter(r -> !isFace(r)));
            return new Found(faces, doubtful, nanos);
        }

        private boolean isFace(Reading reading) {
            boolean usual = reading.view().quarters() == 0 || sureViews.contains(reading.view());
            return reading.evidence() >= (usual ? least : Math.max(least, EVEN));
        }

        private List<Reading> onePerFace(Stream<Reading> of) {
            return detector.onePerFace(of.toList(), Reading::box, BEST_READING);
        }

        private void read(List<Detection> places) {
            for (Detection place : detector.onePerFace(places, Detection::box, BEST_SCORE)) {
                Reading best = null;
                for (View view : views) {
                    Optional<Detection> closer = detector.closer(view, place.box(), pace);
                    if (closer.isEmpty() || closer.get().box().side() < minFace) continue;
                    if (best != null && closer.get().score() < best.detection().score() - CLEARLY) continue;
                    long start = System.nanoTime();
                    Reading reading = reader.read(view, closer.get(), pace);
                    nanos += System.nanoTime() - start;
                    if (best == null || BEST_READING.compare(reading, best) < 0) best = reading;
                    if (best.evidence() >= sure) break;
                }
                if (best == null) continue;
                readings.add(best);
                if (best.evidence() >= sure) sureViews.add(best.view());
            }
        }
    }
}
