package beholden.cli.gallery;

import beholden.enrol.KeptMeasures;
import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.Point;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.gallery.Applied;
import beholden.gallery.Change;
import beholden.gallery.DamagedGalleryException;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.Measures;
import beholden.gallery.Progress;
import beholden.gallery.Template;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Enrols the faces of one gallery in another one, with another pack, from the crops that were kept.
final class Reenrolment {
    /// Faces enrolled with one change of the new gallery, whose pictures are in memory until then.
    private static final int PART = 1024;

    private final Gallery from;
    private final FaceEngine engine;
    private final Gallery to;
    private final PhotoDecoder decoder;
    private final List<String> failures = new ArrayList<>();
    private long enrolled;
    private long alreadyThere;

    Reenrolment(Gallery from, FaceEngine engine, Gallery to) {
        this.from = from;
        this.engine = engine;
        this.to = to;
        this.decoder = new PhotoDecoder(engine.settings().limits());
    }

    /// Outcome of one crop: a template, or the reason why there is none.
    private record Outcome(EnrolledFace face, @Nullable Template template, String failure) {}

    void run(BooleanSupplier stopped, Progress progress) throws IOException {
        long total = from.size();
        List<EnrolledFace> part = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(engine.settings().threads())) {
            from.forEach(face -> {
                if (stopped.getAsBoolean()) return;
                if (to.find(face.faceId()).isPresent()) {
                    alreadyThere++;
                } else {
                    part.add(face);
                }
                if (part.size() == PART) enrol(part, threads);
                progress.at(alreadyThere + enrolled + failures.size(), total);
            });
            enrol(part, threads);
        }
    }

    private void enrol(List<EnrolledFace> part, ExecutorService threads) throws IOException {
        try {
            List<Future<Outcome>> outcomes = threads.invokeAll(part.stream()
                    .map(face -> (Callable<Outcome>) () -> look(face))
                    .toList());
            Change.Builder change = new Change.Builder();
            for (Future<Outcome> future : outcomes) {
                Outcome outcome = future.get();
                if (outcome.template() == null) {
                    failures.add(outcome.face().faceId() + ": " + outcome.failure());
                } else {
                    change.enrol(new Enrolment(withPictures(outcome.face(), change), outcome.template()));
                }
            }
            Applied applied = to.apply(change.build());
            enrolled += applied.added() + applied.replaced();
            part.clear();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) throw io;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; what was enrolled so far is kept", e);
        }
    }

    private Outcome look(EnrolledFace face) throws IOException {
        String crop = face.crop();
        if (crop == null) return new Outcome(face, null, "no crop was kept of it");
        try {
            Photo photo = decoder.decode(from.pictures().read(crop), "crop " + crop);
            Face found = central(photo, engine.faces(photo));
            return found == null
                    ? new Outcome(face, null, "this pack finds no face in its crop")
                    : new Outcome(
                            face.withMeasures(measures(face, found)),
                            new Template(engine.pack().templateSpace(), found.template()),
                            "");
        } catch (PhotoRefusedException | NoSuchFileException | DamagedGalleryException e) {
            return new Outcome(face, null, String.valueOf(e.getMessage()));
        }
    }

    /// Measures of a face by the new pack; its size is that in the photo, where that was kept.
    private static Measures measures(EnrolledFace face, Face found) {
        Measures by = KeptMeasures.of(found);
        Measures before = face.measures();
        return before == null ? by : new Measures(before.eyes(), by.tilt(), by.evidence());
    }

    /// The face nearest to the middle of a crop, which is where the cropped face is: it must cover it.
    private static @Nullable Face central(Photo crop, List<Face> faces) {
        Point middle = new Point(crop.width() / 2f, crop.height() / 2f);
        return faces.stream()
                .filter(face -> covers(face.box(), middle))
                .min(Comparator.comparingDouble(face -> face.box().centre().distance(middle)))
                .orElse(null);
    }

    private static boolean covers(Box box, Point point) {
        return box.left() <= point.x()
                && point.x() <= box.right()
                && box.top() <= point.y()
                && point.y() <= box.bottom();
    }

    private EnrolledFace withPictures(EnrolledFace face, Change.Builder change) throws IOException {
        return face.withPictures(copied(face.crop(), change), copied(face.thumbnail(), change));
    }

    private @Nullable String copied(@Nullable String picture, Change.Builder change) throws IOException {
        if (picture == null) return null;
        try {
            return change.picture(from.pictures().read(picture));
        } catch (NoSuchFileException | DamagedGalleryException _) {
            // The face itself is worth keeping without it; `verify` on the old gallery names the loss.
            return null;
        }
    }

    long enrolled() {
        return enrolled;
    }

    long alreadyThere() {
        return alreadyThere;
    }

    /// Faces that could not be enrolled, each with the reason.
    List<String> failures() {
        return List.copyOf(failures);
    }
}
